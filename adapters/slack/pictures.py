"""Pictures brought to Slack, where a message can show them: never worth the message itself."""

import asyncio
import logging
from dataclasses import dataclass

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import limits
from adapters.slack.calls import Answered, CallOutcome, Rejected, outcome_of_call
from adapters.slack.errors import explained
from bot.core.deliveries import DeliveryKey, Refused, SendOutcome, Sent, TryAgain
from bot.core.pictures import Picture
from bot.core.reasons import Reason
from bot.ports import Outgoing, Painter

_KEPT = 100
"""Messages whose picture is remembered: those that did not leave at the first try."""
_NAME = "reports.png"
_NOT_UPLOADED = (aiohttp.ClientError, OSError, ValueError)
"""Times that ran out are among them: `TimeoutError` is an `OSError`."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """A picture at Slack, which only the app sees until a message shows it."""

    file: str
    alt: str


class Pictures:
    """Uploads each message's picture once, however often the message has to be sent."""

    def __init__(
        self, client: AsyncWebClient, painter: Painter, *, patience: float = limits.PICTURE_TIMEOUT
    ) -> None:
        """`patience` in seconds, for all that one picture takes."""
        self._client = client
        self._painter = painter
        self._patience = patience
        self._known: dict[DeliveryKey, Uploaded | None] = {}
        self._said = set[str]()

    async def of(self, outgoing: Outgoing) -> Uploaded | None:
        """None where the message is to leave without one. Raises nothing that painting or Slack can cause."""
        key, picture = outgoing.key, outgoing.message.picture
        if picture is None:
            return None
        if key not in self._known:
            while len(self._known) >= _KEPT:
                del self._known[next(iter(self._known))]
            self._known[key] = await self._upload(picture)
        return self._known[key]

    def judged(self, key: DeliveryKey, outcome: SendOutcome) -> SendOutcome:
        """What became of the message, whose picture is no reason to refuse it.

        Slack answers `invalid_blocks` until it has looked into a file. What it may have looked at and did not
        take leaves without the picture the next time, which is a try of its own.
        """
        if isinstance(outcome, Sent):
            self._known.pop(key, None)
        elif self._known.get(key) and not _unread(outcome):
            self._known[key] = None
            self._say(outcome.detail)
            if isinstance(outcome, Refused) and outcome.reason is Reason.MESSAGE_REFUSED:
                return TryAgain(reason=Reason.PICTURE_REFUSED, detail=outcome.detail)
        return outcome

    async def _upload(self, picture: Picture) -> Uploaded | None:
        try:
            async with asyncio.timeout(self._patience):
                png = await self._painter.paint(picture)
                return Uploaded(file=await self._stored(png), alt=picture.alt) if png else None
        except _Refused as refused:
            self._say(str(refused))
        except _NOT_UPLOADED as error:
            # Not the error's own words: they may hold the address, with which anyone can upload.
            self._say(f"the upload failed ({type(error).__name__})")
        return None

    async def _stored(self, png: bytes) -> str:
        """The file's id. Raises `_Refused` and `_NOT_UPLOADED`."""
        asking = self._client.files_getUploadURLExternal(filename=_NAME, length=len(png))
        match await outcome_of_call(asking):
            case Answered(data={"upload_url": str(url), "file_id": str(file)}):
                await self._send(url, png)
            case refused:
                raise _Refused(_words(refused))
        # The hint lets it be shown before Slack has looked into it; without a channel nobody is told of it.
        finishing = self._client.files_completeUploadExternal(
            files=[{"id": file, "title": _NAME, "highlight_type": "png"}]
        )
        finished = await outcome_of_call(finishing)
        if not isinstance(finished, Answered):
            raise _Refused(_words(finished))
        return file

    async def _send(self, url: str, png: bytes) -> None:
        async with (
            aiohttp.ClientSession() as session,
            session.post(
                url, data=png, proxy=self._client.proxy, ssl=self._client.ssl or True, allow_redirects=False
            ) as response,
        ):
            if response.status != 200:
                raise _Refused(f"the upload was answered with HTTP {response.status}")

    def _say(self, why: str) -> None:
        """Once for each cause: a missing scope concerns every reply."""
        if why not in self._said:
            self._said.add(why)
            _log.warning("Slack: a message leaves without its picture: %s", why)


class _Refused(Exception):
    """Slack does not take the picture; the words are for the operator."""


def _unread(outcome: SendOutcome) -> bool:
    """Whether Slack has not looked at the message: the picture may go with it again."""
    return isinstance(outcome, TryAgain) and outcome.reason in {Reason.RATE_LIMITED, Reason.UNREACHABLE}


def _words(outcome: CallOutcome) -> str:
    match outcome:
        case Rejected(error="missing_scope"):
            return "it wants the scope files:write, as in `wirewatch manifest slack --pictures`"
        case Rejected(error=error):
            return explained(error)
        case Answered():
            return "Slack named no place for it"
        case lost:
            return lost.detail
