"""What is said of feeds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.channels import Channel, Platform
from bot.core.circuits import Shut
from bot.core.feed_wording import feeds_message, notice_message
from bot.core.feeds import Feed, FeedForUpdate, FeedId, FeedState, Move
from bot.core.messages import Severity, Time
from bot.core.notices import Notice, NoticeId
from bot.core.reasons import Reason

NOW = datetime(2025, 11, 20, 9, tzinfo=UTC)
FEED = Feed(
    id=FeedId("gazette"), url="https://gazette.example/feed", name="Gazette", interval=timedelta(hours=1)
)
WELL = FeedForUpdate(feed=FEED, state=FeedState(last_success=NOW, next_poll=NOW))
FAILING = replace(
    WELL,
    state=FeedState(problem=Reason.TIMED_OUT, problem_detail="gazette.example took too long", next_poll=NOW),
)
STOPPED = replace(FAILING, state=replace(FAILING.state, stopped=True, next_poll=None))
MOVED = replace(WELL, state=FeedState(move=Move(url="https://new.example/feed", times=3)))
QUIET = replace(WELL, state=FeedState(told=Reason.FELL_QUIET))


def notice(number: int, reason: Reason) -> Notice:
    return Notice(
        id=NoticeId(str(number)),
        feed=FEED.id,
        name=f"Gazette {number}",
        reason=reason,
        detail="details",
        at=NOW,
    )


def test_feeds_that_are_well_are_counted_and_not_listed() -> None:
    text = str(feeds_message([WELL, WELL]))
    assert "Feeds: 2 · in trouble: none" in text
    assert "Gazette" not in text


def test_feeds_in_trouble_are_listed_with_what_is_wrong_and_the_way_out() -> None:
    text = str(feeds_message([WELL, FAILING, STOPPED, QUIET]))
    assert "Feeds: 4 · in trouble: 3" in text
    assert "took too long" in text
    assert "wirewatch feeds retry gazette" in text
    assert "nothing new for far longer" in text


def test_a_feed_that_has_moved_is_no_trouble_and_is_listed() -> None:
    text = str(feeds_message([MOVED]))
    assert "in trouble: none" in text
    assert "https://new.example/feed" in text


def test_of_thousands_in_trouble_some_are_shown_and_the_others_counted() -> None:
    assert "and 80 more" in str(feeds_message([FAILING] * 100))


def test_good_news_alone_is_of_low_severity() -> None:
    assert notice_message([notice(1, Reason.WELL_AGAIN)]).severity is Severity.LOW
    both = notice_message([notice(1, Reason.WELL_AGAIN), notice(2, Reason.GONE)])
    assert both.severity is Severity.NORMAL
    assert "Feeds in trouble: 1 · well again or moved: 1" in str(both)


def test_places_that_are_shut_stand_first_with_until_when_and_the_way_out() -> None:
    channel = Channel(platform=Platform.SLACK, name="#diplomacy")
    shut = Shut(place=channel, until=NOW, detail="Slack answered not_in_channel: invite the bot")
    message = feeds_message([FAILING], [shut, replace(shut, place=Platform.DISCORD)])
    headline, places, feeds = message.blocks
    assert "in trouble: 1 · nothing is sent to: 2" in str(headline)
    assert [row.label for row in places.rows] == ["slack:#diplomacy", "discord"]
    assert "invite the bot" in str(places)
    assert "wirewatch doctor" in str(places)
    assert Time(at=NOW) in places.rows[0].spans
    assert "Gazette" in str(feeds)
