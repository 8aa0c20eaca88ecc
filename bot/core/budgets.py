"""How much may be sent in a span of time, as a value."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """At most `limit` in any `span`."""

    limit: int
    span: timedelta
    spent: tuple[datetime, ...] = ()
    """The moments of the last span, in order."""

    def left(self, now: datetime) -> int:
        return self.limit - len(self._recent(now))

    def spend(self, now: datetime) -> "Budget":
        return replace(self, spent=(*self._recent(now), now))

    def give_back(self) -> "Budget":
        """As if what was spent last had not been."""
        return replace(self, spent=self.spent[:-1])

    def _recent(self, now: datetime) -> tuple[datetime, ...]:
        """A clock that was set back leaves moments in the future: they count no more."""
        return tuple(moment for moment in self.spent if now - self.span < moment <= now)
