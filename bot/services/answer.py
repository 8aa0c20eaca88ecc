"""Answer team members: the same answers for every platform, from the same records as the alerts."""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import get_close_matches

from bot.core.answers.sharing import SHARE, SHARED, with_share
from bot.core.answers.sorry import Sorry, short, sorry_message
from bot.core.channels import Platform
from bot.core.circuits import Shut
from bot.core.messages import Message
from bot.core.rates import RATE, Rate, Recent, ask, too_many
from bot.ports import Choice, Clock, Question
from bot.records import Records, Store
from bot.services.answering.asking import Asking, Verb
from bot.services.answering.digests import digest
from bot.services.answering.events import latest, timeline
from bot.services.answering.feedback import BUTTONS
from bot.services.answering.muting import mute, unmute
from bot.services.answering.overviews import feeds, helped, listed
from bot.services.answering.searching import search
from bot.services.answering.tracing import why
from bot.services.pacing import Pacing
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
    "digest": digest,
    "list": listed,
    "feeds": feeds,
    "help": helped,
}
_CHAT = (f"{Platform.SLACK}:", f"{Platform.DISCORD}:")
"""What the ids of people begin with: the status page and the terminal name nobody in particular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    message: Message
    answered: bool
    """False where it only says what is wrong with the question."""


class NewsDesk:
    """`Desk` over the store and the configured watches."""

    def __init__(
        self, *, store: Store, setup: Current, clock: Clock, rate: Rate = RATE, pacing: Pacing | None = None
    ) -> None:
        """`rate` is for each person in chat; a pressed button is a question like any other.

        `pacing` is that of the bot that runs; another process does not know which places are shut.
        """
        self._store = store
        self._setup = setup
        self._clock = clock
        self._rate = rate
        self._pacing = pacing or Pacing()
        self._recent = Recent()

    async def answer(self, question: Question) -> Message:
        return (await self.reply(question)).message

    async def reply(self, question: Question) -> Reply:
        """As `answer`, and whether it is one."""
        answer: Message | Sorry
        if wait := self._wait(question.actor):
            answer = Sorry(problem=too_many(self._rate, wait))
        else:
            shut = self._pacing.shut(self._clock.now())  # not within: a transaction runs in another thread
            answer = await self._store.transact(lambda records: self._answer(records, question, shut))
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

    def _wait(self, actor: str) -> timedelta | None:
        """How long whoever has asked too often is to wait."""
        if not actor.startswith(_CHAT):
            return None
        self._recent, wait = ask(self._recent, actor, self._clock.now(), self._rate)
        return wait

    def _answer(self, records: Records, question: Question, shut: tuple[Shut, ...]) -> Message | Sorry:
        verb, text = question.verb.lower() or "help", _readable(question.text)
        if verb == SHARE:  # the answer that is shared offers to be shared no more
            verb, _, text = text.strip().partition(" ")
            if verb not in SHARED:
                return Sorry(problem=f"“{short(verb)}” has no answer to be shared. `/watch help` lists all.")
            return self._told(records, replace(question, verb=verb, text=text), shut)
        answer = self._told(records, replace(question, verb=verb, text=text), shut)
        if isinstance(answer, Sorry) or not question.actor.startswith(_CHAT):
            return answer
        return with_share(answer, verb, text)

    def _told(self, records: Records, question: Question, shut: tuple[Shut, ...]) -> Message | Sorry:
        verb = question.verb
        answering = _VERBS.get(verb) or BUTTONS.get(verb)
        if answering is None:
            close = tuple(get_close_matches(verb, _VERBS, n=1))
            return Sorry(
                problem=f"There is no “{short(verb)}”. `/watch help` lists what there is.", suggestions=close
            )
        now, setup = self._clock.now(), self._setup()
        return answering(Asking(question=question, records=records, setup=setup, now=now, shut=shut))

    def _reference(self, question: Question) -> str:
        asked = f"{question.actor}{question.verb}{question.text}{self._clock.now()}"
        return hashlib.blake2b(asked.encode("utf-8", "replace"), digest_size=2).hexdigest().upper()


def _readable(typed: str) -> str:
    return typed[:_LONGEST].encode("utf-8", "replace").decode()  # no database takes half a pair
