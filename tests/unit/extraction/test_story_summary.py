"""Summaries of stories: sentences of several outlets, each told once and understood where it stands."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.summary import (
    Quote,
    SourceText,
    Statement,
    StorySummary,
    SummaryReason,
    summarise_story,
)

START = datetime(2026, 4, 15, 8, tzinfo=UTC)
BLOCKED = "Fishermen blocked the port of Arvik on Monday over new quotas."
BLOCKED_AGAIN = "On Monday fishermen blocked the port of Arvik over the new quotas."
OFFER = "Ministers have offered a meeting within ten days to hear them."
EXPORTS = "Exports through Arvik had doubled since the bridge was opened."
DOCKERS = "Dock workers in two other towns said they would join on Friday."
HE = "He said that the boats would stay where they were all week."


def report(
    *sentences: str, outlet: str = "a.example", hours: int = 0, says: dict[int, dict[str, str]] | None = None
) -> SourceText:
    """`says`: by index of the sentence, values by what they are about."""
    facts = [
        frozenset(Statement(about=about, value=value) for about, value in (says or {}).get(i, {}).items())
        for i in range(len(sentences))
    ]
    return SourceText(
        outlet=outlet,
        published=START + timedelta(hours=hours),
        sentences=sentences,
        facts=tuple(facts) if says else (),
    )


def texts(*reports: SourceText, at_most: int = 3, headline: str = "") -> list[str]:
    return [quote.text for quote in summarise_story(reports, at_most, headline=headline).quotes]


def test_of_one_report_it_is_the_report_s_own_summary():
    assert summarise_story([report(BLOCKED, OFFER)]) == StorySummary(
        quotes=(
            Quote(outlet="a.example", report=0, sentence=0, text=BLOCKED),
            Quote(outlet="a.example", report=0, sentence=1, text=OFFER),
        ),
        reason=SummaryReason.LEAD,
    )


@pytest.mark.parametrize("reports", [[], [report()], [report(), report(outlet="b.example")]])
def test_without_a_sentence_in_any_report_it_says_so(reports):
    assert summarise_story(reports) == StorySummary(quotes=(), reason=SummaryReason.NO_TEXT)


def test_reports_without_sentences_keep_their_index():
    (quote,) = summarise_story([report(), report(BLOCKED, outlet="b.example")]).quotes
    assert (quote.outlet, quote.report, quote.sentence) == ("b.example", 1, 0)


def test_reprints_count_as_one_and_the_first_outlet_is_quoted():
    later = report(BLOCKED_AGAIN, DOCKERS, outlet="b.example", hours=2)
    first = report(BLOCKED, outlet="a.example", hours=1)
    assert texts(later, first) == [BLOCKED, DOCKERS]


def test_of_versions_that_differ_in_a_figure_the_newest_is_told_by_its_first_outlet():
    """Its wording may be anybody's; what holds now is what the last report says."""
    old = "Nine ships have been stopped by fishermen off the port of Arvik."
    new = "Fourteen ships have been stopped by fishermen off the port of Arvik."
    reports = [
        report(old, outlet="a.example"),
        report(new, outlet="b.example", hours=3),
        report(new.replace("have been", "were"), outlet="c.example", hours=4),
    ]
    (quote,) = summarise_story(reports).quotes
    assert (quote.outlet, quote.text) == ("b.example", new)


def test_a_changed_day_is_a_changed_figure():
    old = "Norland and Ostland are to hold their talks in Arvik on 5 May."
    new = "Norland and Ostland are to hold their talks in Arvik on 9 May."
    assert texts(report(old), report(new, outlet="b.example", hours=1)) == [new]


def test_what_is_stated_goes_before_the_lead():
    one = report(BLOCKED, OFFER, EXPORTS, says={2: {"exports": "doubled"}})
    summary = summarise_story([one], 1)
    assert [quote.text for quote in summary.quotes] == [EXPORTS]
    assert summary.reason is SummaryReason.FOCUS


def test_the_value_that_holds_is_told_and_not_the_one_before_it():
    old, new = "Talks are to be held on 5 May in Arvik.", "Talks in Arvik were moved to 9 May by both."
    reports = [
        report(old, says={0: {"date": "5 May"}}),
        report(new, outlet="b.example", hours=2, says={0: {"date": "9 May"}}),
        report(
            "Talks between them are now set for 9 May.",
            outlet="c.example",
            hours=3,
            says={0: {"date": "9 May"}},
        ),
    ]
    summary = summarise_story(reports, 1)
    assert [quote.text for quote in summary.quotes] == [new]


def test_a_change_counts_more_than_two_things_that_never_changed_count_alone():
    """What is new of a story is what changed."""
    reports = [
        report(DOCKERS, says={0: {"date": "5 May"}}),
        report(
            EXPORTS, OFFER, outlet="b.example", hours=1, says={0: {"city": "Arvik"}, 1: {"date": "9 May"}}
        ),
    ]
    assert texts(*reports, at_most=1) == [OFFER]


def test_a_sentence_that_states_more_goes_before_two_that_state_less():
    reports = [
        report(DOCKERS, EXPORTS, says={0: {"date": "5 May"}, 1: {"city": "Arvik"}}),
        report(OFFER, outlet="b.example", hours=1, says={0: {"date": "5 May", "city": "Arvik"}}),
    ]
    assert texts(*reports, at_most=1) == [OFFER]


def test_facts_may_be_given_for_some_sentences_only():
    partly = SourceText(
        outlet="a.example",
        published=START,
        sentences=(BLOCKED, OFFER),
        facts=(frozenset(), frozenset({Statement(about="offer", value="made")})),
    )
    short = SourceText(
        outlet="b.example", published=START, sentences=(DOCKERS, EXPORTS), facts=(frozenset(),)
    )
    assert texts(partly, short, at_most=1) == [OFFER]


