"""What every verb works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from bot.core.answers.asking import Asked, Grammar, asked
from bot.core.answers.moments import HOW, end_of, moment_of
from bot.core.answers.sorry import Sorry, short
from bot.core.circuits import Shut
from bot.core.feeds import Feed, FeedId
from bot.core.messages import Message
from bot.core.watches import Watch
from bot.ports import Question
from bot.records import Records
from bot.services.setup import Setup

_SUGGESTIONS = 3
_FITTING = 5
"""So many buttons stand in a row on Discord."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One question, inside the transaction that answers it."""

    question: Question
    records: Records
    setup: Setup
    now: datetime
    shut: tuple[Shut, ...] = ()
    """Places to which nothing is sent now."""

    def understood(self, grammar: Grammar) -> Asked | Sorry:
        return asked(self.question.text, grammar)

    @property
    def feeds(self) -> dict[FeedId, Feed]:
        return {feed.id: feed for feed in self.setup.feeds}


Verb = Callable[[Asking], Message | Sorry]


def watch_of(asking: Asking, typed: str, verb: str, *, rest: str = "", noun: str = "event") -> Watch | Sorry:
    """The watch of that id or name, also where only one begins with what was typed.

    Otherwise those that fit are offered as buttons: with `verb`, and `rest` behind each.
    """
    wanted = typed.casefold()
    watches = asking.setup.watches.values()
    named = {name.casefold(): watch for watch in watches for name in (watch.name, watch.id)}
    if wanted in named:
        return named[wanted]
    begun = {watch.id: watch for name, watch in named.items() if wanted and name.startswith(wanted)}
    if len(begun) == 1:
        return begun.popitem()[1]
    holding = [watch.id for name, watch in named.items() if wanted and wanted in name]
    close = [named[name].id for name in get_close_matches(wanted, named, n=5, cutoff=0.5)]
    fitting = tuple(dict.fromkeys([*begun, *holding]))
    if len(fitting) > 1:
        problem = f"“{short(typed)}” fits more than one {noun}."
        return Sorry(problem=problem, suggestions=fitting[:_FITTING], verb=verb, options=rest)
    suggestions = tuple(dict.fromkeys([*fitting, *close]))[:_SUGGESTIONS]
    problem = f"No {noun} matches “{short(typed)}”."
    if not suggestions:
        problem += " `/watch list` shows what is watched."
    return Sorry(problem=problem, suggestions=suggestions, verb=verb, options=rest)


def begin_of(asking: Asking, key: str, typed: str) -> datetime | Sorry | None:
    """The moment from which on; None where nothing was typed."""
    return _moment(asking, key, typed, moment_of)


def until_of(asking: Asking, key: str, typed: str) -> datetime | Sorry | None:
    """The moment behind the last that is meant, of a day the next midnight; None where nothing was typed."""
    return _moment(asking, key, typed, end_of)


def is_watch(asking: Asking, typed: str) -> bool:
    """Whether it is exactly the id or the name of one."""
    wanted = typed.casefold()
    return any(wanted in (w.id.casefold(), w.name.casefold()) for w in asking.setup.watches.values())


def _moment(
    asking: Asking, key: str, typed: str, read: Callable[[str, datetime], datetime | None]
) -> datetime | Sorry | None:
    if not typed:
        return None
    problem = f"“{key}:{short(typed)}” is no time. {HOW}"
    return read(typed, asking.now) or Sorry(problem=problem)
