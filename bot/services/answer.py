"""Answer team members: the same answers for every platform, from the same records as the alerts."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from bot.core.deliveries import DeliveryKey
from bot.core.entries import EntryId
from bot.core.feed_wording import feeds_message
from bot.core.feeds import FeedForUpdate, FeedState
from bot.core.ledger import merged, on_one_event
from bot.core.messages import Message
from bot.core.watches import Watch, WatchId
from bot.core.wording import facts_message, help_message, sorry_message, why_message
from bot.ports import Choice, Clock, Question
from bot.records import Records, Store
from bot.services.deliver import told
from bot.services.setup import Current

log = logging.getLogger(__name__)

_CHOICES = 25
"""Discord shows no more (limits table); more would not be read anyway."""
_CHOICE_LENGTH = 100
_STORIES_SEARCHED = 200


@dataclass(frozen=True, slots=True)
class _Sorry:
    """No answer: said to the person who asked, with what could be meant."""

    problem: str
    suggestions: tuple[str, ...] = ()


class NewsDesk:
    """`Desk` over the store and the configured watches."""

    def __init__(self, *, store: Store, setup: Current, clock: Clock) -> None:
        self._store = store
        self._setup = setup
        self._clock = clock
        self._verbs: dict[str, Callable[[Records, str], Message | _Sorry]] = {
            "latest": self._latest,
            "why": self._why,
            "feeds": self._feeds,
            "help": self._help,
        }

    async def answer(self, question: Question) -> Message:
        answer = await self._store.transact(lambda records: self._answer(records, question))
        if isinstance(answer, Message):
            return answer
        reference = self._reference(question)
        log.info("ref %s: %s asked %r: %s", reference, question.actor, question.verb, answer.problem)
        return sorry_message(answer.problem, answer.suggestions, reference)

    async def suggest(self, typed: str) -> tuple[Choice, ...]:
        typed = typed.strip().casefold()
        fitting = sorted(
            (w for w in self._setup().watches.values() if typed in w.id or typed in w.name.casefold()),
            key=lambda w: (not w.id.startswith(typed), w.name),
        )
        return tuple(Choice(label=w.name[:_CHOICE_LENGTH], value=w.id) for w in fitting[:_CHOICES])

    def _answer(self, records: Records, question: Question) -> Message | _Sorry:
        verb = question.verb.lower() or "help"
        if verb not in self._verbs:
            close = tuple(get_close_matches(verb, self._verbs, n=1))
            return _Sorry(f"There is no “{_short(verb)}”. `/watch help` lists what there is.", close)
        return self._verbs[verb](records, question.text.strip())

    def _latest(self, records: Records, event: str) -> Message | _Sorry:
        if not event:
            return _Sorry("Which event?", tuple(self._setup().watches)[:_CHOICES])
        watch = self._watch(event)
        if isinstance(watch, _Sorry):
            return watch
        stories = [s for s in records.stories.latest(_STORIES_SEARCHED) if watch.id in s.watches]
        entries = stories[0].entries if stories else frozenset[EntryId]()
        facts = merged(on_one_event(records.ledger.assertions(watch.id), watch, entries))
        return facts_message(watch, facts, stories)

    def _why(self, records: Records, key: str) -> Message | _Sorry:
        story = records.deliveries.story_of(DeliveryKey(key))
        if story is None:
            return _Sorry("No alert has that id; it stands behind an alert's “Why this?” button.")
        delivery = next(d for d in records.deliveries.of_story(story) if d.key == key)
        decisions = records.alerts.decisions(story)
        reasons = [f"{d.at:%Y-%m-%d %H:%M} UTC  {d.reason}  {d.detail}".rstrip() for d in decisions]
        return why_message(told(records, delivery, story, self._setup().watches), reasons)

    def _feeds(self, records: Records, _: str) -> Message:
        states = records.feeds.states()
        polled = [FeedForUpdate(feed=f, state=states.get(f.id, FeedState())) for f in self._setup().feeds]
        return feeds_message(polled)

    def _help(self, _: Records, __: str) -> Message:
        return help_message(watch for watch in self._setup().watches.values() if watch.event)

    def _watch(self, typed: str) -> Watch | _Sorry:
        """The watch of that id or name, also where only one fits the beginning of what was typed."""
        wanted = typed.casefold()
        named = {name.casefold(): w for w in self._setup().watches.values() for name in (w.id, w.name)}
        if wanted in named:
            return named[wanted]
        begun = {w.id: w for name, w in named.items() if name.startswith(wanted)}
        if len(begun) == 1:
            return begun.popitem()[1]
        close = get_close_matches(wanted, named, n=5, cutoff=0.5)
        suggestions = tuple(dict.fromkeys(WatchId(named[name].id) for name in close))[:3]
        return _Sorry(f"No event matches “{_short(typed)}”.", suggestions)

    def _reference(self, question: Question) -> str:
        asked = f"{question.actor}{question.verb}{question.text}{self._clock.now()}"
        return hashlib.blake2b(asked.encode("utf-8", "replace"), digest_size=2).hexdigest().upper()


def _short(typed: str) -> str:
    return typed if len(typed) <= 60 else typed[:59] + "…"
