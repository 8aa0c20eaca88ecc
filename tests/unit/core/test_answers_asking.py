"""What people type is understood, and never breaks the desk."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers.asking import Asked, Grammar, asked
from bot.core.answers.moments import end_of, moment_of, span_of
from bot.core.answers.sorry import Sorry, buttons, sorry_message

NOW = datetime(2025, 12, 4, 10, 30, tzinfo=UTC)
MORNING = datetime(2025, 12, 1, 9, tzinfo=UTC)
LATEST = Grammar(keys=("since", "as-of"), bare=("since", "as-of"))
SEARCH = Grammar(keys=("source", "from", "to", "limit"))
MUTE = Grammar(keys=("for", "because"), bare=("for", "because"), rest="because")


def understood(text: str, grammar: Grammar) -> Asked:
    found = asked(text, grammar)
    assert isinstance(found, Asked)
    return found


@pytest.mark.parametrize(
    ("text", "grammar", "name", "options"),
    [
        ("india-russia", LATEST, "india-russia", {}),
        ("india-russia since:7d", LATEST, "india-russia", {"since": "7d"}),
        ("india-russia Since=7d", LATEST, "india-russia", {"since": "7d"}),
        ("india-russia since 7d", LATEST, "india-russia", {"since": "7d"}),
        ("india-russia since 3 days", LATEST, "india-russia", {"since": "3 days"}),
        ("since:7d india-russia", LATEST, "india-russia", {"since": "7d"}),
        ("india-russia as_of:2025-12-01", LATEST, "india-russia", {"as-of": "2025-12-01"}),
        ("india-russia as of 2025-12-01", LATEST, "india-russia", {"as-of": "2025-12-01"}),
        ('"India–Russia annual summit" since:7d', LATEST, "India–Russia annual summit", {"since": "7d"}),
        ("summit since", LATEST, "summit since", {}),
        ("talks from here source:tass.example", SEARCH, "talks from here", {"source": "tass.example"}),
        ('steel source:"Harbour Wire"', SEARCH, "steel", {"source": "Harbour Wire"}),
        ("https://a.example/?from=x", SEARCH, "https://a.example/?from=x", {}),
        ("COP30: summit", SEARCH, "COP30: summit", {}),
        ("watch oil for 8h because it is loud", MUTE, "watch oil", {"for": "8h", "because": "it is loud"}),
        ("oil for:3d because:loud, for now", MUTE, "oil", {"for": "3d", "because": "loud, for now"}),
        ("oil for 2 weeks", MUTE, "oil", {"for": "2 weeks"}),
        ("oil reason=loud", MUTE, "oil", {"because": "loud"}),
    ],
)  # fmt: skip
def test_words_and_options_are_told_apart(
    text: str, grammar: Grammar, name: str, options: dict[str, str]
) -> None:
    found = understood(text, grammar)
    assert (found.name, dict(found.options)) == (name, options)


def test_phrases_stay_in_their_quotes_also_in_typographic_ones() -> None:
    assert understood("“annual summit” -chess", SEARCH).text == '"annual summit" -chess'


def test_a_source_may_be_given_twice_or_with_commas() -> None:
    found = understood("x source:a.example,b.example source:c", SEARCH)
    assert found.all("source") == ("a.example", "b.example", "c")


def test_a_misspelt_option_is_said_with_the_right_one() -> None:
    assert asked("oil sinse:7d", LATEST) == Sorry(
        problem="There is no option “sinse:”.", suggestions=("since:7d",)
    )


@given(st.text())
def test_any_text_is_understood_or_refused_and_no_word_is_empty(text: str) -> None:
    for grammar in (LATEST, SEARCH, MUTE, Grammar()):
        found = asked(text, grammar)
        if isinstance(found, Asked):
            assert all(word.strip() for word in found.words)
            assert all(key in grammar.keys and value for key, value in found.options)


@given(st.text(), st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)))
def test_any_text_is_a_moment_or_none_and_no_end_lies_before_its_beginning(text: str, now: datetime) -> None:
    now = now.replace(tzinfo=UTC)
    begin, end = moment_of(text, now), end_of(text, now)
    assert (begin is None) == (end is None)
    assert begin is None or end is None or begin <= end


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("7d", NOW - timedelta(days=7), NOW - timedelta(days=7)),
        ("3 hours ago", NOW - timedelta(hours=3), NOW - timedelta(hours=3)),
        ("today", datetime(2025, 12, 4, tzinfo=UTC), datetime(2025, 12, 5, tzinfo=UTC)),
        ("yesterday", datetime(2025, 12, 3, tzinfo=UTC), datetime(2025, 12, 4, tzinfo=UTC)),
        ("2025-12-01", datetime(2025, 12, 1, tzinfo=UTC), datetime(2025, 12, 2, tzinfo=UTC)),
        ("2025-12-01T11:00+02:00", MORNING, MORNING),
        ("2025-12-01 09:00", MORNING, MORNING),
        ("2025-02-31", None, None),
        ("9999-12-31", None, None),
        ("0000-01-01", None, None),
        ("1 December", None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_moments_are_dates_or_spans_back_and_days_have_all_their_hours(
    text: str, begin: datetime | None, end: datetime | None
) -> None:
    assert (moment_of(text, NOW), end_of(text, NOW)) == (begin, end)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("30m", timedelta(minutes=30)),
        ("8h", timedelta(hours=8)),
        ("3 days", timedelta(days=3)),
        ("2W", timedelta(weeks=2)),
        ("0h", None),
        ("8", None),
        ("8x", None),
        ("-8h", None),
    ],
)
def test_spans_of_time(text: str, span: timedelta | None) -> None:
    assert span_of(text) == span


def test_suggestions_are_buttons_where_they_are_questions_and_short_enough() -> None:
    sorry = Sorry(problem="No event matches “oyl”.", suggestions=("oil", "o" * 100), verb="latest")
    message = sorry_message(sorry, "7F3K")
    assert [(b.label, b.action) for b in message.buttons] == [("oil", "v1:latest:oil")]
    assert sorry_message(Sorry(problem="No.", suggestions=("since:7d",)), "7F3K").buttons == ()
    assert len(buttons(("x", "latest", str(n)) for n in range(9))) == 5
