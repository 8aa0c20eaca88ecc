"""One event while it is gathered: which days it has, since when it is spoken of, and when it is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.core.occasions.accounts import Account

SEVERAL = 2
"""Outlets that give a day which one outlet alone cannot move."""
_ON_HOLD = timedelta(days=240)
"""For how long a postponement keeps an event open: a summit put off in December may be held in spring or
summer, and by the next winter reports speak of the next one."""
_OFF, _HELD = "postponed", "held"
_ALWAYS, _NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How the events of a watch follow one another."""

    near: timedelta
    """Days as close as this are of one event, whatever number it is given."""
    apart: timedelta
    """Days further from each other than this are of two events, once the first is over."""
    over: timedelta
    """After its last day an event is still reported on for so long."""
    silence: timedelta | None
    """After so long without a report an account that gives no days opens an event; None: it never does."""


SERIES = Pace(near=timedelta(days=60), apart=timedelta(days=120), over=timedelta(days=21), silence=None)
"""Once or twice a year."""
VISITS = Pace(
    near=timedelta(days=15), apart=timedelta(days=30), over=timedelta(days=7), silence=timedelta(days=30)
)
"""The same guest may come again after some weeks."""


class Course:
    def __init__(self, pace: Pace, accounts: Iterable[Account] = (), number: str = "") -> None:
        """`number` is the edition by which it is known; empty where none was stated."""
        self.accounts: list[Account] = []
        self.outlets: set[str] = set()
        self.number = number
        self.begun = _NEVER
        """When it was first spoken of."""
        self.spoken = _ALWAYS
        """When it was last spoken of."""
        self._pace = pace
        self._told: dict[date, set[str]] = {}
        """The outlets that give each middle of days."""
        self._last: dict[date, date] = {}
        self._off = self._held = _ALWAYS
        self._solid: tuple[date, ...] | None = None
        for account in accounts:
            self.add(account)

    def add(self, account: Account) -> None:
        self.accounts.append(account)
        self.outlets.add(account.outlet)
        self.begun = min(self.begun, account.published)
        self.spoken = max(self.spoken, account.published)
        if _OFF in account.statuses:
            self._off = max(self._off, account.published)
        if _HELD in account.statuses:
            self._held = max(self._held, account.published)
        if account.days and account.days.interval and (day := account.day):
            told = self._told.setdefault(day, set())
            self._last[day] = max(self._last.get(day, day), account.days.interval.last)
            if account.outlet not in told:
                told.add(account.outlet)
                self._solid = None

    @property
    def solid(self) -> tuple[date, ...]:
        """The middles of its days that more than one outlet gives; all, where no two agree."""
        if self._solid is None:
            enough = min(SEVERAL, max(map(len, self._told.values()), default=0))
            self._solid = tuple(sorted(day for day, outlets in self._told.items() if len(outlets) >= enough))
        return self._solid

    @property
    def day(self) -> date:
        """The middle of the days that most outlets give, of as many the latest; else its first report's."""
        return max(self.solid, key=lambda day: (len(self._told[day]), day), default=self.begun.date())

    def distance(self, day: date) -> timedelta | None:
        return min((abs(known - day) for known in self.solid), default=None)

    def support(self, day: date) -> int:
        """How many outlets give days near that one."""
        near = (outlets for known, outlets in self._told.items() if abs(known - day) <= self._pace.near)
        return len(set().union(*near))

    def is_over(self, at: datetime) -> bool:
        """Whether its days are past and it was not put off; without days, whether it is spoken of no more."""
        if self._held < self._off <= at and at - self._off <= _ON_HOLD:
            return False
        if not self.solid:
            return at - self.spoken > self._pace.apart
        return at.date() - max(self._last[day] for day in self.solid) > self._pace.over


def in_force(courses: Iterable[Course], at: datetime) -> Course | None:
    """The event that reports spoke of then: the first to come of those known by then that are not over.

    Where all are over the last of them; where none was known yet, the one that was known first.
    """
    everything = list(courses)
    spoken_of = [course for course in everything if course.begun <= at]
    if not spoken_of:
        return min(everything, key=lambda course: (course.begun, course.day), default=None)
    ahead = [course for course in spoken_of if not course.is_over(at)]
    if ahead:
        return min(ahead, key=lambda course: (course.day, course.begun))
    return max(spoken_of, key=lambda course: (course.day, course.begun))


def nearest(courses: Iterable[Course], day: date, within: timedelta) -> Course | None:
    """The event with the days nearest to that one."""
    dated = [
        (distance, -c.support(day), c.day, c) for c in courses if (distance := c.distance(day)) is not None
    ]
    found = min(dated, key=lambda known: known[:3], default=None)
    return found[3] if found and found[0] <= within else None
