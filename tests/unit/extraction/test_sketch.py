import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.lexicon import EntityId
from bot.extraction.matching import Mention
from bot.extraction.rules import EntityTerm
from bot.extraction.sketch import SAME_STORY, from_json, similarity, sketch
from bot.extraction.text import Span, make_document

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def made(title, body="", *entities):
    document = make_document(title=title, body=body, published=NOW, plain=True)
    at = Span(start=0, end=0)
    return sketch(document, [Mention(span=at, term=EntityTerm(entity=EntityId(name))) for name in entities])


FERRY = made("Ferry sinks off Mombasa, 12 rescued", "A ferry with 40 aboard sank near Mombasa.", "kenya")


def test_two_reports_of_one_happening_are_the_same_story():
    other = made(
        "Twelve rescued as ferry sinks near Mombasa", "The ferry, 40 people aboard, sank at dawn.", "kenya"
    )
    assert similarity(FERRY, other) >= SAME_STORY


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            made("Kenya raises tax on sugar", "Parliament voted for it.", "kenya"), id="the same country"
        ),
        pytest.param(
            made("Minister said on Monday", "Officials said today.", "kenya"), id="only words of all news"
        ),
        pytest.param(made("", ""), id="no text"),
    ],
)
def test_another_happening_is_another_story(other):
    assert similarity(FERRY, other) < SAME_STORY


def test_words_of_all_news_weigh_less_than_others():
    """`said` and `minister` are in every second report; `ferry` is not."""
    base = made("ferry minister")
    assert similarity(base, made("ferry bridge")) > similarity(base, made("minister bridge"))


def test_the_title_weighs_more_than_the_body():
    assert similarity(made("ferry", "bridge"), made("ferry")) > similarity(
        made("ferry", "bridge"), made("bridge")
    )


def test_endings_do_not_part_reports():
    assert similarity(made("ferries sinking"), made("ferries sinks")) > similarity(
        made("ferries"), made("sinks")
    )


def test_common_entities_bring_documents_closer():
    a, b = made("Ferry sinks", "", "kenya"), made("Ferry lost", "", "kenya")
    assert similarity(a, b) > similarity(a, made("Ferry lost", "", "norway"))


def test_a_sketch_is_small():
    big = made("Title", " ".join(f"word{n}" for n in range(500)))
    assert len(big.terms) == 64


def test_a_sketch_is_the_same_in_every_process():
    """Python's own hash differs from process to process; a stored sketch must not."""
    code = (
        "from datetime import UTC, datetime;from bot.extraction.sketch import sketch;"
        "from bot.extraction.text import make_document;import json;"
        "d = make_document(title='Ferry sinks', body='off Mombasa', published=datetime.now(UTC));"
        "print(json.dumps(sketch(d, []).to_json()))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603
    assert from_json(json.loads(said.stdout)) == made("Ferry sinks", "off Mombasa")


_TEXT = st.lists(
    st.sampled_from(["ferry", "sinks", "Mombasa", "said", "12", "ß", "–"]) | st.text(max_size=6)
).map(" ".join)
_IDS = st.lists(st.sampled_from(["kenya", "norway", "peru"]), unique=True)


@given(_TEXT, _TEXT, _IDS, _TEXT, _TEXT, _IDS)
def test_similarity_is_symmetric_and_between_0_and_1(title, body, ids, other_title, other_body, other_ids):
    a, b = made(title, body, *ids), made(other_title, other_body, *other_ids)
    assert similarity(a, b) == similarity(b, a)
    assert 0 <= similarity(a, b) <= 1
    assert similarity(a, a) >= similarity(a, b) - 1e-3


@given(_TEXT, _TEXT, _IDS)
def test_a_sketch_survives_json(title, body, ids):
    a = made(title, body, *ids)
    assert from_json(json.loads(json.dumps(a.to_json()))) == a
