"""One slot while the claims on it come in, in order of time: who says what now, and which value holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp2, fsum
from typing import Generic

from bot.extraction.facts import Fact
from bot.extraction.merging.claims import C, agree, says_less
from bot.extraction.merging.rules import STILL, Firmness, Rules

HALF_LIFE = timedelta(days=3)
"""In which a claim comes to count half against a new one. News of one happening is repeated for about three
days (stories are joined for as long), and who states a value after that states it anew. So a lone report
outvotes five that are a week old, and not two of the same day."""
SEVERAL = 2
"""Outlets that state what no denial outvotes."""


@dataclass(slots=True)
class Voice(Generic[C]):
    """What an outlet says of the slot in its latest report that tells of it."""

    claim: C
    at: datetime
    """When it said so last; later than its claim where it has only said less since."""
    weight: float
    firmness: Firmness

    @property
    def fact(self) -> Fact:
        return self.claim.fact


@dataclass(slots=True)
class Reign(Generic[C]):
    """A value while it holds."""

    since: datetime
    claim: C
    """The newest that states it."""
    won_by: C
    """The one with which it came to hold."""


class Contest(Generic[C]):
    def __init__(self, rules: Rules[C], claims: Sequence[C]) -> None:
        """`claims` are all on one slot, in order of time; of a slot that holds one value."""
        self.reigns: list[Reign[C]] = []
        """The values that held one after another; no two neighbours are the same."""
        self._rules = rules
        self._of_outlet: dict[str, list[Voice[C]]] = {}
        self._of_value: dict[str, dict[str, Voice[C]]] = {}
        """By value, then outlet."""
        self._first_said: dict[str, Voice[C]] = {}
        self._now = self._newest = claims[-1].published if claims else datetime.min.replace(tzinfo=UTC)
        for claim in claims:
            self._hear(claim)

    @property
    def holder(self) -> C | None:
        return self.reigns[-1].claim if self.reigns else None

    def votes(self) -> dict[str, float]:
        """For each value that an outlet stands by: what it counts for, as of the newest claim.

        An outlet counts once for a value, by how sure its claim is and how long ago it was said. Who says
        less precisely what another says counts for that as well.
        """
        return {value: self._votes(value, voices) for value, voices in self._of_value.items()}

    def disputes(self) -> tuple[C, ...]:
        """Claims against the value that holds by which outlets still stand: of each value the newest.

        In order of votes. A value that was told only before anything that speaks for the one that holds is
        not disputed by it, but replaced.
        """
        against = {voice.fact.value: voice for voice in sorted(self._against(), key=lambda v: v.at)}
        exact = [
            voice.claim
            for voice in against.values()
            if not any(says_less(voice.fact, other.fact) for other in against.values())
        ]
        votes = self.votes()
        return tuple(sorted(exact, key=lambda claim: (-votes[claim.fact.value], claim.fact.value)))

    def _hear(self, claim: C) -> None:
        holder = self.holder
        if self._rules.ignores(claim, holder):
            return
        if self._rules.turns(claim, holder):
            self._of_outlet.clear()
            self._of_value.clear()
        self._now = claim.published
        self._note(self._voice(claim))
        if holder is not None and claim.fact.value == holder.fact.value:
            self.reigns[-1].claim = claim  # it can only have won votes
        elif holder is None or not says_less(claim.fact, holder.fact):
            self._decide()

    def _voice(self, claim: C) -> Voice[C]:
        counts = weight(claim.fact, self._newest - claim.published)
        return Voice(claim, claim.published, counts, self._rules.firmness(claim))

    def _note(self, voice: Voice[C]) -> None:
        """Put it in the place of what its outlet said before, which it leaves where it only says less."""
        self._first_said.setdefault(voice.fact.value, voice)
        said = self._of_outlet.setdefault(voice.claim.outlet, [])
        repeated = [known for known in said if says_less(voice.fact, known.fact)]
        for known in repeated:
            known.at, known.weight = voice.at, weight(known.fact, self._newest - voice.at)
        for known in said[:]:
            older = known.claim.published < voice.at or known.fact.value == voice.fact.value
            if older and known not in repeated:
                said.remove(known)
                self._forget(known)
        if not repeated:
            said.append(voice)
            self._of_value.setdefault(voice.fact.value, {})[voice.claim.outlet] = voice

    def _forget(self, voice: Voice[C]) -> None:
        voices = self._of_value[voice.fact.value]
        del voices[voice.claim.outlet]
        if not voices:
            del self._of_value[voice.fact.value]

    def _decide(self) -> None:
        chosen = self._chosen()
        if self.holder is None or chosen.fact.value != self.holder.fact.value:
            self.reigns.append(Reign(self._now, chosen, chosen))

    def _chosen(self) -> C:
        """The claim whose value has most votes; of as many, the later."""
        votes = self.votes()
        firm = self._firm()
        able = [voice for voice in firm if self._rules.may_hold(voice.claim)]
        return max(
            able or firm,
            key=lambda v: (votes[v.fact.value], v.at, v.fact.confidence, v.fact.value),
        ).claim

    def _firm(self) -> list[Voice[C]]:
        """The last voice for each value, without rumours where anything is stated, nor denials of much."""
        stated = {value: self._stated(voices.values()) for value, voices in self._of_value.items()}
        most = max(stated.values())
        barred = {Firmness.SOFT, Firmness.DENIED} if most >= SEVERAL else {Firmness.SOFT} if most else set()
        last = (max(voices.values(), key=lambda voice: voice.at) for voices in self._of_value.values())
        return [voice for voice in last if stated[voice.fact.value] or voice.firmness not in barred]

    def _stated(self, voices: Iterable[Voice[C]]) -> int:
        return sum(1 for v in voices if v.firmness is Firmness.STATED and self._now - v.at <= STILL)

    def _votes(self, value: str, voices: Mapping[str, Voice[C]]) -> float:
        counts = {outlet: voice.weight for outlet, voice in voices.items()}
        fact = _any(voices).fact
        for other, less in self._of_value.items() if fact.interval else ():
            if other != value and says_less(_any(less).fact, fact):
                for outlet, voice in less.items():
                    counts[outlet] = max(voice.weight, counts.get(outlet, 0.0))
        return fsum(counts.values())

    def _against(self) -> Iterator[Voice[C]]:
        holder = self.holder
        if holder is None:
            return
        for said in self._of_outlet.values():
            if not any(agree(voice.fact, holder.fact) for voice in said):
                yield from (voice for voice in said if self._is_against(voice, holder))

    def _is_against(self, voice: Voice[C], holder: C) -> bool:
        live = self._newest - voice.at <= STILL and voice.firmness is not Firmness.SOFT
        if not live or not self._rules.contradict(voice.fact, holder.fact):
            return False
        since = self._first_told(holder.fact, voice.fact)
        return since is not None and since <= voice.at

    def _first_told(self, fact: Fact, other: Fact) -> datetime | None:
        """When something was first said that speaks for the one and not for the other."""
        told = self._first_said.values()
        return min((v.claim.published for v in told if _favours(v.fact, fact, other)), default=None)


def weight(fact: Fact, age: timedelta) -> float:
    """What a claim counts for that is so much older than the newest on its slot."""
    return fact.confidence * exp2(-(age / HALF_LIFE))


def _favours(said: Fact, fact: Fact, other: Fact) -> bool:
    return agree(said, fact) and not agree(said, other)


def _any(voices: Mapping[str, Voice[C]]) -> Voice[C]:
    return next(iter(voices.values()))
