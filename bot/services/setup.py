"""What the operator configured, as the services use it, and its swap for another while they work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.core.admission import ChannelPolicy
from bot.core.alerts import Pace
from bot.core.channels import Channel
from bot.core.feeds import Feed, FeedId
from bot.core.rights import MANAGERS, Rights
from bot.core.routes import Route
from bot.core.watches import Watch, WatchId
from bot.extraction.reading import Reader
from bot.services.ledgers import Ledgers

KEEP_DECISIONS = timedelta(days=30)
"""`/watch why` answers for so long (R64)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """All that a reload replaces, at once."""

    feeds: tuple[Feed, ...]
    watches: Mapping[WatchId, Watch]
    reader: Reader
    """Compiled for these watches."""
    channels: Mapping[Channel, Channel]
    """Where what is meant for a channel goes; one without an entry is off."""
    pace: Pace
    operators: Channel | None = None
    """Where operators hear of feeds in trouble; None: the status page and `wirewatch feeds list` say it."""
    routes: tuple[Route, ...] = ()
    policies: Mapping[Channel, ChannelPolicy] = field(default_factory=dict)
    """How the channels that messages go to want to be told."""
    rights: Rights = MANAGERS
    """Who may mute what."""
    outlets: tuple[int, ...] = ()
    """Numbers of independent outlets that are news in themselves."""
    keep_decisions: timedelta = KEEP_DECISIONS
    pictures: bool = False
    """Whether replies in a story's thread show how it came about."""
    feed_of: Mapping[FeedId, Feed] = field(init=False, repr=False)
    ledgers: Ledgers = field(default_factory=Ledgers, init=False, repr=False, compare=False)
    """What was read by these watches; another setup begins anew."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "feed_of", {feed.id: feed for feed in self.feeds})

    def policy(self, channel: Channel) -> ChannelPolicy:
        return self.policies.get(channel) or ChannelPolicy(posts_per_hour=None)


class Current:
    """The setup in force. A piece of work takes it once, at its beginning, and sees one throughout."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    def __call__(self) -> Setup:
        return self._setup

    def swap(self, setup: Setup) -> None:
        self._setup = setup
