"""Painted pictures: small PNG of one size, the same for the same story, whatever they show."""

import logging
import struct
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.pictures import layout, painter
from adapters.pictures.painter import PillowPainter, painted
from bot.core.pictures import Picture, Turn

SIX = datetime(2025, 11, 28, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)


def picture(
    *bars: int, step: timedelta = 3 * HOUR, turns: tuple[Turn, ...] = (), begins: datetime = SIX
) -> Picture:
    return Picture(begins=begins, step=step, bars=bars, turns=turns, alt="Reports over time.")


def turn(hours: float, label: str = "Date") -> Turn:
    return Turn(at=SIX + hours * HOUR, label=label)


async def test_a_picture_is_a_png_of_one_size_and_the_same_each_time() -> None:
    drawn = picture(1, 0, 4, 9, 2, turns=(turn(4), turn(11, "City")))
    png = await PillowPainter().paint(drawn)
    assert png is not None
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (800, 320)
    assert png == painted(drawn)
    assert len(png) <= 30_000
    assert png != painted(picture(1, 0, 4, 9, 2, turns=(turn(4), turn(13, "City"))))


def test_bars_stand_in_proportion_and_none_where_there_was_no_report() -> None:
    first, second, third = layout.bars(picture(4, 0, 2, 1_000_000))
    assert third.top == layout.TOP
    assert first.top == second.top < layout.FLOOR  # the least can still be seen
    assert second.left > first.right + 100


@pytest.mark.parametrize(
    ("drawn", "labels"),
    [
        (picture(1, 1, 1, step=HOUR), ["28 Nov 06:00", "07:00", "08:00"]),
        (picture(1, *(0,) * 8, 1), ["28 Nov 06:00", "12:00", "18:00", "29 Nov 00:00", "06:00"]),
        (picture(1, 1, step=24 * HOUR), ["28 Nov", "29 Nov"]),
    ],
)
def test_times_on_the_axis_are_few_and_name_a_day_once(drawn: Picture, labels: list[str]) -> None:
    assert [label for _, label in layout.ticks(drawn)] == labels


def test_long_stories_have_months_on_the_axis() -> None:
    drawn = picture(1, *(0,) * 8, 1, step=timedelta(weeks=4))
    assert [label for _, label in layout.ticks(drawn)] == [
        "Nov 2025",
        "Jan 2026",
        "Mar 2026",
        "May 2026",
        "Jul 2026",
    ]


def test_dates_say_that_they_are_utc() -> None:
    assert layout.dates(picture(1, 1, step=HOUR)) == "28 Nov 2025, UTC"
    assert layout.dates(picture(1, 1, step=24 * HOUR)) == "28 Nov 2025 to 30 Nov 2025, UTC"
    assert layout.dates(picture(1, 1, step=9 * HOUR)) == "28 Nov 2025, UTC"  # midnight is the day's end


def test_marks_that_would_stand_on_one_another_are_one() -> None:
    drawn = picture(*(1,) * 10, turns=(turn(0), turn(0.1, "City"), turn(0.2), turn(15)))
    assert [mark.label for mark in layout.marks(drawn)] == ["1-3", "4"]
    assert layout.legend(drawn) == ["1, 3, 4 Date", "2 City"]


async def test_what_cannot_be_painted_is_no_picture_and_said_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(_: Picture) -> bytes:
        raise ImportError("no fonts")

    monkeypatch.setattr(painter, "painted", breaks)
    painter_of_ours = PillowPainter()
    with caplog.at_level(logging.ERROR):
        assert [await painter_of_ours.paint(picture(1, 1)) for _ in range(3)] == [None, None, None]
    assert len(caplog.records) == 1


async def test_what_is_too_large_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painter, "painted", lambda _: b"x" * 100_001)
    assert await PillowPainter().paint(picture(1, 1)) is None


labels = st.sampled_from(["Date", "Outcome", "日付", "", "x" * 500])
pictures = st.builds(
    lambda begins, step, bars, turns: picture(
        *bars, begins=begins, step=step, turns=tuple(Turn(at=begins + t * step, label=w) for t, w in turns)
    ),
    st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),
    st.sampled_from([timedelta(minutes=15), HOUR, 6 * HOUR, timedelta(days=1), timedelta(weeks=52)]),
    st.lists(st.integers(0, 10**7), min_size=1, max_size=60).filter(any),
    st.lists(st.tuples(st.floats(-1, 70), labels), max_size=12),
)


@settings(max_examples=15, deadline=None)
@given(pictures)
def test_any_picture_is_painted_within_its_size(drawn: Picture) -> None:
    png = painted(drawn)
    assert struct.unpack(">II", png[16:24]) == (800, 320)
    assert len(png) <= 100_000
