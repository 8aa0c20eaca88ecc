"""`rights` in wirewatch.yaml."""

import pytest

from bot.core.rights import MANAGERS, Rights
from bot.settings.mistakes import ConfigErrors

DISCORD = "discord:123456789012345678"


@pytest.mark.parametrize(
    ("written", "rights"),
    [
        ("", MANAGERS),
        ("rights: {}\n", MANAGERS),
        ("rights: {change: managers}\n", MANAGERS),
        ("rights: {change: []}\n", MANAGERS),
        ("rights: {change: everyone}\n", Rights(everyone=True)),
        (
            f"rights: {{change: [slack:U0123456789, {DISCORD}]}}\n",
            Rights(people=frozenset({"slack:U0123456789", DISCORD})),
        ),
        ("rights: {change: [slack:S0123456789]}\n", Rights(people=frozenset({"slack:S0123456789"}))),
    ],
)
def test_managers_may_unless_the_operator_names_everyone_or_people_and_groups_beside_them(
    loaded, written, rights
):
    assert loaded({"wirewatch.yaml": f"database: news.db\n{written}"}).rights == rights


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("everybody", 'Did you mean "everyone"?'),
        ("nobody", "names nobody"),
        ("7", "Write everyone, managers, or a list of people, Slack user groups and Discord roles"),
        ("{slack: U1}", "names nobody"),
        ("[U0123456789]", "is not the id of a person or a group"),
        ("[slack:#desk]", "is not the id of a person or a group"),
        ("[discord:123]", "Discord under Copy User ID and Copy Role ID"),
        ("[slack:C0123456789]", "a user group's in its own (slack:S0123456789)"),
        ("[7]", "is not the id of a person or a group"),
    ],
)
def test_what_names_nobody_is_refused_with_the_way_to_write_it(loaded, written, said):
    with pytest.raises(ConfigErrors) as caught:
        loaded({"wirewatch.yaml": f"database: news.db\nrights: {{change: {written}}}\n"})
    assert said in str(caught.value)
