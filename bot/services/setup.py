"""What the operator configured, as the services use it, and its swap for another while they work."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.alerts import Pace
from bot.core.channels import Channel
from bot.core.feeds import Feed
from bot.core.watches import Watch, WatchId
from bot.extraction.reading import Reader


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


class Current:
    """The setup in force. A piece of work takes it once, at its beginning, and sees one throughout."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    def __call__(self) -> Setup:
        return self._setup

    def swap(self, setup: Setup) -> None:
        self._setup = setup
