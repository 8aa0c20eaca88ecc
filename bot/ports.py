"""What the bot needs from the world: one Protocol for each need.

Expected outcomes are values, named in the signatures. Whatever an implementation raises beyond what its
docstring names is a bug.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.channels import Channel, Platform
from bot.core.deliveries import DeliveryKey, FindOutcome, Receipt, SendOutcome
from bot.core.feeds import FeedForUpdate, FetchOutcome
from bot.core.messages import Message
from bot.core.pictures import Picture
from bot.core.reasons import Reason


class Clock(Protocol):
    def now(self) -> datetime:
        """The present, aware, in UTC."""


class FeedSource(Protocol):
    async def fetch(self, feed: FeedForUpdate) -> FetchOutcome:
        """Ask for the feed once and parse what came. Raises nothing: a failure is a `FetchFailed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The text of an article's own page."""

    text: str
    """Plain, a paragraph a line."""
    title: str = ""
    author: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoArticle:
    """Why a page gave no text. `detail` is one line for the operator and holds no byte of the page."""

    reason: Reason
    detail: str


class ArticleSource(Protocol):
    async def fetch(self, url: str) -> Article | NoArticle:
        """Ask for an article's page, if its site allows that, no faster than is polite. Raises nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message to be shown in one channel; `key` is stamped into it, invisibly to readers."""

    key: DeliveryKey
    channel: Channel
    message: Message
    announce: bool = True
    """False for an edit that readers need not notice; a place that cannot edit leaves it out."""
    thread: Receipt | None = None
    """The message in whose thread it goes; None for one of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to search for in a channel."""

    keys: frozenset[DeliveryKey] | None
    """A message that is stamped with one of them; None: any message that carries a key of ours."""
    channel: Channel
    since: datetime
    """It was sent from then on, give or take the clocks' difference."""
    thread: Receipt | None = None
    """Search the replies to this message, instead of the channel's own messages."""


class Painter(Protocol):
    async def paint(self, picture: Picture) -> bytes | None:
        """The picture as PNG, at most 100 KB; None where it cannot be painted. Raises nothing."""


class Notifier(Protocol):
    """Shows messages on one platform. Raises nothing: every outcome is a value.

    One call makes at most one request that creates or changes a message; trying again is the bot's decision.
    """

    async def post(self, outgoing: Outgoing) -> SendOutcome: ...

    async def edit(self, outgoing: Outgoing, receipt: Receipt) -> SendOutcome: ...

    async def find(self, wanted: Wanted) -> FindOutcome:
        """Search the channel, or one of its threads, for a message of ours: the newest that fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A command or a pressed button, as a platform understood it."""

    verb: str
    text: str = ""
    """What followed the verb, as typed; a button's target."""
    actor: str = ""
    """The platform's id of who asks, as `slack:U123`."""
    channel: Channel | None = None
    """Where it is asked; None on the command line, or in a channel that nobody declared."""
    manages: bool = False
    """The platform says that who asks may manage the place, as the managers of a server in Discord may."""
    groups: frozenset[str] = frozenset()
    """Ids of the user groups (Slack) or roles (Discord) that who asks is known to have, as `slack:S123`."""
    unread: str = ""
    """Why the platform could not tell all of `groups`, as a sentence for whoever is refused therefore."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A completion: what is shown and what it stands for; both at most 100 characters."""

    label: str
    value: str


class Desk(Protocol):
    """Answers team members. Raises nothing; an unknown verb or event gets an answer that says so."""

    async def answer(self, question: Question) -> Message: ...

    async def suggest(self, typed: str) -> tuple[Choice, ...]:
        """Events whose id or name fits what was typed so far; at most 25, best first."""


class ChatPlatform(Protocol):
    """A platform to connect to; its notifier works from `connect` until `close`."""

    @property
    def platform(self) -> Platform: ...

    @property
    def notifier(self) -> Notifier: ...

    async def connect(self, desk: Desk) -> None:
        """Prove the tokens, then hear commands in the background until `close`.

        Raises `AuthenticationFailed` where the platform refuses a token and `PlatformUnreachable` where it
        does not answer; neither leaves anything running.
        """

    async def close(self) -> None:
        """Stop hearing and release connections; also after a failed `connect`, and more than once."""


class Jobs(Protocol):
    """Calls coroutine functions again and again; a call that is still running is never started twice."""

    def every(self, interval: timedelta, name: str, job: Callable[[], Awaitable[None]]) -> None: ...

    def start(self) -> None: ...

    async def stop(self, patience: timedelta) -> None:
        """Start no more; wait for what runs, at most `patience`, then cancel it."""
