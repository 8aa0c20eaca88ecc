"""Who may change what a whole team is told."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.rights import MANAGERS, Rights, refusal
from bot.core.silences import SilenceKind, make_silence
from bot.ports import Question

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
ANN, BEN = "slack:UANN", "discord:123456789012345678"
LOUDER = [kind for kind in SilenceKind if kind is not SilenceKind.STORY]
LISTED = Rights(people=frozenset({ANN}))
DESK, EDITORS = "slack:S0123456789", "discord:223456789012345678"
GROUPS = Rights(people=frozenset({DESK, EDITORS}))


def who(actor: str, *groups: str, manages: bool = False) -> Question:
    return Question(verb="mute", actor=actor, manages=manages, groups=frozenset(groups))


@pytest.mark.parametrize("rights", [MANAGERS, LISTED, Rights(everyone=True)])
def test_a_story_anybody_may_mute(rights: Rights) -> None:
    assert rights.may_mute(SilenceKind.STORY, who(BEN))


@pytest.mark.parametrize("kind", LOUDER)
@pytest.mark.parametrize(
    ("rights", "actor", "manages", "may"),
    [
        (MANAGERS, ANN, False, False),
        (MANAGERS, ANN, True, True),
        (LISTED, ANN, False, True),
        (LISTED, BEN, False, False),
        (LISTED, BEN, True, True),
        (LISTED, "", False, False),
        (Rights(everyone=True), BEN, False, True),
    ],
)
def test_what_a_whole_channel_hears_is_muted_by_managers_and_by_who_is_listed(
    kind: SilenceKind,
    rights: Rights,
    actor: str,
    manages: bool,  # noqa: FBT001 -- a column of the table
    may: bool,  # noqa: FBT001
) -> None:
    assert rights.may_mute(kind, who(actor, manages=manages)) is may


@pytest.mark.parametrize(
    ("rights", "asker", "may"),
    [
        (GROUPS, who(ANN, DESK), True),
        (GROUPS, who(BEN, "discord:323456789012345678", EDITORS), True),
        (GROUPS, who(ANN, "slack:S9999999999"), False),
        (GROUPS, who(ANN), False),
        (MANAGERS, who(ANN, DESK), False),
        (LISTED, who(ANN, DESK), True),
    ],
)
def test_who_is_in_a_group_that_is_listed_may_as_if_listed(
    rights: Rights,
    asker: Question,
    may: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    assert rights.may_mute(SilenceKind.WATCH, asker) is may


@pytest.mark.parametrize(("actor", "may"), [(ANN, True), (BEN, False), ("", False)])
def test_what_somebody_muted_they_may_also_end(actor: str, may: bool) -> None:  # noqa: FBT001
    silence = make_silence(SilenceKind.WATCH, "oil", None, ANN, "", NOW, NOW + timedelta(hours=8))
    assert MANAGERS.may_end(silence, who(actor)) is may


def test_nobody_known_ends_no_mute_of_nobody_known() -> None:
    silence = make_silence(SilenceKind.WATCH, "oil", None, "", "", NOW, NOW + timedelta(hours=8))
    assert not MANAGERS.may_end(silence, who(""))


def test_a_refusal_says_who_may_and_what_the_operator_writes() -> None:
    said = refusal(ANN)
    assert "by people and groups whom the operator named" in said
    assert "rights: {change: [slack:UANN]}" in said


def test_a_refusal_says_that_groups_could_not_be_read() -> None:
    assert refusal(ANN, "Slack did not tell.") == f"{refusal(ANN)} Slack did not tell."
