"""Messages of every kind that channels see: the bot's own wording of what the worst feeds may hold."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.bench.wild_texts import WildTexts
from bot.core.alerts import Update
from bot.core.answers.hits import FoundReport, Sought, hits_message
from bot.core.answers.sorry import Sorry, sorry_message
from bot.core.answers.why import unmatched_message
from bot.core.channels import Channel, Platform
from bot.core.deliveries import DeliveryKey
from bot.core.digest_wording import digest_message
from bot.core.digests import Digest, DigestId, DigestItem, DigestKind
from bot.core.entries import EntryId
from bot.core.feeds import FeedId
from bot.core.ledger import Assertion, Change, changes, merged
from bot.core.messages import (
    Button,
    Footnote,
    Headline,
    Kicker,
    Link,
    Message,
    Row,
    Severity,
    Style,
    Table,
    Text,
    Time,
)
from bot.core.messages import Span as Inline
from bot.core.reasons import Reason
from bot.core.reply_wording import reply_message
from bot.core.stories import Evidence, Report, Story, StoryId
from bot.core.watches import Origin, Watch, WatchId
from bot.core.wording import Told, alert_message
from bot.extraction.facts import EventKind, EventOfInterest, Fact, Occurrence, Slot
from bot.extraction.rules import Rule
from bot.extraction.text import Span

_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
_CHANNEL = Channel(platform=Platform.SLACK, name="#desk")
_SLOTS = tuple(Slot)


class WildMessages:
    """Messages from a seed; whatever a stranger has a say in is wild, what an operator writes is not."""

    def __init__(self, seed: int) -> None:
        self._texts = WildTexts(seed)
        self._random = self._texts.random

    def messages(self, count: int) -> Iterator[Message]:
        makers = (
            self._alert,
            self._alert,
            self._reply,
            self._digest,
            self._found,
            self._unmatched,
            self._sorry,
            self._any,
        )
        for number in range(count):
            yield makers[number % len(makers)]()

    def _alert(self) -> Message:
        story, watches, told = self._story(), self._watches(), self._assertions()
        key = DeliveryKey(f"{self._random.getrandbits(80):020x}")
        repeat = self._random.random() < 0.1
        facts, news = merged(told), self._changes(told)
        return alert_message(
            Told(key=key, story=story, watches=watches, facts=facts, changes=news, possible_repeat=repeat)
        )

    def _reply(self) -> Message:
        reason = self._random.choice((Reason.OUTLETS_REACHED, Reason.FACT_CHANGED))
        update = Update(
            revision=2, reason=reason, changes=self._changes(self._assertions()), at=self._moment()
        )
        return reply_message(self._story(), self._watches(), (update,))

    def _digest(self) -> Message:
        kind = self._random.choice(tuple(DigestKind))
        digest = Digest(id=DigestId("d"), channel=_CHANNEL, kind=kind, since=_NOON, until=self._moment())
        items = [
            DigestItem(
                story=self._story(),
                watches=self._watches(),
                changes=self._changes(self._assertions()),
                held=self._random.choice((None, Reason.CAP, Reason.QUIET_HOURS)),
            )
            for _ in range(self._random.randrange(12))
        ]
        return digest_message(digest, items, more=self._random.randrange(9))

    def _found(self) -> Message:
        found = [
            FoundReport(
                title=self._text(),
                url=self._texts.url(),
                feed=self._text(),
                published=self._moment(),
                snippet=tuple((self._text(), bool(part % 2)) for part in range(self._random.randrange(5))),
                story=StoryId("0123456789ab"),
                outlets=self._random.randrange(4),
            )
            for _ in range(self._random.randint(1, 25))
        ]
        return hits_message(Sought(words=self._text(), sources=(self._text(),)), found, limit=25)

    def _unmatched(self) -> Message:
        return unmatched_message(self._text(), self._texts.url(), self._text(), ())

    def _sorry(self) -> Message:
        suggestions = tuple(self._text() for _ in range(3))
        return sorry_message(Sorry(problem=self._text(), suggestions=suggestions, verb="why"), "7F3K")

    def _any(self) -> Message:
        """A message that no wording makes today: more and longer blocks than fit, and wild buttons."""
        many = self._random.random() < 0.05
        spans: tuple[Inline, ...] = tuple(Text(text=self._text(), style=style) for style in Style)
        spans += (Link(text=self._text(), url=self._texts.url()), Time(at=self._moment()))
        rows = tuple(Row(label=self._text(), spans=spans[:2]) for _ in range(40 if many else 4))
        blocks = (
            Kicker(spans=spans[2:]),
            Headline(spans=spans[4:]),
            Table(rows=rows),
            Footnote(spans=spans[:1]),
        )
        buttons = tuple(
            Button(label=self._text(), verb="why", target=self._text())
            for _ in range(self._random.randrange(30))
        )
        severity = self._random.choice((None, *Severity))
        return Message(
            blocks=blocks * (15 if many else self._random.randrange(3)), severity=severity, buttons=buttons
        )

    def _text(self) -> str:
        return self._texts.text()

    def _story(self) -> Story:
        return Story(
            id=StoryId("0123456789ab"),
            first_seen=_NOON,
            updated=self._moment(),
            revision=self._random.randint(1, 4),
            reports=tuple(self._report(number) for number in range(self._random.randint(1, 5))),
        )

    def _report(self, number: int) -> Report:
        evidence = Evidence(
            watch=WatchId("grain-ports"), words=(self._text(), self._text()), in_title=number % 2 == 0
        )
        return Report(
            entry=EntryId(number),
            feed=FeedId("harbour"),
            outlet=self._text(),
            title=self._text(),
            url=self._texts.url(),
            published=self._moment(),
            summary=tuple(self._text()[:1_000] for _ in range(self._random.randrange(4))),
            evidence=(evidence,),
        )

    def _watches(self) -> tuple[Watch, ...]:
        """Ours: an operator wrote them."""
        watch = Watch(
            id=WatchId("grain-ports"),
            name="Grain & ports <spring>",
            rule=Rule(),
            severity=self._random.choice(tuple(Severity)),
            channels=(_CHANNEL,),
            origin=Origin(file="config/watchlists/ports.yaml", line=14),
            event=EventOfInterest(kind=EventKind.SUMMIT) if self._random.random() < 0.5 else None,
        )
        return (watch,)

    def _assertions(self) -> tuple[Assertion, ...]:
        return tuple(self._assertion(number) for number in range(self._random.randrange(8)))

    def _assertion(self, number: int) -> Assertion:
        shown, nowhere = self._text(), Span(start=0, end=0)
        fact = Fact(
            slot=self._random.choice(_SLOTS),
            value=f"{number}",
            shown=shown,
            sentence=nowhere,
            evidence=nowhere,
            rule="made-up/1",
            confidence=0.9,
            occurrence=self._random.choice(tuple(Occurrence)),
        )
        return Assertion(
            fact=fact,
            sentence=self._text(),
            outlet=self._text(),
            published=self._moment(),
            watch=WatchId("grain-ports"),
            entry=EntryId(number % 5),
            url=self._texts.url(),
            seen=self._moment(),
        )

    def _changes(self, told: tuple[Assertion, ...]) -> tuple[Change, ...]:
        return changes(merged(told[:3]), merged(told), told)

    def _moment(self) -> datetime:
        return _NOON + timedelta(minutes=self._random.randrange(9_999))
