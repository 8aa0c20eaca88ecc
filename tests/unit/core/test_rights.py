"""Who may change what a whole team is told."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.rights import MANAGERS, Rights, refusal
from bot.core.silences import SilenceKind, make_silence

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
ANN, BEN = "slack:UANN", "discord:123456789012345678"
LOUDER = [kind for kind in SilenceKind if kind is not SilenceKind.STORY]
LISTED = Rights(people=frozenset({ANN}))


@pytest.mark.parametrize("rights", [MANAGERS, LISTED, Rights(everyone=True)])
def test_a_story_anybody_may_mute(rights: Rights) -> None:
    assert rights.may_mute(SilenceKind.STORY, BEN, manages=False)


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
    assert rights.may_mute(kind, actor, manages=manages) is may


@pytest.mark.parametrize(("actor", "may"), [(ANN, True), (BEN, False), ("", False)])
def test_what_somebody_muted_they_may_also_end(actor: str, may: bool) -> None:  # noqa: FBT001
    silence = make_silence(SilenceKind.WATCH, "oil", None, ANN, "", NOW, NOW + timedelta(hours=8))
    assert MANAGERS.may_end(silence, actor, manages=False) is may


def test_nobody_known_ends_no_mute_of_nobody_known() -> None:
    silence = make_silence(SilenceKind.WATCH, "oil", None, "", "", NOW, NOW + timedelta(hours=8))
    assert not MANAGERS.may_end(silence, "", manages=False)


def test_a_refusal_says_who_may_and_what_the_operator_writes() -> None:
    said = refusal(ANN)
    assert "by people whom the operator named" in said
    assert "rights: {change: [slack:UANN]}" in said
