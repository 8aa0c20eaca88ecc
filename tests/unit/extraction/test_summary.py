"""Summaries: whole sentences of the body, chosen, never written."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.summary import Summary, SummaryReason, summarise
from bot.extraction.text import Document, Span, make_document, sentences

PUBLISHED = datetime(2026, 4, 15, 8, tzinfo=UTC)
FIRST = "Fishermen blocked the port of Arvik on Monday over new quotas."
SECOND = "The ministry offered a meeting within ten days to hear them."
THIRD = "Exports through the port had doubled since the bridge was opened."
FOURTH = "Dock workers in two other towns said they would join on Friday."


def read(*body: str, title: str = "") -> Document:
    return make_document(title=title, body="\n\n".join(body), published=PUBLISHED, plain=True)


def told(document: Document, *, focus: tuple[str, ...] = (), at_most: int = 3) -> list[str]:
    spans = [
        Span(start=document.text.index(words), end=document.text.index(words) + len(words)) for words in focus
    ]
    return [document.cut(span) for span in summarise(document, focus=spans, at_most=at_most).sentences]


def test_without_a_focus_it_is_the_lead():
    document = read(f"{FIRST} {SECOND}", f"{THIRD} {FOURTH}")
    assert told(document) == [FIRST, SECOND, THIRD]
    assert summarise(document).reason is SummaryReason.LEAD


def test_the_sentences_in_focus_come_first_and_stand_in_the_order_of_the_text():
    document = read(f"{FIRST} {SECOND}", f"{THIRD} {FOURTH}")
    assert told(document, focus=("on Friday", "within ten days"), at_most=2) == [SECOND, FOURTH]


def test_one_sentence_that_covers_two_spans_is_enough_for_both():
    document = read(f"{FIRST} {SECOND} {FOURTH}")
    assert told(document, focus=("Dock workers", "on Friday", "ten days"), at_most=1) == [FOURTH]


def test_the_reason_tells_whether_the_focus_was_met():
    document = read(FIRST, SECOND)
    in_title = Span(start=0, end=0)
    assert summarise(document, focus=[Span(start=3, end=9)]).reason is SummaryReason.FOCUS
    assert summarise(document, focus=[in_title]).reason is SummaryReason.LEAD


@pytest.mark.parametrize(
    "unwanted",
    [
        "What will the fishermen do when the port opens again?",
        "Also read: Port workers have been told to expect more of this.",
        "Subscribe to our newsletter and have the news delivered to you.",
        "Click here to see how the port was blocked on Monday morning.",
        "Photo credit: the harbour office has released this picture.",
        "Reporting by the harbour desk, it was edited in the capital.",
        "Highlights of the day at the port:",
        "A long day at the old port",
        "It was so.",
    ],
)
def test_what_tells_nothing_by_itself_is_left_out(unwanted):
    assert told(read(unwanted, FIRST, SECOND)) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "leaning",
    [
        "He said that the boats would stay where they were all week.",
        "They have blocked the harbour twice before in this decade.",
        "However, the harbour office expects traffic to resume soon.",
        "This was the third such protest that the town had seen.",
        "But the harbour office expects traffic to resume soon.",
        "“It is a disgrace that nobody has come to us,” said a skipper.",
    ],
)
def test_a_sentence_that_points_back_comes_only_with_the_one_before_it(leaning):
    document = read(f"{FIRST} {leaning} {SECOND}")
    focus = (leaning[-12:],)
    assert told(document, focus=focus, at_most=2) == [FIRST, leaning]
    assert leaning not in told(document, focus=focus, at_most=1)
    assert told(read("Is there an end to the protest in sight at all?", leaning, SECOND)) == [SECOND]


def test_nothing_is_said_twice():
    again = "On Monday fishermen blocked the port of Arvik over new quotas."
    assert told(read(FIRST, again, SECOND)) == [FIRST, SECOND]


def test_what_only_says_the_title_again_is_left_out():
    title = "Fishermen blocked the port of Arvik over new quotas on Monday"
    assert told(read(FIRST, SECOND, title=title)) == [SECOND]


def test_a_very_long_sentence_is_taken_only_where_there_is_no_other():
    long = (
        "The council "
        + "heard and weighed the many old claims of the towns along the coast and " * 6
        + "rose."
    )
    assert len(long) > 400
    assert told(read(long, FIRST)) == [FIRST]
    assert told(read(long)) == [long]


def test_without_a_body_there_is_nothing_to_tell_and_it_says_so():
    assert summarise(read(title=FIRST)) == Summary(sentences=(), reason=SummaryReason.NO_TEXT)


def test_a_body_without_a_telling_sentence_says_so():
    assert summarise(read("Photos.", "More soon.")) == Summary(sentences=(), reason=SummaryReason.TOO_SHORT)


SENTENCES = st.lists(
    st.sampled_from(
        [FIRST, SECOND, THIRD, FOURTH, "He left early, as he had said.", "Why was it so?", "Read more", ""]
    )
    | st.text(max_size=40),
    max_size=8,
)


@settings(deadline=None, max_examples=100)
@given(body=SENTENCES, title=st.text(max_size=30), at_most=st.integers(1, 4), data=st.data())
def test_any_summary_is_of_whole_sentences_of_the_body_in_order(body, title, at_most, data):
    """Nothing raises, nothing comes twice, and there is a reason exactly where there is no sentence."""
    document = read(*body, title=title)
    ends = st.integers(0, len(document.text))
    focus = [
        Span(start=min(a, b), end=max(a, b))
        for a, b in data.draw(st.lists(st.tuples(ends, ends), max_size=4))
    ]
    summary = summarise(document, focus=focus, at_most=at_most)
    whole = [s for s in sentences(document) if not document.title.start <= s.start < document.title.end]
    assert set(summary.sentences) <= set(whole)
    assert list(summary.sentences) == sorted(set(summary.sentences))
    assert len(summary.sentences) <= at_most
    assert bool(summary.sentences) == (summary.reason in {SummaryReason.FOCUS, SummaryReason.LEAD})
