"""How the claims on one slot count: the same for most slots, otherwise for dates and for statuses."""

from datetime import timedelta
from enum import Enum, auto
from typing import Generic

from bot.extraction.facts import Fact, Modality
from bot.extraction.merging.claims import C, agree

STILL = timedelta(days=14)
"""For how long an outlet is taken to stand by what it said last, seen from the newest claim on the slot."""
LAGGARDS = timedelta(days=2)
"""For how long after a change outlets that have not heard of it print what held before: a weekend."""

_SOFT = frozenset({Modality.PROPOSED, Modality.RUMOURED, Modality.DENIED})


class Firmness(Enum):
    STATED = auto()
    DENIED = auto()
    """Cannot outvote what several outlets state, and disputes it."""
    SOFT = auto()
    """Rumoured, proposed, or too early to be true: gives way to anything stated, and disputes nothing."""


class Rules(Generic[C]):
    """Those of most slots. One object goes with one contest, and hears all of its claims."""

    def ignores(self, claim: C, holder: C | None) -> bool:  # noqa: ARG002 - others' rules look at both
        """Whether the claim only tells again what has been overtaken."""
        return False

    def turns(self, claim: C, holder: C | None) -> bool:  # noqa: ARG002
        """Whether the claim alone makes history of all that was said before it, by any number."""
        return False

    def firmness(self, claim: C) -> Firmness:
        return Firmness.SOFT if claim.fact.modality in _SOFT else Firmness.STATED

    def may_hold(self, claim: C) -> bool:  # noqa: ARG002
        """Whether votes can make its value hold; the claim is the last that states it."""
        return True

    def contradict(self, a: Fact, b: Fact) -> bool:
        return not agree(a, b)
