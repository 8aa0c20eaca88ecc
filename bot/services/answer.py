"""Answer team members: the same answers for every platform, from the same records as the alerts."""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from bot.core.answers.sorry import Sorry, short, sorry_message
from bot.core.messages import Message
from bot.ports import Choice, Clock, Question
from bot.records import Records, Store
from bot.services.answering.asking import Asking, Verb
from bot.services.answering.events import latest, timeline
from bot.services.answering.muting import mute, unmute
from bot.services.answering.overviews import feeds, helped, listed
from bot.services.answering.searching import search
from bot.services.answering.tracing import why
from bot.services.setup import Current

log = logging.getLogger(__name__)

_CHOICES = 25
"""Discord shows no more (limits table); more would not be read anyway."""
_CHOICE_LENGTH = 100
_LONGEST = 2_500
"""Characters of a question that are read: a link of 2,000 and its options."""
_VERBS: Mapping[str, Verb] = {
    "latest": latest,
    "timeline": timeline,
    "search": search,
    "why": why,
    "mute": mute,
    "unmute": unmute,
    "list": listed,
    "feeds": feeds,
    "help": helped,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    message: Message
    answered: bool
    """False where it only says what is wrong with the question."""


class NewsDesk:
    """`Desk` over the store and the configured watches."""

    def __init__(self, *, store: Store, setup: Current, clock: Clock) -> None:
        self._store = store
        self._setup = setup
        self._clock = clock

    async def answer(self, question: Question) -> Message:
        return (await self.reply(question)).message

    async def reply(self, question: Question) -> Reply:
        """As `answer`, and whether it is one."""
        answer = await self._store.transact(lambda records: self._answer(records, question))
        if isinstance(answer, Message):
            return Reply(message=answer, answered=True)
        reference = self._reference(question)
        log.info("ref %s: %s asked %r: %s", reference, question.actor, question.verb, answer.problem)
        return Reply(message=sorry_message(answer, reference), answered=False)

    async def suggest(self, typed: str) -> tuple[Choice, ...]:
        typed = typed.strip().casefold()
        fitting = sorted(
            (w for w in self._setup().watches.values() if typed in w.id or typed in w.name.casefold()),
            key=lambda w: (not w.id.startswith(typed), w.name),
        )
        return tuple(Choice(label=w.name[:_CHOICE_LENGTH], value=w.id) for w in fitting[:_CHOICES])

    def _answer(self, records: Records, question: Question) -> Message | Sorry:
        verb = question.verb.lower() or "help"
        if verb not in _VERBS:
            close = tuple(get_close_matches(verb, _VERBS, n=1))
            return Sorry(
                problem=f"There is no “{short(verb)}”. `/watch help` lists what there is.", suggestions=close
            )
        typed = question.text[:_LONGEST].encode("utf-8", "replace").decode()  # no database takes half a pair
        asking = Asking(
            question=replace(question, text=typed),
            records=records,
            setup=self._setup(),
            now=self._clock.now(),
        )
        return _VERBS[verb](asking)

    def _reference(self, question: Question) -> str:
        asked = f"{question.actor}{question.verb}{question.text}{self._clock.now()}"
        return hashlib.blake2b(asked.encode("utf-8", "replace"), digest_size=2).hexdigest().upper()
