"""Assertions made by hand."""

from datetime import datetime

from bot.core.entries import EntryId
from bot.core.ledger import Assertion
from bot.core.watches import WatchId
from bot.extraction.facts import Fact, Occurrence, Slot
from bot.extraction.text import Span

SOMEWHERE = Span(start=0, end=1)


def stated(
    slot: Slot,
    shown: str,
    *,
    watch: WatchId,
    at: datetime,
    outlet: str = "harbour",
    sentence: str = "",
    role: str = "",
    occurrence: Occurrence = Occurrence.CURRENT,
) -> Assertion:
    """What an outlet published at that moment, and we saw then."""
    fact = Fact(
        slot=slot,
        value=shown.lower(),
        shown=shown,
        sentence=SOMEWHERE,
        evidence=SOMEWHERE,
        rule="test/1",
        confidence=0.9,
        occurrence=occurrence,
        role=role,
    )
    return Assertion(
        watch=watch,
        entry=EntryId(1),
        fact=fact,
        sentence=sentence or f"{outlet} says {shown}.",
        outlet=f"{outlet}.example",
        url=f"https://{outlet}.example/1",
        published=at,
        seen=at,
    )
