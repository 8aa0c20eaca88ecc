"""Timelines: where stories go, and when a channel is left alone."""

from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.core.admission import ChannelPolicy
from bot.core.deliveries import TryAgain, Unsure
from bot.core.digests import DigestSchedule
from bot.core.messages import Severity
from bot.core.quiet_hours import QuietHours
from bot.core.reasons import Reason
from bot.core.routes import Route, RouteId
from bot.core.silences import SilenceKind
from bot.core.watches import Origin
from bot.ports import Question
from fakes.newsroom import DIPLOMACY, OIL, SUMMIT, Newsroom, channel, report

ENERGY = channel("slack:#energy")
BERLIN = QuietHours(start=time(22), end=time(7), zone="Europe/Berlin")
SUMMIT_NEWS = report(
    "India and Russia prepare annual summit",
    "The 23rd India–Russia annual summit is scheduled around December 5 in New Delhi.",
)
DATE_NEWS = report(
    "India and Russia set date of annual summit",
    "The 23rd India–Russia annual summit will be held on 4–5 December in New Delhi.",
    outlet="courier",
)
OIL_NEWS = [
    report("China buys less Russian oil in October", "Customs in Beijing counted a tenth fewer barrels."),
    report(
        "Blaze at Russian oil depot near Rostov put out", "Eleven crews had fought the flames since dawn."
    ),
    report("Pensioners sue Russian oil major in The Hague", "The judges will read their verdict in spring."),
    report(
        "Hungary wants more time for Russian oil pipeline",
        "Budapest's envoy handed in the request on Monday.",
    ),
    report(
        "Tanker with Russian oil drifts off Sicily",
        "Its engine had failed in a storm; tugs are on their way.",
    ),
    report("Dockers end strike at Russian oil terminal", "Wages at Primorsk are to rise by eight per cent."),
    report(
        "Serbia seeks buyer for Russian oil refinery", "Belgrade's treasury has hired two banks for the sale."
    ),
    report("Museum of Russian oil opens in Tyumen", "Its halls show drills and the first wooden derricks."),
    report(
        "Japan renews Russian oil licence on Sakhalin", "Tokyo's traders may stay for another four years."
    ),
]
TITLES = [news.title for news in OIL_NEWS]


async def opened(tmp_path: Path, policy: ChannelPolicy, **more: object) -> Newsroom:
    watches = (SUMMIT, replace(OIL, channels=(DIPLOMACY,)))
    room = Newsroom(path=tmp_path / "w.db", watches=watches, policies={DIPLOMACY: policy}, **more)
    return await room.open()


@pytest.mark.parametrize(
    ("evening", "release"),
    [
        ("2025-11-20", "06:00"),  # Berlin in winter: 07:00 there
        ("2026-03-28", "05:00"),  # the night that loses an hour
        ("2025-10-25", "06:00"),  # the night that gains one
        ("2026-07-01", "05:00"),
    ],
    ids=["winter", "into summer time", "out of summer time", "summer"],
)
async def test_quiet_hours_hold_and_then_release_one_digest(
    tmp_path: Path, evening: str, release: str
) -> None:
    room = await opened(tmp_path, ChannelPolicy(quiet_hours=BERLIN))
    await room.at(f"{evening} 22:30").publishes("harbour", *OIL_NEWS[:3])
    await room.publishes("harbour", SUMMIT_NEWS)
    await room.until("23:59")
    assert room.texts() == []
    morning = room.clock.now().date().toordinal() + 1
    day = type(room.day).fromordinal(morning).isoformat()
    hour, minute = map(int, release.split(":"))
    room.at(f"{day} {hour - 1:02}:59:30")
    await room.work()
    assert room.texts() == []
    await room.until(f"{hour:02}:{minute:02}:30")
    (digest,) = room.texts()
    for title in [*TITLES[:3], SUMMIT_NEWS.title]:
        assert digest.count(title) == 1
    await room.until(f"{hour + 1:02}:30")
    assert len(room.texts()) == 1
    await room.close()


async def test_a_story_told_before_the_quiet_hours_stands_once_in_the_digest_with_what_is_new(
    tmp_path: Path,
) -> None:
    room = await opened(tmp_path, ChannelPolicy(quiet_hours=BERLIN))
    await room.at("20:00").publishes("harbour", SUMMIT_NEWS)
    await room.until("20:10")
    room.at("22:00")
    await room.publishes("courier", DATE_NEWS)
    await room.until("23:00")
    assert "4–5 December" in room.texts()[0]  # an edit disturbs nobody
    assert room.replies() == []
    room.at("2025-11-21 06:00")
    await room.until("06:10")
    _, digest = room.texts()
    assert "around 5 December 2025 → 4–5 December 2025" in digest
    assert room.replies() == []
    await room.close()


async def test_high_severity_breaks_through_where_the_operator_says_so(tmp_path: Path) -> None:
    room = await opened(tmp_path, ChannelPolicy(quiet_hours=BERLIN, high_breaks_through=True))
    await room.at("22:30").publishes("harbour", SUMMIT_NEWS, OIL_NEWS[0])
    await room.until("22:40")
    assert room.headlines() == [SUMMIT_NEWS.title]
    await room.close()


async def test_what_exceeds_the_cap_of_an_hour_comes_in_one_digest(tmp_path: Path) -> None:
    room = await opened(tmp_path, ChannelPolicy(posts_per_hour=3))
    await room.at("09:00").publishes("harbour", *OIL_NEWS)
    await room.until("09:59")
    assert len(room.texts()) == 3
    await room.until("10:05")
    *_, digest = room.texts()
    assert len(room.texts()) == 4
    assert [sum(title in text for text in room.texts()) for title in TITLES] == [1] * 9
    assert sum(title in digest for title in TITLES) == 6
    await room.until("12:00")
    assert len(room.texts()) == 4
    await room.close()


