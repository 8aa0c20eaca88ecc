"""Examples are tests of their watch, and a failed one says what was seen."""

import pytest

from bot.settings.examples import failed_examples

WATCH = "watchlists/desk.yaml"


def test_examples_that_hold_say_nothing(loaded):
    assert failed_examples(loaded()) == ()


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        pytest.param(
            "[India and Russia open talks]",
            "[India and Russia open talks, India opens talks]",
            "9:44",
            'does not match this example, and should; Seen: "India", "talks"; Not seen: entity russia',
            id="a term is missing",
        ),
        pytest.param(
            "[India and Russia open talks]",
            "[The cup]",
            "9:15",
            "Nothing of the rule was seen; Not seen: entity india, entity russia",
            id="nothing is there",
        ),
        pytest.param(
            "any: [summit, talks]",
            "any: [summit, talks]\n      none: [open]",
            "10:15",
            'Under none stands "open"',
            id="a word under none",
        ),
        pytest.param(
            "[India wins the cup]",
            "[Russia and India at the summit]",
            "10:18",
            'matches this example, and should not; Seen: "Russia", "India", "summit"',
            id="too much matches",
        ),
    ],
)
def test_a_failed_example_names_its_place_and_what_was_seen(loaded, small, old, new, place, words):
    (failed,) = failed_examples(loaded({WATCH: small[WATCH].replace(old, new)}))
    assert str(failed).startswith(f"config/{WATCH}:{place}: ")
    for part in words.split("; "):
        assert part in str(failed)
    assert f"config/{WATCH}:2" in failed.hint
