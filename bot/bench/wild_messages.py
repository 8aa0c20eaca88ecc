"""Messages of every kind that channels see: the bot's own wording of what the worst feeds may hold."""

from collections.abc import Iterator

from bot.bench.wild_answers import WildAnswers
from bot.bench.wild_parts import CHANNEL, NOON, WildParts
from bot.core.alerts import Update
from bot.core.deliveries import DeliveryKey
from bot.core.digest_wording import digest_message
from bot.core.digests import Digest, DigestId, DigestItem, DigestKind
from bot.core.ledger import merged
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
from bot.core.wording import Told, alert_message


class WildMessages:
    """Messages from a seed; whatever a stranger has a say in is wild, what an operator writes is not."""

    def __init__(self, seed: int) -> None:
        self._parts = WildParts(seed)
        self._random = self._parts.random
        self._answers = WildAnswers(self._parts)

    def messages(self, count: int) -> Iterator[Message]:
        makers = (
            *(self._alert, self._alert, self._alert, self._reply, self._reply, self._digest, self._any),
            *self._answers.makers,
        )
        for number in range(count):
            yield makers[number % len(makers)]()

    def _alert(self) -> Message:
        story, watches, told = self._parts.story(), self._parts.watches(), self._parts.assertions()
        key = DeliveryKey(f"{self._random.getrandbits(80):020x}")
        repeat = self._random.random() < 0.1
        facts, news = merged(told), self._parts.changes(told)
        return alert_message(
            Told(key=key, story=story, watches=watches, facts=facts, changes=news, possible_repeat=repeat)
        )

    def _reply(self) -> Message:
        reason = self._random.choice((Reason.OUTLETS_REACHED, Reason.FACT_CHANGED))
        update = Update(
            revision=2,
            reason=reason,
            changes=self._parts.changes(self._parts.assertions()),
            at=self._parts.moment(),
        )
        return reply_message(self._parts.story(), self._parts.watches(), (update,))

    def _digest(self) -> Message:
        kind = self._random.choice(tuple(DigestKind))
        digest = Digest(id=DigestId("d"), channel=CHANNEL, kind=kind, since=NOON, until=self._parts.moment())
        items = [
            DigestItem(
                story=self._parts.story(),
                watches=self._parts.watches(),
                changes=self._parts.changes(self._parts.assertions()),
                held=self._random.choice((None, Reason.CAP, Reason.QUIET_HOURS)),
            )
            for _ in range(self._random.randrange(12))
        ]
        return digest_message(digest, items, more=self._random.randrange(9))

    def _any(self) -> Message:
        """A message that no wording makes today: more and longer blocks than fit, and wild buttons."""
        many = self._random.random() < 0.05
        spans: tuple[Inline, ...] = tuple(Text(text=self._parts.text(), style=style) for style in Style)
        spans += (Link(text=self._parts.text(), url=self._parts.texts.url()), Time(at=self._parts.moment()))
        rows = tuple(Row(label=self._parts.text(), spans=spans[:2]) for _ in range(40 if many else 4))
        blocks = (
            Kicker(spans=spans[2:]),
            Headline(spans=spans[4:]),
            Table(rows=rows),
            Footnote(spans=spans[:1]),
        )
        buttons = tuple(
            Button(label=self._parts.text(), verb="why", target=self._parts.text())
            for _ in range(self._random.randrange(30))
        )
        severity = self._random.choice((None, *Severity))
        return Message(
            blocks=blocks * (15 if many else self._random.randrange(3)), severity=severity, buttons=buttons
        )
