"""The demonstration's pace."""

from dataclasses import replace
from pathlib import Path

from bot.cli.demo import hurried
from bot.settings.loader import load

_ROOT = Path(__file__).parents[2]


def test_the_demonstration_is_fast_and_has_no_cap_and_keeps_what_the_operator_wrote() -> None:
    """Else a channel would show six messages, and an hour later what changes within seconds."""
    starter = load(_ROOT / "config")
    written = replace(starter.options, alerts=replace(starter.options.alerts, pictures=True, outlets=(3,)))
    made = hurried(replace(starter, options=written))
    assert {policy.posts_per_hour for policy in made.policies.values()} == {None}
    assert made.policies.keys() == starter.policies.keys()
    assert (made.options.alerts.pictures, made.options.alerts.outlets) == (True, (3,))
    assert made.options.alerts.group_wait < starter.options.alerts.group_wait
