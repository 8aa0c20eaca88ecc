import json
import subprocess
import sys
from dataclasses import astuple
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.lexicon import EntityId
from bot.extraction.matching import Mention
from bot.extraction.rules import EntityTerm
from bot.extraction.sketch import KEPT, Kind, resemblance, sketch
from bot.extraction.text import Span, make_document

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday


def made(title, body="", *entities):
    document = make_document(title=title, body=body, published=NOW, plain=True)
    at = Span(start=0, end=0)
    return sketch(document, [Mention(span=at, term=EntityTerm(entity=EntityId(name))) for name in entities])


def keys(sketched, *kinds):
    return {term.key for term in sketched.terms if not kinds or term.kind in kinds}


def test_endings_do_not_part_reports():
    assert keys(made("boats sinking")) == keys(made("boat sinks"))


def test_small_words_say_nothing():
    assert made("of the and to").terms == ()


def test_what_is_said_in_the_title_weighs_more():
    title, body = made("ferry", ""), made("", "ferry")
    assert title.terms[0].said > body.terms[0].said


def test_a_sentence_that_shares_no_word_with_the_title_weighs_less():
    near = made("Ferry sinks", "Ferry passengers swim.")
    aside = made("Ferry sinks", "Bakers swim.")
    (swims,) = keys(made("", "swim"))
    assert [next(t.said for t in s.terms if t.key == swims) for s in (near, aside)] == [1.0, 0.6]


@pytest.mark.parametrize(
    "line",
    [
        "Please click the link in our email to confirm it.",
        "Sign in with the password of your account.",
        "Subscribe to the newsletter.",
    ],
)
def test_what_the_site_says_of_itself_is_left_out(line):
    assert made("Ferry sinks", f"{line}\n\nTwelve swam ashore.") == made("Ferry sinks", "Twelve swam ashore.")


def test_words_with_capitals_inside_a_sentence_are_names_and_two_of_them_a_pair():
    found = made("", "Police asked Ada Moss about it.")
    assert len(keys(found, Kind.NAME)) == 2
    assert len(keys(found, Kind.PAIR)) == 1
    assert not keys(made("", "Moss grows. Ada."), Kind.NAME, Kind.PAIR)


def test_a_title_that_gives_every_word_a_capital_shows_no_names():
    assert keys(made("Ferry sinks off Mombasa at night"), Kind.NAME)
    assert not keys(made("Ferry Sinks Off Mombasa At Night"), Kind.NAME)


def test_entities_are_names_whatever_their_words():
    assert len(keys(made("ferry", "", "kenya"), Kind.NAME)) == 1
    assert keys(made("ferry", "", "kenya")) != keys(made("ferry", "", "norway"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It sank on Saturday.", date(2026, 2, 28)),
        ("It sank on Monday.", date(2026, 3, 2)),
        ("It sank on Feb. 14.", date(2026, 2, 14)),
        ("It sank on December 30.", date(2025, 12, 30)),
        ("It sails on April 5.", date(2026, 4, 5)),
    ],
)
def test_a_day_is_the_last_of_that_name_unless_it_is_soon(text, day):
    assert made("", text).days == (day.toordinal(),)


@pytest.mark.parametrize("text", ["In May 2026", "February 30", "March", "on 5"])
def test_what_is_no_day_is_none(text):
    assert made("", text).days == ()


def test_ages_are_the_same_however_they_are_written():
    assert made("", "A 17-year-old swam.").ages == made("", "Ada Moss, 17, swam.").ages != ()
    assert made("", "A 17-year-old swam.").ages != made("", "A 16-year-old swam.").ages


def test_a_sketch_is_small():
    big = made("Title", " ".join(f"word{n}" for n in range(500)))
    assert len(big.terms) == KEPT


def test_a_sketch_is_the_same_in_every_process():
    """Python's own hash differs from process to process; a stored sketch must not."""
    code = (
        "from datetime import UTC, datetime;from bot.extraction.sketch import sketch;"
        "from bot.extraction.text import make_document;import json;from dataclasses import astuple;"
        "d = make_document(title='Ferry sinks', body='off Mombasa at dawn', published=datetime.now(UTC));"
        "print(json.dumps(astuple(sketch(d, []))))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603
    here = astuple(made("Ferry sinks", "off Mombasa at dawn"))
    assert json.loads(said.stdout) == json.loads(json.dumps(here))


WORDS = [f"word{n}" for n in range(200)]


def test_a_text_with_its_end_cut_off_resembles_itself_by_what_is_left():
    whole, half = made("", " ".join(WORDS)).shingles, made("", " ".join(WORDS[:100])).shingles
    assert 0.3 < resemblance(whole, half) < 0.7


_TEXT = st.lists(
    st.sampled_from(["ferry", "sinks", "Mombasa", "said", "12", "May 3", "ß", "–", "Ada Moss, 41,"])
    | st.text(max_size=6)
).map(" ".join)


@given(_TEXT, _TEXT)
def test_any_text_has_a_sketch_with_each_term_once(title, body):
    found = made(title, body)
    assert len(keys(found)) == len(found.terms)
    assert all(0 <= term.key < 2**63 and term.said > 0 and 0 < term.usual < 1 for term in found.terms)


@given(_TEXT, _TEXT)
def test_resemblance_is_symmetric_and_between_0_and_1(one, other):
    a, b = made("", one).shingles, made("", other).shingles
    assert resemblance(a, b) == resemblance(b, a)
    assert 0 <= resemblance(a, b) <= 1
    assert resemblance(a, a) == (1 if a else 0)
