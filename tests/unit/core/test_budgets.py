"""How much may be sent in a span of time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.budgets import Budget

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
SPAN = timedelta(seconds=60)


@given(st.lists(st.integers(0, 20), max_size=80), st.integers(1, 6))
def test_no_span_holds_more_than_the_limit(gaps: list[int], limit: int) -> None:
    budget, now, sent = Budget(limit=limit, span=SPAN), NOW, []
    for gap in gaps:
        now += timedelta(seconds=gap)
        if budget.left(now) > 0:
            budget = budget.spend(now)
            sent.append(now)
    for moment in sent:
        assert sum(1 for other in sent if moment <= other < moment + SPAN) <= limit


def test_what_was_spent_is_there_again_after_the_span_and_not_before() -> None:
    spent = Budget(limit=1, span=SPAN).spend(NOW)
    assert spent.left(NOW + SPAN - timedelta(microseconds=1)) == 0
    assert spent.left(NOW + SPAN) == 1


def test_what_is_given_back_was_never_spent() -> None:
    budget = Budget(limit=2, span=SPAN).spend(NOW)
    assert budget.spend(NOW).give_back() == budget


def test_a_clock_that_is_set_back_stops_nothing() -> None:
    spent = Budget(limit=1, span=SPAN).spend(NOW)
    assert spent.left(NOW - timedelta(days=1)) == 1
