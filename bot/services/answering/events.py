"""`latest` and `timeline`: what the ledger holds of an event."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.answers.asking import Asked, Grammar
from bot.core.answers.latest import Known, latest_message
from bot.core.answers.sorry import Sorry, short
from bot.core.answers.timeline import pages, timeline_message
from bot.core.ledger import as_of, unknown
from bot.core.messages import Message
from bot.core.occasions import Occasion, developments, find_occasion, occasions
from bot.core.watches import Watch
from bot.services.answering.asking import Asking, begin_of, is_watch, until_of, watch_of
from bot.services.ledgers import Events

_EVENTS = 25
"""More suggestions would not be read."""
_LATEST = Grammar(keys=("since", "as-of", "of"), bare=("since", "as-of"))
_TIMELINE = Grammar(keys=("page", "of"), bare=("page",))


def latest(asking: Asking) -> Message | Sorry:
    wanted = asking.understood(_LATEST)
    if isinstance(wanted, Sorry):
        return wanted
    watch = _event(asking, wanted.name, "latest", wanted.rest)
    since = begin_of(asking, "since", wanted.get("since"))
    until = until_of(asking, "as-of", wanted.get("as-of"))
    if isinstance(watch, Sorry):
        return watch
    if isinstance(since, Sorry):
        return since
    if isinstance(until, Sorry):
        return until
    known = _known(asking, watch, wanted.get("of"), until and min(until, asking.now))
    return known if isinstance(known, Sorry) else latest_message(known, since)


def timeline(asking: Asking) -> Message | Sorry:
    wanted = asking.understood(_TIMELINE)
    if isinstance(wanted, Sorry):
        return wanted
    name, page = _page(asking, wanted)
    watch = _event(asking, name, "timeline", wanted.rest)
    if isinstance(watch, Sorry):
        return watch
    known = _known(asking, watch, wanted.get("of"), None)
    if isinstance(known, Sorry):
        return known
    last = pages(known.developments)
    if not page.isdecimal() or not 1 <= int(page[:9]) <= last:
        problem = f"There is no page {short(page)}: the last is {last}."
        return Sorry(problem=problem, suggestions=(f"{watch.id} {last}",), verb="timeline")
    return timeline_message(watch, known.developments, int(page), label=known.label)


def _page(asking: Asking, wanted: Asked) -> tuple[str, str]:
    """The event and the page, which may be the last word, unless that belongs to the event's name."""
    *words, last = wanted.words or ("",)
    if words and last.isdecimal() and not wanted.get("page") and not is_watch(asking, wanted.name):
        return " ".join(words).replace('"', ""), last
    return wanted.name, wanted.get("page") or "1"


def _event(asking: Asking, name: str, verb: str, rest: str) -> Watch | Sorry:
    if name:
        return watch_of(asking, name, verb, rest=rest)
    events = tuple(watch.id for watch in asking.setup.watches.values() if watch.event)
    return Sorry(problem="Which event?", suggestions=events[:_EVENTS], verb=verb, options=rest)


def _known(asking: Asking, watch: Watch, of: str, moment: datetime | None) -> Known | Sorry:
    events = _events(asking, watch, moment)
    found = events.occasions
    occasion = _occasion(watch, found, of, asking.question.verb)
    if isinstance(occasion, Sorry):
        return occasion
    facts = events.ledger(occasion) if occasion else {}
    told = asking.records.stories.latest_of(watch.id, 1)
    return Known(
        watch=watch,
        facts=facts,
        unknown=unknown(watch, facts),
        developments=developments(facts),
        label=occasion.label if occasion and len(found) > 1 else "",
        others=tuple(other.label for other in found if other is not occasion),
        last=next(iter(told), None),
        as_of=moment,
    )


def _events(asking: Asking, watch: Watch, moment: datetime | None) -> Events:
    if moment is None:
        return asking.setup.ledgers.of(asking.records, watch)
    return Events(moment, occasions(watch, as_of(asking.records.ledger.assertions(watch.id), moment)))


def _occasion(watch: Watch, found: Sequence[Occasion], of: str, verb: str) -> Occasion | Sorry | None:
    """The one that was asked for, else the one that reports speak of now; None where nothing is known."""
    if not of:
        return found[-1] if found else None
    labels = tuple(f'{watch.id} of:"{occasion.label}"' for occasion in found)
    problem = f"No event of this watch is known as “{short(of)}”."
    return find_occasion(found, of) or Sorry(problem=problem, suggestions=labels, verb=verb)
