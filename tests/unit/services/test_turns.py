"""Who is asked next."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.feeds import Feed, FeedForUpdate, FeedId, FeedState
from bot.services.turns import Turns


def due(name: str) -> FeedForUpdate:
    feed = Feed(id=FeedId(name), url="https://a.example/", name=name, interval=timedelta(minutes=15))
    return FeedForUpdate(feed=feed, state=FeedState())


def line(turns: Turns) -> list[tuple[str, str]]:
    """All that may be asked for at the moment."""
    given_now = []
    while turn := turns.next():
        given_now.append((turn[0].feed.id, turn[1]))
    return given_now


def test_one_host_is_asked_for_one_feed_at_a_time_in_the_order_of_its_line() -> None:
    turns = Turns(per_host=1)
    for name in ("a1", "a2", "b1"):
        turns.join(due(name), name[0])
    assert line(turns) == [("a1", "a"), ("b1", "b")]
    assert len(turns) == 1
    turns.done("a")
    assert line(turns) == [("a2", "a")]


def test_a_host_with_many_feeds_lets_others_go_between() -> None:
    turns = Turns(per_host=2)
    for name in ("a1", "a2", "a3", "b1"):
        turns.join(due(name), name[0])
    assert line(turns) == [("a1", "a"), ("b1", "b"), ("a2", "a")]


def test_a_host_that_has_nothing_more_waiting_can_be_joined_again() -> None:
    turns = Turns(per_host=1)
    turns.join(due("a1"), "a")
    assert line(turns) == [("a1", "a")]
    turns.join(due("a2"), "a")
    assert line(turns) == []
    turns.done("a")
    assert line(turns) == [("a2", "a")]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=60), st.integers(1, 3))
def test_everybody_has_a_turn_and_no_host_more_than_so_many_at_once(
    steps: list[tuple[str, bool]], per_host: int
) -> None:
    turns = Turns(per_host)
    joined, served, asking = 0, 0, dict.fromkeys("abc", 0)
    for host, ends in [*steps, *[("a", True), ("b", True), ("c", True)] * 60]:
        if ends:
            if asking[host]:
                asking[host] -= 1
                turns.done(host)
        else:
            turns.join(due(f"{host}{joined}"), host)
            joined += 1
        for _, asked in line(turns):
            served += 1
            asking[asked] += 1
            assert asking[asked] <= per_host
    assert served == joined
    assert len(turns) == 0
