"""What is known of why a story was told, with refusals and details in anybody's words."""

from bot.bench.wild_parts import CHANNEL, WildParts
from bot.core.answers.ways import ChannelTrace, DeliveryTrace
from bot.core.answers.why import Decided, ReportTrace, Trace, traced
from bot.core.deliveries import Action, Delivery, DeliveryId, DeliveryKey, DeliveryState
from bot.core.reasons import Reason

_REASONS = tuple(Reason)


class WildTraces:
    def __init__(self, parts: WildParts) -> None:
        self._parts = parts
        self._random = parts.random

    def trace(self) -> Trace:
        story = self._parts.story()
        reports = tuple(
            ReportTrace(report=report, decisions=self.decisions(), stated=self._parts.assertions())
            for report in traced(story.reports)
        )
        return Trace(
            story=story,
            watches=self._parts.watches(),
            reports=reports,
            decisions=self.decisions(),
            channels=self._channels(),
        )

    def decisions(self) -> tuple[Decided, ...]:
        return tuple(
            Decided(at=self._parts.moment(), reason=self._random.choice(_REASONS), detail=self._parts.text())
            for _ in range(self._random.randrange(6))
        )

    def _channels(self) -> tuple[ChannelTrace, ...]:
        return tuple(
            ChannelTrace(
                channel=CHANNEL,
                led_by=("watch grain-ports",),
                deliveries=tuple(self._delivery(number) for number in range(self._random.randrange(9))),
                on=self._random.random() < 0.8,
            )
            for _ in range(self._random.randrange(3))
        )

    def _delivery(self, number: int) -> DeliveryTrace:
        key = DeliveryKey("0123456789abcdef0123")
        delivery = Delivery(
            id=DeliveryId(f"{number}"),
            key=key,
            thread=key,
            channel=CHANNEL,
            revision=number + 1,
            action=self._random.choice(tuple(Action)),
            state=self._random.choice(tuple(DeliveryState)),
            due_at=self._parts.moment(),
            reason=self._random.choice(_REASONS),
            detail=self._parts.text(),
        )
        return DeliveryTrace(delivery=delivery, until=self._parts.maybe(self._parts.moment()))