def test_a_sentence_that_points_back_comes_only_straight_after_its_own_predecessor():
    brandt = "Ole Brandt has run the harbour office of Arvik for ten years."
    reports = [
        report(DOCKERS, outlet="a.example"),
        report(brandt, HE, outlet="b.example", hours=1, says={1: {"boats": "stay"}}),
    ]
    assert texts(*reports, at_most=2) == [brandt, HE]
    assert HE not in texts(*reports, at_most=1)


def test_a_leaning_sentence_without_its_predecessor_is_never_told():
    assert texts(report(HE, BLOCKED)) == [BLOCKED]
    assert summarise_story([report(HE)]).reason is SummaryReason.NO_TEXT


def test_a_quotation_over_two_sentences_is_told_whole_or_not_at_all():
    opens, ends = "“Ships will be let in on Friday.", "Nobody will be kept waiting,” Ole Brandt said."
    told = report(BLOCKED, opens, ends, says={1: {"date": "Friday"}, 2: {"wait": "none"}})
    assert texts(told, at_most=2) == [opens, ends]
    assert texts(told, at_most=1) == [BLOCKED]


def test_a_thing_is_taken_as_known_where_the_headline_tells_it():
    loose = "The collision was the second one within a month off Ostham."
    reports = [report(DOCKERS), report(EXPORTS, loose, outlet="b.example", hours=1, says={1: {"count": "2"}})]
    assert texts(*reports, at_most=2) == [EXPORTS, loose]
    assert texts(*reports, at_most=1, headline="Ships in collision") == [loose]


def test_a_surname_needs_its_full_name_before_it():
    full = "Ole Brandt has opened the lock again after two days of talks."
    bare = "Brandt left the talks with the fishermen on Friday, it was said."
    reports = [report(full, outlet="a.example"), report(bare, outlet="b.example", hours=1)]
    assert texts(*reports) == [full, bare]
    assert texts(*reports, at_most=1) == [full]


def test_the_lead_that_most_outlets_agree_with_is_told_and_not_the_first_stray_one():
    stray = "Bakers above the old harbour have raised the price of bread."
    reports = [
        report(stray, outlet="a.example"),
        report(BLOCKED, outlet="b.example", hours=1),
        report("Port of Arvik blocked by fishermen who protest over quotas.", outlet="c.example", hours=2),
        report(BLOCKED_AGAIN, outlet="d.example", hours=3),
    ]
    assert texts(*reports, at_most=1) == [BLOCKED]


def test_what_the_newest_report_adds_stands_beside_the_lead():
    first = report(BLOCKED, EXPORTS, DOCKERS)
    news = "Fishermen who blocked the port of Arvik have accepted an offer of talks by the ministry."
    assert texts(first, report(news, outlet="b.example", hours=9)) == [BLOCKED, EXPORTS, news]


def test_the_sentences_of_one_report_stand_together_in_its_order():
    reports = [
        report(BLOCKED, OFFER, EXPORTS, says={2: {"exports": "doubled"}}),
        report(DOCKERS, outlet="b.example", hours=1, says={0: {"dockers": "join"}}),
    ]
    quotes = summarise_story(reports).quotes
    assert [(quote.report, quote.sentence) for quote in quotes] == [(0, 0), (0, 2), (1, 0)]


def test_of_two_hundred_reports_the_newest_statement_is_told_wherever_it_was_made_first():
    """Only the ends of so long a story are weighed, and whoever said first what still holds."""
    stray = [
        report(
            f"Ship {i} of the line is waiting off harbour number {i * 7}.", outlet=f"o{i}.example", hours=i
        )
        for i in range(200)
    ]
    stray[90] = report(OFFER, outlet="middle.example", hours=90, says={0: {"offer": "made"}})
    (quote,) = summarise_story(stray, 1).quotes
    assert (quote.outlet, quote.report) == ("middle.example", 90)


@pytest.mark.parametrize("at_most", [0, -1])
def test_no_room_is_no_quote(at_most):
    assert summarise_story([report(BLOCKED)], at_most).quotes == ()


SENTENCES = st.lists(
    st.sampled_from([BLOCKED, BLOCKED_AGAIN, OFFER, EXPORTS, DOCKERS, HE]) | st.text(max_size=40)
)
REPORTS = st.lists(
    st.builds(
        SourceText,
        outlet=st.sampled_from(["a.example", "b.example", "c.example"]),
        published=st.integers(0, 9).map(lambda hours: START + timedelta(hours=hours)),
        sentences=SENTENCES.map(lambda told: tuple(told[:3])),
        facts=st.lists(
            st.frozensets(
                st.builds(Statement, about=st.sampled_from("xy"), value=st.sampled_from("12")), max_size=2
            ),
            max_size=4,
        ).map(tuple),
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=100)
@given(reports=REPORTS, at_most=st.integers(0, 4), headline=st.text(max_size=20))
def test_any_summary_quotes_word_for_word_and_nothing_twice(reports, at_most, headline):
    """The same again gives the same; there is a quote unless the reason is that there is no text."""
    summary = summarise_story(reports, at_most, headline=headline)
    assert summary == summarise_story(reports, at_most, headline=headline)
    assert len(summary.quotes) <= at_most
    assert bool(summary.quotes) == (summary.reason is not SummaryReason.NO_TEXT)
    for quote in summary.quotes:
        source = reports[quote.report]
        assert (source.outlet, source.sentences[quote.sentence]) == (quote.outlet, quote.text)
    places = Counter((quote.report, quote.sentence) for quote in summary.quotes)
    assert set(places.values()) <= {1}
    for place in places:
        if reports[place[0]].sentences[place[1]] == HE:
            assert (place[0], place[1] - 1) in places
