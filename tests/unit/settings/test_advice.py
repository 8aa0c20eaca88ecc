"""Rules that can run and can never match, and events that were hardly meant, are warned of at their place."""

# ruff: noqa: E501 -- one case a line, so that the table can be read down

import pytest

WATCH = "watchlists/desk.yaml"
CITIES = """\
entities:
  - {id: delhi, name: New Delhi, kind: city, country: india}
  - {id: talks-of-delhi, name: Talks of Delhi, kind: series}
  - {id: hind, name: Hind News, kind: organisation, aliases: [Hind News Agency], weak: [Hind]}
"""
FEEDS = """\
feeds:
  - {id: harbour-wire, name: Harbour Wire, url: https://harbour-wire.example, tags: [asia], language: en}
  - {id: old-wire, name: Old Wire, url: https://old-wire.example, tags: [old], language: hi, enabled: false}
  - {id: bare-wire, name: Bare Wire, url: https://bare-wire.example}
"""
NEVER = "so the watch can never match"
NOTHING = "so it never counts"


@pytest.fixture
def warnings(loaded, small):
    """The warnings of a watch with this rule (lines under match), and what stands beside it."""

    def find(match: str, beside: str = "") -> list[str]:
        head, _, rest = small[WATCH].partition("    match:")
        watch = f"{head}    match: {match}\n{beside}    channels{rest.partition('    channels')[2]}"
        files = {WATCH: watch, "feeds.yaml": FEEDS, "entities/more.yaml": CITIES}
        return [str(warning).removeprefix(f"config/{WATCH}:") for warning in loaded(files).warnings]

    return find


UNREACHABLE = [
    ("{all: [summit], none: [summit]}", "4:19", f"stands under none too, {NEVER}"),
    ("{any: [summit], none: [summit]}", "4:19", f"stands under none too, {NEVER}"),
    ("{any: [summit, talks], none: [summit]}", "4:19", NOTHING),
    ("{all: [annual summit], none: [summit]}", "4:19", f'"annual summit" holds "summit", which stands under none, {NEVER}'),
    ("{all: [Annual-Summit meeting], none: [annual summit]}", "4:19", NEVER),
    ("{all: [entity: hind], none: [hind news]}", "4:19", f'the entity "hind" holds "hind news", which stands under none, {NEVER}'),
    ("{all: [entity: russia], none: [{entity: russia, also: [metonym]}]}", "4:19", NEVER),
    ("{all: [{any: [summit]}], none: [summit]}", "4:26", NEVER),
    ("{all: [{any: [summit, talks]}], none: [summit]}", "4:26", NOTHING),
    ("{any: [talks, {all: [summit, cup]}], none: [cup]}", "4:41", NOTHING),
    ("{all: [{all: [summit, cup], none: [cup]}]}", "4:34", NEVER),
    ("{all: [x, {title: summit}], none: [summit]}", "4:30", NEVER),
    ("{all: [x, {title: [summit, y]}], none: [summit]}", "4:31", NEVER),
    ("{all: [{title: {any: [summit]}}], none: [summit]}", "4:34", NEVER),
    ("{all: [{near: [summit, x]}], none: [summit]}", "4:27", NEVER),
    ("{all: [{near: [the leaders of both, x], words: 3}]}", "4:27", f'"the leaders of both" is longer than 3 words, within which it is looked for, {NEVER}'),
    ("{all: [the annual summit], within: 2 words}", "4:19", NEVER),
    ("{all: [{query: summit AND talks}], none: [summit]}", "4:19", NEVER),
    ("summit NOT summit", "4:12", NEVER),
    ("{any: [summit], feeds: [old-wire]}", "4:35", f"every feed that this rule names is turned off, {NEVER}"),
    ("{any: [summit], tags: [aisa]}", "4:35", f'has the tag "aisa", {NEVER}. Did you mean "asia"?'),
    ("{any: [summit], tags: [asia, old]}", "4:41", 'has the tag "old". '),
    ("{any: [summit], languages: [hi]}", "4:40", f'in the language "hi", {NEVER}'),
    ("{any: [summit], feeds: [bare-wire], tags: [asia]}", "4:12", f"no feed has all that this rule asks of feeds, tags and languages, {NEVER}"),
    ("summit tag:aisa", "4:12", NEVER),
    ("{all: [{entity: india, also: [metonym]}]}", "4:42", 'adds nothing to "india", because it has no metonym'),
    ("{all: [{entity: india, also: [cities, people]}]}", "4:50", "no person is said to speak for it"),
    ("{all: [{entity: russia, also: [cities]}]}", "4:43", "no city is said to lie in it"),
    ("{any: [x], none: [{all: [{entity: russia, also: [weak]}]}]}", "4:61", "it has no weak name"),
    ("summit AND entity:russia+cities", "4:12", "no city is said to lie in it"),
]  # fmt: skip


