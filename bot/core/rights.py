"""Who may change what a whole team is told, and who did."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.channels import Channel
from bot.core.silences import Silence, SilenceKind

MUTING = frozenset({"mute", "unmute"})
"""The verbs for which it matters who asks."""
FILES = "files"
"""Who changed something where all that is known is that files of the configuration were edited."""


class Asker(Protocol):
    """What of `bot.ports.Question` says who asks."""

    @property
    def actor(self) -> str: ...

    @property
    def manages(self) -> bool: ...

    @property
    def groups(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Who may mute and unmute a watch, a source or a channel; a story, anybody may.

    Unless everyone may: those who manage the place, as their platform says, and the people named here.
    """

    everyone: bool = False
    people: frozenset[str] = frozenset()
    """Ids of people (`slack:U123`), of Slack's user groups (`slack:S123`) and of Discord's roles.

    Slack says of nobody that they manage a channel.
    """

    def may_change(self, who: Asker) -> bool:
        return self.everyone or who.manages or not self.people.isdisjoint({who.actor, *who.groups})

    def may_mute(self, kind: SilenceKind, who: Asker) -> bool:
        return kind is SilenceKind.STORY or self.may_change(who)

    def may_end(self, silence: Silence, who: Asker) -> bool:
        """What somebody muted they may also end."""
        own = bool(who.actor) and silence.author == who.actor
        return own or self.may_mute(silence.kind, who)


MANAGERS = Rights()
"""Unless the operator says otherwise: what a whole channel hears is not for any guest to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """A change that somebody made: by a command, a button, or an edit of the configuration."""

    at: datetime
    actor: str
    """The platform's id, as `slack:U123`, the operator's name, as `cli:ann`, or `files`."""
    action: str
    """The verb: `mute`."""
    target: str
    """What was changed: `watch russian-oil`."""
    channel: Channel | None
    """Where it holds; None: everywhere."""


def refusal(actor: str, unread: str = "") -> str:
    """Why `actor` may not, who may, and what the operator would write.

    `unread` says, as a sentence, why it is not known in which groups `actor` is.
    """
    said = (
        "A watch, a source or a channel is muted and unmuted by people and groups whom the operator named, "
        "and on Discord by those who may manage the server; a story, by anybody. The operator adds you in "
        f"wirewatch.yaml: `rights: {{change: [{actor}]}}`."
    )
    return f"{said} {unread}" if unread else said
