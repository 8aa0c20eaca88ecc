from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.entries import EntryId
from bot.core.joining import Joining, Neighbour, Neighbourhood, choose
from bot.core.likeness import likelihood, log_odds, signs, similarity
from bot.core.stories import StoryId
from bot.core.weighing import Frequencies, pack, telling_keys, unpack, weigh
from bot.extraction.sketch import sketch
from bot.extraction.text import make_document

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOTHING_SEEN = Frequencies(reports=0, holding={})
DAY = timedelta(days=1)


def made(title, body="", at=NOW):
    return sketch(make_document(title=title, body=body, published=at, plain=True))


def weighed(title, body="", at=NOW):
    return weigh(made(title, body, at), NOTHING_SEEN)


def telling(report, frequencies):
    """The weights of its words."""
    return {key: weight for key, weight in telling_keys(weigh(report, frequencies)).items() if key >= 0}


def neighbour(number, story, title, body="", at=NOW):
    return Neighbour(
        entry=EntryId(number), story=StoryId(story), published=at, sketch=weighed(title, body, at)
    )


def placed(new, *neighbours, apart=(), at=NOW):
    around = Neighbourhood(new=weigh(new, NOTHING_SEEN), neighbours=neighbours, apart=frozenset(apart))
    return choose(around, new, at)


FERRY = ("Ferry sinks off Mombasa, 12 rescued", "A ferry with 40 people aboard sank near Mombasa at dawn.")
FERRY_TOO = (
    "Twelve rescued as ferry sinks near Mombasa",
    "The ferry had 40 people aboard when it sank at dawn off Mombasa.",
)
TAX = ("Kenya raises tax on sugar", "Parliament in Nairobi voted for it after a long debate.")


def test_two_reports_of_one_happening_are_one_story_and_it_is_said_why():
    found = placed(made(*FERRY_TOO), neighbour(1, "tax", *TAX), neighbour(2, "ferry", *FERRY))
    assert (found.story, found.nearest, found.reprint_of) == ("ferry", 2, None)
    assert 0.5 <= found.score <= 1


def test_where_nothing_is_near_a_report_opens_a_story():
    assert placed(made(*FERRY)) == Joining(story=None)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(TAX, id="the same country"),
        pytest.param(("Minister said on Monday", "Officials said so."), id="only words of all news"),
        pytest.param(("", ""), id="no text"),
        pytest.param(
            ("Ferry sinks off Dakar, 30 missing", "A ferry with 80 aboard sank near Dakar at dusk."),
            id="like",
        ),
    ],
)
def test_another_happening_is_another_story(other):
    found = placed(made(*FERRY), neighbour(1, "other", *other))
    assert (found.story, found.nearest) == (None, None)
    assert found.score < 0.5


PREPARED = (
    "India and Russia prepare summit in New Delhi",
    "Foreign Minister S. Jaishankar met President Vladimir Putin at the Kremlin to prepare the summit.",
)
PREPARED_TOO = (
    "Jaishankar meets Putin ahead of the annual summit",
    "India's foreign minister called on Russia's president in the Kremlin; the summit is in New Delhi.",
)


def test_two_reports_on_the_preparation_of_one_summit_are_one_story():
    assert placed(made(*PREPARED_TOO), neighbour(1, "prep", *PREPARED)).story == "prep"


def test_two_summits_of_the_same_countries_weeks_apart_are_two_stories():
    later = NOW + 3 * 7 * DAY
    tea = made("India and Russia prepare tea summit", at=later)
    assert placed(tea, neighbour(1, "steel", "India and Russia prepare steel summit"), at=later).story is None


TRIAL = (
    "Jury convicts Milo Trant in warehouse fire",
    """Milo Trant was convicted of arson over the fire that killed Ines Okoro and Petra Vale at the Quayside
    warehouse in Harbury. Trant was arrested by Harbury police near Quayside Lane.""",
)
FIRE = (
    "Two killed in Harbury warehouse fire",
    """Ines Okoro and Petra Vale died in a fire at the Quayside warehouse in Harbury. Harbury police arrested
    Milo Trant near Quayside Lane on suspicion of arson.""",
)


def test_what_comes_months_later_joins_by_the_people_it_names():
    later = NOW + 90 * DAY
    assert placed(made(*TRIAL, at=later), neighbour(1, "fire", *FIRE), at=later).story == "fire"


