"""What Slack sends, by either connection: taken once however often it comes, and handled after the ack."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from adapters.slack.underway import Underway

_REPEATS = 900.0
"""Seconds. Slack repeats an event at once, after a minute and after five (docs.slack.dev/apis/events-api)."""
_MOST = 20_000
"""Slack sends an app at most 30,000 events an hour (.../events-api#rate-limiting), so 7,500 in that time."""


class Remembered:
    """Names that were met within the last `span` seconds; at most `most`, then the oldest are forgotten."""

    def __init__(self, *, span: float, most: int) -> None:
        self._span = span
        self._most = most
        self._met: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._met)

    def is_new(self, name: str, now: float) -> bool:
        """Whether `name` was not met before; from now on it was."""
        while self._met and next(iter(self._met.values())) + self._span < now:
            self._met.popitem(last=False)
        if name in self._met:
            return False
        self._met[name] = now
        if len(self._met) > self._most:
            self._met.popitem(last=False)
        return True


class Reception:
    """Hands payloads to the app. Whoever received one acknowledges it first, and waits for nothing here."""

    def __init__(self, app: AsyncApp, underway: Underway, clock: Callable[[], float] = monotonic) -> None:
        """`clock` gives seconds."""
        self._app = app
        self._underway = underway
        self._clock = clock
        self._met = Remembered(span=_REPEATS, most=_MOST)

    def take(self, payload: Mapping[str, Any]) -> None:
        name = payload.get("event_id") or payload.get("trigger_id")
        if isinstance(name, str) and not self._met.is_new(name, self._clock()):
            return
        self._underway.begin(self._handle(dict(payload)))

    async def _handle(self, payload: dict[str, Any]) -> None:
        """A task of its own: whatever fails in it ends neither a connection nor a request."""
        # In this mode bolt checks no signature: http_mode has done that, and Socket Mode needs none.
        request = AsyncBoltRequest(mode="socket_mode", body=payload)
        await self._app.async_dispatch(request)
