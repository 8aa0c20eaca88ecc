"""Channels: where alerts go, written `slack:#diplomacy`, `discord:diplomacy` or `console`."""

from dataclasses import dataclass
from enum import StrEnum


class Platform(StrEnum):
    SLACK = "slack"
    DISCORD = "discord"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Channel:
    platform: Platform
    name: str
    """As the operator wrote it, without the platform: `#diplomacy`."""

    def __str__(self) -> str:
        return f"{self.platform}:{self.name}" if self.name else str(self.platform)


CONSOLE = Channel(platform=Platform.CONSOLE, name="")


def parse_channel(text: str) -> Channel | None:
    """The channel that `text` names, or None where it names none."""
    if text == "console":
        return CONSOLE
    platform, colon, name = text.partition(":")
    if not colon or not name.strip() or platform not in (Platform.SLACK, Platform.DISCORD):
        return None
    return Channel(platform=Platform(platform), name=name.strip())