async def test_a_channel_for_digests_alone_gets_one_at_its_time_and_none_without_news(tmp_path: Path) -> None:
    daily = DigestSchedule(at=time(8), zone="UTC")
    room = await opened(tmp_path, ChannelPolicy(posts_per_hour=0, digests=(daily,)))
    await room.at("09:00").publishes("harbour", SUMMIT_NEWS, OIL_NEWS[0])
    room.at("2025-11-21 07:59")
    await room.work()
    assert room.texts() == []
    await room.until("08:10")
    (digest,) = room.texts()
    assert digest.count(SUMMIT_NEWS.title) == digest.count(TITLES[0]) == 1
    await room.restart()
    room.at("2025-11-21 23:00")
    await room.until("23:01")
    assert len(room.texts()) == 1
    await room.close()


@pytest.mark.parametrize(
    "lost", [Unsure(detail="lost"), TryAgain(reason=Reason.UNREACHABLE, detail="away")], ids=["doubt", "away"]
)
async def test_a_digest_is_waited_for_once_it_was_to_leave(tmp_path: Path, lost: Unsure | TryAgain) -> None:
    """By a run that is to end with nothing left; one whose time has not come is for a later run."""
    daily = DigestSchedule(at=time(8), zone="UTC")
    room = await opened(tmp_path, ChannelPolicy(posts_per_hour=0, digests=(daily,)))
    await room.at("09:00").publishes("harbour", OIL_NEWS[0])
    await room.until("09:10")
    assert await room.deliver.unfinished() == 0
    room.at("2025-11-21 08:00")
    room.notifier.next_outcomes.append(lost)
    await room.make_digests()
    assert await room.deliver.unfinished() == 1
    room.clock.forward(timedelta(minutes=2))
    assert await room.deliver.unfinished() == 0
    assert len(room.texts()) == 1
    await room.close()


async def test_a_weekly_digest_tells_what_was_told_again(tmp_path: Path) -> None:
    weekly = DigestSchedule(at=time(8), zone="UTC", weekday=0)
    room = await opened(tmp_path, ChannelPolicy(digests=(weekly,)))
    await room.at("09:00").publishes("harbour", SUMMIT_NEWS)
    await room.until("09:05")
    assert len(room.texts()) == 1
    room.at("2025-11-24 08:00")  # the Monday after
    await room.until("08:05")
    _, digest = room.texts()
    assert digest.count(SUMMIT_NEWS.title) == 1
    await room.close()


async def test_a_mute_that_ends(tmp_path: Path) -> None:
    """What is muted is told to nobody, then or later; news after the mute are told."""
    room = await opened(tmp_path, ChannelPolicy())
    room.at("09:00")
    await room.mute(SilenceKind.WATCH, SUMMIT.id, "10:00")
    await room.publishes("harbour", SUMMIT_NEWS)
    await room.until("10:30")
    assert room.texts() == []
    await room.publishes("courier", DATE_NEWS)
    await room.until("10:40")
    (text,) = room.texts()
    assert "4–5 December" in text
    (shown,) = room.notifier.shown.values()
    from fakes.notifier import text_of

    why = text_of(await room.desk.answer(Question(verb="why", text=shown.key)))
    assert "slack:U1" in why
    await room.close()


async def test_a_muted_story_is_still_edited_and_its_thread_is_still(tmp_path: Path) -> None:
    room = await opened(tmp_path, ChannelPolicy())
    await room.at("09:00").publishes("harbour", SUMMIT_NEWS)
    await room.until("09:05")
    stories = await room.store.transact(lambda records: records.stories.latest(1))
    await room.mute(SilenceKind.STORY, stories[0].id, "12:00")
    await room.publishes("courier", DATE_NEWS)
    await room.until("09:30")
    assert "4–5 December" in room.texts()[0]
    assert room.replies() == []
    await room.close()


async def test_a_mute_in_one_channel_leaves_others_alone(tmp_path: Path) -> None:
    desk = Route(id=RouteId("desk"), channels=(ENERGY,), origin=Origin(file="routes.yaml", line=2))
    room = await opened(tmp_path, ChannelPolicy(), routes=(desk,))
    room.at("09:00")
    await room.mute(SilenceKind.CHANNEL, str(DIPLOMACY), "12:00")
    await room.publishes("harbour", SUMMIT_NEWS)
    await room.until("09:05")
    assert room.texts() == []
    assert room.headlines(ENERGY) == [SUMMIT_NEWS.title]
    await room.close()


async def test_a_route_takes_what_is_grave_enough(tmp_path: Path) -> None:
    origin = Origin(file="config/routes.yaml", line=3)
    desk = Route(id=RouteId("desk"), channels=(ENERGY,), at_least=Severity.HIGH, origin=origin)
    room = await opened(tmp_path, ChannelPolicy(), routes=(desk,))
    await room.at("09:00").publishes("harbour", SUMMIT_NEWS, OIL_NEWS[0])
    await room.until("09:05")
    assert room.headlines(ENERGY) == [SUMMIT_NEWS.title]
    assert set(room.headlines()) == {SUMMIT_NEWS.title, TITLES[0]}
    await room.close()


async def test_a_story_that_no_channel_and_no_route_takes_says_so(tmp_path: Path) -> None:
    room = await Newsroom(path=tmp_path / "w.db", watches=(replace(SUMMIT, channels=()),)).open()
    await room.at("09:00").publishes("harbour", SUMMIT_NEWS)
    found = await room.store.transact(lambda records: records.alerts.reasons())
    assert found == {Reason.FIRST_REPORT: 1, Reason.NO_ROUTE: 1}
    await room.close()