def test_the_longer_ago_a_report_came_the_less_likely_it_is_of_the_same_happening():
    a, b = weighed(*FERRY), weighed(*FERRY_TOO)
    odds = [log_odds(signs(a, b, days * DAY)) for days in (0, 1, 10, 100)]
    assert odds == sorted(odds, reverse=True)
    assert odds[0] > odds[-1]


def test_reports_that_name_other_days_or_ages_are_less_likely_of_one_happening():
    text = "Teenager hurt in Harbury fire", "A {} was hurt in a fire in Harbury on {}."
    first = weighed(text[0], text[1].format("16-year-old", "Friday"))

    def odds(age, day):
        return log_odds(signs(first, weighed(text[0], text[1].format(age, day)), DAY))

    same = odds("16-year-old", "Friday")
    assert same > odds("16-year-old", "Thursday")
    assert same > odds("17-year-old", "Friday")


def test_what_every_report_names_weighs_nothing_after_a_while():
    report = made("India and Russia talk of steel")
    steel = made("steel").terms[0].key
    seen = Frequencies(reports=1000, holding={t.key: 1000 for t in report.terms if t.key != steel})
    assert len(telling(report, NOTHING_SEEN)) == 4
    assert {key for key, weight in telling(report, seen).items() if weight > 20} == {steel}


LONG = " ".join(f"Word{n} came before word{n + 1} in Harbury." for n in range(30))


def test_a_report_word_for_word_like_another_is_its_reprint():
    found = placed(
        made("Ferry sinks", LONG),
        neighbour(1, "s", "Boat lost", LONG.replace("word7", "river")),
        neighbour(2, "s", "Ferry found again", "Word1 came before word2 in Harbury."),
    )
    assert (found.story, found.reprint_of) == ("s", 1)


def test_after_a_split_a_report_goes_to_the_story_with_the_nearest_report():
    """The other story may be nearer on the whole: an operator took these very reports out of it."""
    others = [neighbour(n, "whole", FERRY[0], f"{FERRY[1]} Rescuers searched.") for n in (1, 2, 3)]
    own = [
        neighbour(4, "parted", *FERRY_TOO),
        neighbour(5, "parted", "Mombasa ferry firm sued", "A ferry sank."),
    ]
    new = made(*FERRY_TOO)
    assert placed(new, *others, *own).story == "whole"
    both = {(StoryId("whole"), StoryId("parted")), (StoryId("parted"), StoryId("whole"))}
    assert placed(new, *others, *own, apart=both).story == "parted"


_WORDS = ["ferry", "sinks", "Mombasa", "said", "12", "Friday", "Ada Moss, 41,", "harbour", "dawn", "sugar"]
_TEXT = st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join)


@given(_TEXT, _TEXT, _TEXT, _TEXT)
def test_similarity_is_symmetric_and_bounded_and_of_a_document_with_itself_1(title, body, other, other_body):
    a, b = weighed(title, body), weighed(other, other_body)
    assert similarity(a, b) == similarity(b, a)
    assert 0 <= similarity(a, b) <= 1
    assert similarity(a, a) == pytest.approx(1 if a.words_length else 0)
    assert log_odds(signs(a, b, DAY)) == log_odds(signs(b, a, -DAY))


@given(st.lists(st.tuples(st.sampled_from("abc"), _TEXT), min_size=1, max_size=8), _TEXT, st.randoms())
def test_the_order_of_the_neighbours_does_not_matter(earlier, title, random):
    near = [neighbour(number, story, text) for number, (story, text) in enumerate(earlier, start=1)]
    shuffled = random.sample(near, len(near))
    assert placed(made(title), *near) == placed(made(title), *shuffled)


@given(_TEXT, _TEXT)
def test_a_weighed_sketch_survives_being_packed_and_is_found_by_the_same_keys(title, body):
    one = weighed(title, body)
    assert unpack(pack(one)) == one
    assert telling_keys(unpack(pack(one))) == telling_keys(one)


@given(st.floats(allow_nan=False))
def test_a_likelihood_is_between_0_and_1(odds):
    assert 0 < likelihood(odds) < 1 or likelihood(odds) == 1


def test_a_weighed_sketch_without_terms_is_like_none():
    empty = weighed("", "")
    assert similarity(empty, replace(empty)) == 0
