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
            "any: [summit, talks]",
            "any: [{all: [talks, cup]}]",
            "9:15",
            "Not seen: together talks AND cup",
            id="a group is missing",
        ),
        pytest.param(
            "any: [summit, talks]",
            "within: 2 words",
            "9:15",
            'Seen: "India", "Russia". But not in 2 words that stand together.',
            id="too far apart",
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


def test_an_example_comes_from_a_feed_that_the_watch_asks_for(loaded, small):
    """Examples test the words of a rule; which feeds it listens to is no part of a text."""
    feeds = small["feeds.yaml"].replace("}", ", tags: [asia, wire], language: en}")
    asked = "any: [summit, talks]\n      feeds: [harbour-wire]\n      tags: [asia]\n      languages: [en]"
    watch = small[WATCH].replace("any: [summit, talks]", asked)
    assert failed_examples(loaded({WATCH: watch, "feeds.yaml": feeds})) == ()


def test_an_example_of_too_little_salience_says_how_much_is_missing(loaded, small):
    watch = small[WATCH].replace("any: [summit, talks]", "any: [summit, talks]\n      min_salience: 1")
    (failed,) = failed_examples(loaded({WATCH: watch}))
    assert "and 1 is asked for" in failed.why
