"""What messages are made of, from a seed: whatever a stranger has a say in is wild, the operator's is not."""

from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.bench.wild_texts import WildTexts
from bot.core.channels import Channel, Platform
from bot.core.entries import EntryId
from bot.core.feeds import FeedId
from bot.core.ledger import Assertion, Change, changes, merged
from bot.core.messages import Severity
from bot.core.stories import Evidence, Report, Story, StoryId
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.facts import EventKind, EventOfInterest, Fact, Occurrence, Slot
from bot.extraction.rules import Rule
from bot.extraction.text import Span

_T = TypeVar("_T")

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CHANNEL = Channel(platform=Platform.SLACK, name="#desk")
_SLOTS = tuple(Slot)


class WildParts:
    """The same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.texts = WildTexts(seed)
        self.random = self.texts.random

    def text(self) -> str:
        return self.texts.text()

    def story(self) -> Story:
        return Story(
            id=StoryId("0123456789ab"),
            first_seen=NOON,
            updated=self.moment(),
            revision=self.random.randint(1, 4),
            reports=tuple(self._report(number) for number in range(self.random.randint(1, 5))),
        )

    def _report(self, number: int) -> Report:
        evidence = Evidence(
            watch=WatchId("grain-ports"), words=(self.text(), self.text()), in_title=number % 2 == 0
        )
        return Report(
            entry=EntryId(number),
            feed=FeedId("harbour"),
            outlet=self.text(),
            title=self.text(),
            url=self.texts.url(),
            published=self.moment(),
            summary=tuple(self.text()[:1_000] for _ in range(self.random.randrange(4))),
            evidence=(evidence,),
        )

    def watches(self) -> tuple[Watch, ...]:
        """Ours: an operator wrote them."""
        watch = Watch(
            id=WatchId("grain-ports"),
            name="Grain & ports <spring>",
            rule=Rule(),
            severity=self.random.choice(tuple(Severity)),
            channels=(CHANNEL,),
            origin=Origin(file="config/watchlists/ports.yaml", line=14),
            event=EventOfInterest(kind=EventKind.SUMMIT) if self.random.random() < 0.5 else None,
        )
        return (watch,)

    def assertions(self) -> tuple[Assertion, ...]:
        return tuple(self._assertion(number) for number in range(self.random.randrange(8)))

    def _assertion(self, number: int) -> Assertion:
        shown, nowhere = self.text(), Span(start=0, end=0)
        fact = Fact(
            slot=self.random.choice(_SLOTS),
            value=f"{number}",
            shown=shown,
            sentence=nowhere,
            evidence=nowhere,
            rule="made-up/1",
            confidence=0.9,
            occurrence=self.random.choice(tuple(Occurrence)),
        )
        return Assertion(
            fact=fact,
            sentence=self.text(),
            outlet=self.text(),
            published=self.moment(),
            watch=WatchId("grain-ports"),
            entry=EntryId(number % 5),
            url=self.texts.url(),
            seen=self.moment(),
        )

    def changes(self, told: tuple[Assertion, ...]) -> tuple[Change, ...]:
        return changes(merged(told[:3]), merged(told), told)

    def moment(self) -> datetime:
        return NOON + timedelta(minutes=self.random.randrange(9_999))

    def maybe(self, value: _T) -> _T | None:
        return self.random.choice((value, None))