@pytest.mark.parametrize(("match", "place", "words"), UNREACHABLE, ids=[case[0] for case in UNREACHABLE])
def test_what_can_never_hold_is_warned_of_at_its_place(warnings, match, place, words):
    (warning,) = warnings(match)
    assert warning.startswith(f"{place}: ")
    assert words in warning
    assert warning.endswith((".", "?"))


@pytest.mark.parametrize(
    "match",
    [
        "{all: [summit], none: [annual summit]}",
        "{all: [summits], none: [summit meeting]}",
        "{all: [entity: india], none: [Indian]}",
        "{all: [entity: russia], none: [{entity: india, also: [cities]}]}",
        "{all: [{entity: russia, also: [metonym]}], none: [entity: russia]}",
        "{all: [{all: [summit], none: [cup]}, {all: [cup]}]}",
        "{all: [{title: cup}, {all: [summit], none: [cup], within: sentence}]}",
        "{all: [{title: [cup, the annual summit]}, x], within: 2 words}",
        "{all: [x], none: [{all: [summit, cup]}, {title: x}]}",
        "{all: [annual summit], within: 2 words}",
        "{any: [x], feeds: [old-wire, harbour-wire], tags: [asia], languages: [en]}",
        "{all: [{entity: india, also: [cities]}]}",
        "{all: [{entity: hind, also: [weak]}]}",
        "{all: [{entity: russia, also: [metonym]}]}",
        "{all: [{regex: 'cup'}], none: [cup]}",
    ],
)
def test_what_may_hold_is_not_warned_of(warnings, match):
    assert warnings(match) == []


@pytest.mark.parametrize(
    ("event", "place", "words"),
    [
        ("{kind: visit, parties: [delhi]}", "5:36", '"delhi" is a city and can be no party of an event; Write "india".'),
        ("{kind: visit, parties: [talks-of-delhi]}", "5:36", "is a series; Write who takes part."),
        ("{kind: visit, parties: [india, india]}", "5:43", 'the party "india" stands twice'),
        ("{kind: visit, series: talks-of-delhi}", "5:34", 'This is an id. Write its name, "Talks of Delhi".'),
        ("{kind: visit, series: Talks in Delhi}", "5:34", 'Did you mean "Talks of Delhi"?'),
    ],
)  # fmt: skip
def test_an_event_that_was_hardly_meant_is_warned_of(warnings, event, place, words):
    (warning,) = warnings("{all: [summit]}", f"    event: {event}\n")
    assert warning.startswith(f"{place}: ")
    for part in words.split("; "):
        assert part in warning


@pytest.mark.parametrize("series", ["Talks of Delhi", "Hind News", "The Long Walk of Diplomats"])
def test_a_series_may_have_any_name_of_its_own(warnings, series):
    assert warnings("{all: [summit]}", f"    event: {{kind: meeting, series: {series}}}\n") == []


def test_a_country_that_an_extension_makes_weak_is_shared_no_longer(loaded):
    """The way out that the warning offers is one."""
    shared = "entities: [{id: bharat, name: Bharat, kind: topic, aliases: [Indian]}]\n"
    mended = "entities:\n  - {id: bharat, name: Bharat, kind: topic, weak: [Indian]}\n  - {extends: india, weak: [Indian]}\n"
    assert len(loaded({"entities/b.yaml": shared}).warnings) == 1
    assert loaded({"entities/b.yaml": mended}).warnings == ()
