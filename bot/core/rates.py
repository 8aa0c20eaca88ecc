"""How often one person may ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At most so many questions within any stretch of that length."""

    most: int = 20
    within: timedelta = timedelta(minutes=1)


RATE = Rate()
"""More than a person types; a script that presses buttons is held up before it fills the channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """When each asked of late, in order. Who has not is not in it: it stays as small as the team is busy."""

    asked: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)


def ask(recent: Recent, actor: str, now: datetime, rate: Rate) -> tuple[Recent, timedelta | None]:
    """What is remembered from now on, and how long `actor` has to wait; None: the question is answered.

    One that is refused does not count: who goes on asking waits no longer for it.
    """
    begin = now - rate.within
    kept = {who: left for who, when in recent.asked.items() if (left := tuple(m for m in when if m > begin))}
    before = kept.get(actor, ())
    if len(before) >= rate.most:
        return Recent(asked=kept), before[-rate.most] + rate.within - now
    return Recent(asked={**kept, actor: (*before, now)}), None


def too_many(rate: Rate, wait: timedelta) -> str:
    """Said to whoever is to wait so long."""
    seconds = max(1, round(wait.total_seconds()))
    return f"That is more than {rate.most} questions in a minute. Please ask again in {seconds} s."
