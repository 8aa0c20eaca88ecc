"""A clock that moves only when a test says so."""

from datetime import datetime, timedelta


class FakeClock:
    """Implements `bot.ports.Clock`."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def set(self, moment: datetime) -> None:
        self._now = moment

    def forward(self, step: timedelta) -> None:
        self._now += step
