"""A platform that allows each channel so much, and counts who does not heed it."""

from datetime import datetime, timedelta

from bot.core.channels import Channel
from bot.core.deliveries import SendOutcome, TryAgain
from bot.core.reasons import Reason
from bot.ports import Outgoing
from fakes.notifier import FakeNotifier

BURST = 3
RETRY_AFTER = timedelta(seconds=30)


class StrictNotifier(FakeNotifier):
    """One message a second and channel, three at once; then a rate limit with Retry-After."""

    def __init__(self, clock) -> None:
        super().__init__(clock)
        self.limited = 0
        self._tokens: dict[Channel, tuple[float, datetime]] = {}
        self._not_before: dict[Channel, datetime] = {}

    def limit(self, channel: Channel, span: timedelta) -> None:
        """Answer the channel's requests with a rate limit for that long."""
        self._not_before[channel] = self._clock.now() + span

    async def post(self, outgoing: Outgoing) -> SendOutcome:
        now, channel = self._clock.now(), outgoing.channel
        tokens, since = self._tokens.get(channel, (float(BURST), now))
        tokens = min(float(BURST), tokens + (now - since).total_seconds())
        until = self._not_before.get(channel)
        if tokens < 1 and not until:
            until = self._not_before[channel] = now + RETRY_AFTER
        if until and until > now:
            self.requests += 1
            self.limited += 1
            return TryAgain(reason=Reason.RATE_LIMITED, detail="slow down", after=until - now)
        self._not_before.pop(channel, None)
        self._tokens[channel] = (tokens - 1, now)
        return await super().post(outgoing)
