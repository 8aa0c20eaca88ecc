"""How often one person may ask."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.rates import RATE, Rate, Recent, ask, too_many

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def test_the_21st_question_of_a_minute_is_refused_until_the_first_is_a_minute_old() -> None:
    recent, waits = Recent(), []
    for number in range(21):
        recent, wait = ask(recent, "slack:U1", NOW + seconds(number), RATE)
        waits.append(wait)
    assert waits == [None] * 20 + [seconds(40)]
    assert ask(recent, "slack:U1", NOW + seconds(59), RATE)[1] == seconds(1)
    assert ask(recent, "slack:U1", NOW + seconds(60), RATE)[1] is None


def test_one_persons_questions_are_not_counted_for_another() -> None:
    recent, _ = ask(Recent(), "slack:U1", NOW, Rate(most=1))
    assert ask(recent, "slack:U1", NOW, Rate(most=1))[1]
    assert ask(recent, "slack:U2", NOW, Rate(most=1))[1] is None


def test_who_has_not_asked_of_late_is_forgotten() -> None:
    recent, _ = ask(Recent(), "slack:U1", NOW, RATE)
    recent, _ = ask(recent, "slack:U2", NOW + seconds(61), RATE)
    assert set(recent.asked) == {"slack:U2"}


@given(
    gaps=st.lists(st.integers(0, 30), max_size=80),
    most=st.integers(1, 5),
)
def test_no_stretch_of_a_minute_has_more_answers_than_allowed_and_a_wait_is_never_too_short(
    gaps: list[int], most: int
) -> None:
    rate, recent, now = Rate(most=most), Recent(), NOW
    answered: list[datetime] = []
    for gap in gaps:
        now += seconds(gap)
        recent, wait = ask(recent, "slack:U1", now, rate)
        if wait is None:
            answered.append(now)
        else:
            assert timedelta(0) < wait <= rate.within
            assert ask(recent, "slack:U1", now + wait, rate)[1] is None
    for moment in answered:
        assert sum(1 for other in answered if moment <= other < moment + rate.within) <= most


def test_the_refusal_says_when_to_ask_again() -> None:
    assert too_many(RATE, seconds(0.2)).endswith("ask again in 1 s.")
    assert "more than 20 questions in a minute" in too_many(RATE, seconds(40))
