"""Date expressions: the days that newswire names, and what only looks like a date."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.dates import DateExpression, Granularity, Relation, find_dates
from bot.extraction.text import Span

WEDNESDAY = date(2026, 4, 15)


def found(text: str, reference: date = WEDNESDAY) -> list[DateExpression]:
    return list(find_dates(text, reference))


def only(text: str, reference: date = WEDNESDAY) -> DateExpression:
    (expression,) = find_dates(text, reference)
    return expression


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The accord was signed on 3 May 2025.", "2025-05-03"),
        ("The accord was signed on May 3, 2025.", "2025-05-03"),
        ("The accord was signed on Saturday, 3rd of May, 2025.", "2025-05-03"),
        ("The decree of 2025-05-03 stands.", "2025-05-03"),
        ("The vote fell on 23/05/2025.", "2025-05-23"),
        ("The vote fell on 5/23/2025.", "2025-05-23"),
        ("The vote fell on 7.5.2025.", "2025-05-07"),
        ("Envoys met on June 8-9, 2025.", "2025-06-08/2025-06-09"),
        ("Envoys met on 8–9 June 2025.", "2025-06-08/2025-06-09"),
        ("Envoys met from 8 to 9 June 2025.", "2025-06-08/2025-06-09"),
        ("Envoys met from 30 May to 2 June 2025.", "2025-05-30/2025-06-02"),
        ("Envoys met between June 8 and June 12, 2025.", "2025-06-08/2025-06-12"),
        ("The fair ran from 30 December 2024 to 2 January 2025.", "2024-12-30/2025-01-02"),
        ("The fair ran from 30 December to 2 January 2025.", "2024-12-30/2025-01-02"),
        ("Output fell in May 2025.", "2025-05"),
        ("Output fell in the second quarter of 2025.", "2025-34"),
        ("Output fell in Q2 2025.", "2025-34"),
        ("Output fell in the second half of 2025.", "2025-41"),
        ("Output fell in the autumn of 2025.", "2025-23"),
        ("Output fell in 2024.", "2024"),
        ("Output fell in the 1980s.", "198X"),
        ("The plan covers 2027–2031.", "2027/2031"),
        ("The season of 2025-26 is over.", "2025/2026"),
    ],
)
def test_a_date_with_its_year_is_read_as_written(text, edtf):
    assert [expression.edtf for expression in found(text)] == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The ministers met on Monday.", "2026-04-13"),
        ("The ministers will meet on Monday.", "2026-04-20"),
        ("The ministers are scheduled to meet on Monday.", "2026-04-20"),
        ("Minister to meet envoys on Monday", "2026-04-20"),
        ("He flew to Quito to meet the envoys on Monday.", "2026-04-13"),
        ("On Monday, the ministers will meet.", "2026-04-20"),
        ("The talks will resume on Monday, the ministry said on Tuesday.", "2026-04-20"),
        ("The ministers met on 20 December.", "2025-12-20"),
        ("The ministers will meet on 20 December.", "2026-12-20"),
        ("The ministers met in November.", "2025-11"),
        ("The ministers will meet in November.", "2026-11"),
        ("The visit was postponed until November.", "../2026-11"),
        ("The harvest failed in the autumn.", "2025-23"),
        ("The ministers met over the weekend.", "2026-04-11/2026-04-12"),
        ("The ministers will meet at the weekend.", "2026-04-18/2026-04-19"),
    ],
)
def test_the_tense_near_a_date_says_on_which_side_of_publication_it_lies(text, edtf):
    assert found(text)[0].edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The ministers meet on Monday.", "2026-04-20"),
        ("The ministers will have a meeting on Monday.", "2026-04-20"),
        ("She leaves for Quito on Monday.", "2026-04-20"),
        ("She travels to Quito on Monday.", "2026-04-20"),
        ("They did not meet on Monday.", "2026-04-13"),
        ("The court tore up the accord on Monday.", "2026-04-13"),
        ("He set aside the plan on Monday.", "2026-04-13"),
        ("He is expected to set up a vote on Monday.", "2026-04-20"),
        ("It will be paid on an undisclosed date in November.", "2026-11"),
        ("They will look for ways to get around Monday's ruling.", "2026-04-13"),
        ("They will look at Monday's meeting.", "2026-04-20"),
    ],
)
def test_what_is_said_of_the_day_tells_its_side_too(text, edtf):
    """The present of a meeting is ahead, an adjective is no verb, and a ruling spoken of has been given."""
    assert only(text).edtf == edtf


def test_a_missing_year_is_the_nearest_where_the_tense_points_a_year_away():
    """For "was to be on" is past, and the day still to come."""
    assert only("The launch was to be on 2 May.").edtf == "2026-05-02"
    assert only("The launch had slipped to 2 May.").edtf == "2026-05-02"


def test_a_weekday_beside_a_day_chooses_the_year():
    assert only("They recalled Sunday, 20 April.").edtf == "2025-04-20"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It opened today.", "2026-04-15"),
        ("It opened yesterday.", "2026-04-14"),
        ("It opens the day after tomorrow.", "2026-04-17"),
        ("It opens next Tuesday.", "2026-04-21"),
        ("It opened last Thursday.", "2026-04-09"),
        ("It opens this Friday.", "2026-04-17"),
        ("It will run on Thursday and Friday.", "2026-04-16/2026-04-17"),
        ("It will run from Thursday to Saturday.", "2026-04-16/2026-04-18"),
        ("It opened last week.", "2026-04-06/2026-04-12"),
        ("It opens next month.", "2026-05"),
        ("It opens next year.", "2027"),
        ("It opened last July.", "2025-07"),
        ("It opens in June next year.", "2027-06"),
        ("It opens in the week of May 4.", "2026-05-04/2026-05-10"),
        ("It opened ten days ago.", "2026-04-05"),
        ("It opened three weeks ago.", "2026-03-25~"),
        ("It opened two months ago.", "2026-02~"),
        ("It will open in five days.", "2026-04-20"),
        ("It is expected within two weeks.", "2026-04-15/2026-04-29"),
    ],
)
def test_a_relative_date_is_counted_from_the_reference(text, edtf):
    assert [expression.edtf for expression in found(text)] == [edtf]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It opens early next month.", date(2026, 5, 1), date(2026, 5, 10)),
        ("It opens in mid-May.", date(2026, 5, 11), date(2026, 5, 20)),
        ("It opens in late May.", date(2026, 5, 21), date(2026, 5, 31)),
        ("It opens at the end of May.", date(2026, 5, 21), date(2026, 5, 31)),
        ("It opens in early 2027.", date(2027, 1, 1), date(2027, 4, 30)),
        ("It opens early next week.", date(2026, 4, 20), date(2026, 4, 21)),
        ("It opens in the first half of May.", date(2026, 5, 1), date(2026, 5, 15)),
        ("It opens in the first week of May.", date(2026, 5, 1), date(2026, 5, 7)),
        ("It opens later this year.", WEDNESDAY, date(2026, 12, 31)),
        ("It opened earlier this month.", date(2026, 4, 1), WEDNESDAY),
        ("It opens around May 5.", date(2026, 5, 3), date(2026, 5, 7)),
        ("It opens in the coming weeks.", WEDNESDAY, date(2026, 5, 13)),
    ],
)
def test_a_vague_date_covers_the_days_that_a_reader_would_allow(text, first, last):
    interval = only(text).interval
    assert (interval.first, interval.last) == (first, last)


def test_around_a_day_is_approximate_and_keeps_the_day_in_its_edtf():
    expression = only("The launch is set for around May 5.")
    assert expression.approximate
    assert expression.edtf == "2026-05-05~"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("He arrives on 4 May and holds talks the next day.", "2026-05-05"),
        ("He was there from 3 to 5 March 2025 and spoke the following evening.", "2025-03-06"),
        ("On 4 May 2024 he resigned; the following week he left.", "2024-05-06/2024-05-12"),
        ("It opened in December 2024 and shut the following month.", "2025-01"),
        ("On 22 May 1995 he was promoted, and the following year sent abroad.", "1996"),
        ("He resigned on 4 May 2024 and left a day later.", "2024-05-05"),
        ("He resigned on 4 May 2024 and left a week later.", "2024-05-11~"),
        ("It opened in 2019; the plan was drawn up a year earlier.", "2018"),
    ],
)
def test_a_date_told_by_another_is_counted_from_the_one_before_it(text, edtf):
    assert found(text)[-1].edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        "They met again the next day.",
        "They left a week later.",
        "It was founded in 2019 and opened the next day.",
        "On 4 May 2024 he resigned. " + "Nothing was said of it. " * 10 + "They met the next day.",
        "On 4 May he resigned over the next week's vote.",
    ],
    ids=["no date before", "nor a week", "a year has no next day", "too far off", "next week is no such"],
)
def test_without_a_date_to_count_from_the_next_day_is_none(text):
    assert not any(
        "next" in text[e.span.start : e.span.end] or "later" in text[e.span.start : e.span.end]
        for e in found(text)
    )


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met on Christmas Eve.", "2025-12-24"),
        ("They will meet before Christmas.", "../2026-12-25"),
        ("They met on New Year's Day 2024.", "2024-01-01"),
        ("They met on New Year’s Eve.", "2025-12-31"),
        ("They met on Thanksgiving Day, 1999.", "1999-11-25"),
        ("They met last Thanksgiving.", "2025-11-27"),
        ("They will meet on Boxing Day.", "2026-12-26"),
    ],
)
def test_a_holiday_of_one_day_everywhere_names_it(text, edtf):
    assert only(text).edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It fell in nineteen seventy-nine.", "1979"),
        ("It fell in January nineteen ninety.", "1990-01"),
        ("Many feared the year two thousand.", "2000"),
        ("Numbers fell in the nineties.", "199X"),
        ("Numbers fell in the '80s.", "198X"),
        ("It must be in place by year-end.", "../2026-12-31~"),
        ("It must be in place by the end of this year.", "../2026-12-31~"),
        ("It has risen since year-end.", "2025-09-01~/.."),
        ("It is due at year's end 2027.", "2027-09-01~/2027-12-31~"),
    ],
)
def test_years_and_decades_in_words_and_the_end_of_the_year_are_read(text, edtf):
    assert only(text).edtf == edtf


def test_year_end_is_the_same_part_of_the_year_as_its_end():
    words, hyphen = only("It is due by the end of this year."), only("It is due by year-end.")
    assert (words.interval, words.part, words.edtf) == (hyphen.interval, hyphen.part, hyphen.edtf)


LATE_OCTOBER = date(2026, 10, 26)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Third-quarter profit rose to $5 million from $3 million a year earlier.", "2025-35"),
        ("Third-quarter profit rose to $5 million, compared with $3 million a year ago.", "2025-35"),
        ("Third-quarter profit rose. In the year-ago period it had fallen.", "2025-35"),
        ("Third-quarter profit rose, as in the same period last year.", "2025-35"),
        ("Third-quarter profit rose, as in the 2024 quarter.", "2024-35"),
        ("Third-quarter profit rose. Costs in the latest quarter fell.", "2026-35"),
        ("Profit rose in the quarter ended Sept. 30.", "2026-35"),
        ("Profit rose to $5 million from $3 million a year earlier.", "2025"),
        ("In the second quarter of 2024 he spoke. He retired a year ago.", "2025~"),
        ("The board plans to restructure after a third-quarter loss.", "2026-35"),
    ],
)
def test_a_quarter_is_known_by_the_one_spoken_of(text, edtf):
    assert edtf in [e.edtf for e in found(text, LATE_OCTOBER)]


def test_two_reports_of_later_this_year_agree():
    """The EDTF must not depend on the day of the report."""
    values = {only("It opens later this year.", date(2026, month, 3)).edtf for month in (2, 9)}
    assert values == {"2026"}


@pytest.mark.parametrize(
    ("text", "relation", "edtf"),
    [
        ("It must end by 31 May.", Relation.BY, "../2026-05-31"),
        ("It must end no later than 31 May.", Relation.BY, "../2026-05-31"),
        ("The plan runs up to 2031.", Relation.BY, "../2031"),
        ("It must end before June 2027.", Relation.BEFORE, "../2027-06"),
        ("It has run since March 2024.", Relation.SINCE, "2024-03/.."),
        ("It may run after June 2027.", Relation.AFTER, "2027-06/.."),
        ("It may run in June 2027.", None, "2027-06"),
    ],
)
def test_a_bound_names_its_days_and_opens_the_other_end(text, relation, edtf):
    expression = only(text)
    assert (expression.relation, expression.edtf) == (relation, edtf)


@pytest.mark.parametrize(
    "text",
    [
        "The May cabinet fell.",
        "Talks may resume.",
        "Theresa May spoke; by May’s own account nothing was agreed.",
        "The March on the capital drew thousands who march in protest.",
        "April Dawson and June Carter sang.",
        "It was the first such visit in four years.",
        "It was the longest sitting in ten days.",
        "A four-year-old girl and a two-day-old calf were found.",
        "The home side won 3-1 and 102-98.",
        "It cost $2026 or €1999, and 2,025 people paid.",
        "Some 2000 rebels and 1950 soldiers crossed the river.",
        "Over the past year, and for the next two days, nothing moved.",
        "The Sunday Times wrote of Black Friday and Good Friday.",
        "Markets are shut on Sundays.",
        "Second thoughts came one by one in ten buses.",
        "31 February and 2025-13-40 are not in the calendar.",
        "Page 12-15, room 101, flight 2024.",
        "He bought groceries and Christmas gifts.",
        "She meets the envoy at the highest-level contact between the two old rivals in six years.",
        "The Christmas tree stood in New York; a Thanksgiving turkey; the New Year Honours.",
        "In his sixties he wrote nineteen twenty-page letters.",
        "Year-end results are mixed.",
        "The quarter of the city by the river; the latest quarter.",
        "He has been away for the last week.",
        "",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert found(text) == []


def test_a_weekday_and_the_day_in_brackets_after_it_are_both_read_and_agree():
    weekday, day = found("They met on Monday (April 13, 2026).")
    assert weekday.interval == day.interval
    assert weekday.confidence < day.confidence


def test_days_listed_apart_are_no_range():
    assert [e.edtf for e in found("Votes are due on May 4 and 9.")] == ["2026-05-04"]
    assert only("Votes are due between May 4 and 9.").edtf == "2026-05-04/2026-05-09"


def test_a_numeric_date_that_could_be_read_both_ways_is_unsure():
    assert only("It fell on 05/06/2025.").confidence <= 0.5 < only("It fell on 25/06/2025.").confidence


def test_the_unit_that_the_text_speaks_in_is_kept():
    spoken = "4 May 2027; in June 2027; in Q3 2027; next week; in 2028; the 1990s"
    assert [e.granularity for e in found(spoken)] == [
        Granularity.DAY,
        Granularity.MONTH,
        Granularity.QUARTER,
        Granularity.WEEK,
        Granularity.YEAR,
        Granularity.DECADE,
    ]


def test_only_the_part_asked_for_is_read_and_spans_are_of_the_whole_text():
    text = "It opened on 3 May 2025. It closed on 4 June 2025."
    (expression,) = find_dates(text, WEDNESDAY, within=Span(start=25, end=len(text)))
    assert text[expression.span.start : expression.span.end] == "4 June 2025"


WORDS = """
early mid- late next last this the end of by around until in from between and to first half May Dec. 5 31 2025
29 February Friday week month year Q3 spring today two days ago - – , . / ( ) 9999 𝟓 ٣
"""
PIECES = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=14).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(text=PIECES | st.text(max_size=80), reference=st.dates())
def test_any_text_on_any_day_gives_ordered_days_at_ordered_places(text, reference):
    """Nothing raises, first never lies after last, spans lie in the text and never overlap."""
    at = 0
    for expression in find_dates(text, reference):
        assert expression.interval.first <= expression.interval.last
        assert at <= expression.span.start < expression.span.end <= len(text)
        assert 0 < expression.confidence <= 1
        at = expression.span.end
