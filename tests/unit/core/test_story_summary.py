"""A story's summary in an alert: sentences of its reports, each with whoever printed it."""

from datetime import UTC, datetime, timedelta

from bot.core.entries import EntryId
from bot.core.feeds import FeedId
from bot.core.ledger import Assertion, merged
from bot.core.messages import Style, Text
from bot.core.stories import Report, Story, StoryId
from bot.core.story_summary import summary_spans
from bot.core.watches import WatchId
from bot.extraction.facts import Fact, Slot
from bot.extraction.text import Span

NOW = datetime(2026, 4, 15, 9, tzinfo=UTC)
HELD = "Japan and France will hold their annual summit in Tokyo in June, officials said."
MOVED = "The summit of Japan and France has been postponed to 9 July, the foreign ministry in Tokyo said."
REPRINT = "Japan and France will hold their annual summit in Tokyo in June, officials said on Monday."


def report(entry: int, outlet: str, *summary: str, hours: float = 0) -> Report:
    return Report(
        entry=EntryId(entry),
        feed=FeedId("wire"),
        outlet=outlet,
        title="Summit",
        url="",
        published=NOW + timedelta(hours=hours),
        summary=summary,
        evidence=(),
    )


def spans(*reports: Report, stated: tuple[Assertion, ...] = ()) -> tuple[Text, ...]:
    story = Story(id=StoryId("s"), first_seen=NOW, updated=NOW, revision=1, reports=reports)
    found = summary_spans(story, merged(stated), headline="Summit")
    return tuple(span for span in found if isinstance(span, Text))


def stated(entry: int, value: str, sentence: str) -> Assertion:
    somewhere = Span(start=0, end=1)
    fact = Fact(
        slot=Slot.STATUS,
        value=value,
        shown=value,
        sentence=somewhere,
        evidence=somewhere,
        rule="test/1",
        confidence=0.9,
    )
    return Assertion(
        watch=WatchId("w"),
        entry=EntryId(entry),
        fact=fact,
        sentence=sentence,
        outlet="wire.example",
        url="",
        published=NOW,
        seen=NOW,
    )


def test_of_one_outlet_the_sentences_stand_alone():
    told = spans(report(1, "wire.example", HELD, "Trade is on the agenda of both governments this year."))
    assert (
        "".join(span.text for span in told) == f"{HELD} Trade is on the agenda of both governments this year."
    )


def test_of_several_outlets_each_sentence_names_its_own():
    told = spans(report(1, "wire.example", HELD), report(2, "lake.example", MOVED, hours=2))
    named = [span.text for span in told if span.style is Style.QUIET]
    assert sorted(named) == [" (lake.example)", " (wire.example)"]


def test_an_outlet_is_named_once_after_all_that_it_says_in_a_row():
    second = "Trade is on the agenda of both governments this year."
    told = spans(report(1, "wire.example", HELD, second), report(2, "lake.example", MOVED, hours=2))
    assert "".join(span.text for span in told).count("(wire.example)") == 1


def test_a_reprint_is_told_once():
    told = spans(report(1, "wire.example", HELD), report(2, "lake.example", REPRINT, hours=1))
    assert len([span for span in told if span.style is not Style.QUIET]) == 1


def test_what_states_the_facts_that_hold_comes_first():
    """The ledger's sentence may open with a dateline that the summary's has not."""
    reports = (report(1, "wire.example", HELD), report(2, "lake.example", MOVED, hours=2))
    told = spans(*reports, stated=(stated(2, "postponed", f"TOKYO (Wire) - {MOVED}"),))
    assert told[0].text == MOVED


def test_reports_without_a_summary_say_nothing():
    assert spans(report(1, "wire.example")) == ()
