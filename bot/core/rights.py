"""Who may change what a whole team is told, and who did."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.channels import Channel
from bot.core.silences import Silence, SilenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Who may mute and unmute a watch, a source or a channel; a story, anybody may.

    Unless everyone may: those who manage the place, as their platform says, and the people named here.
    """

    everyone: bool = False
    people: frozenset[str] = frozenset()
    """Platform ids, as `slack:U123`: Slack says of nobody that they manage a channel."""

    def may_change(self, actor: str, *, manages: bool) -> bool:
        return self.everyone or manages or actor in self.people

    def may_mute(self, kind: SilenceKind, actor: str, *, manages: bool) -> bool:
        return kind is SilenceKind.STORY or self.may_change(actor, manages=manages)

    def may_end(self, silence: Silence, actor: str, *, manages: bool) -> bool:
        """What somebody muted they may also end."""
        own = bool(actor) and silence.author == actor
        return own or self.may_mute(silence.kind, actor, manages=manages)


MANAGERS = Rights()
"""Unless the operator says otherwise: what a whole channel hears is not for any guest to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """A change that somebody made by a command or a button."""

    at: datetime
    actor: str
    """The platform's id, as `slack:U123`, or the operator's name, as `cli:ann`."""
    action: str
    """The verb: `mute`."""
    target: str
    """What was changed: `watch russian-oil`."""
    channel: Channel | None
    """Where it holds; None: everywhere."""


def refusal(actor: str) -> str:
    """Why `actor` may not, who may, and what the operator would write."""
    return (
        "A watch, a source or a channel is muted and unmuted by people whom the operator named, and on "
        "Discord by those who may manage the server; a story, by anybody. The operator adds you in "
        f"wirewatch.yaml: `rights: {{change: [{actor}]}}`."
    )
