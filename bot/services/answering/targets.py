"""What somebody wants to mute or hear again: a story, a watch, a source or a channel, by any of its names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from bot.core.answers.sorry import Sorry, short
from bot.core.channels import Channel, parse_channel
from bot.core.display import domain_of
from bot.core.silences import SilenceKind
from bot.core.stories import Story
from bot.services.answering.asking import Asking, watch_of
from bot.services.answering.stories import meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    kind: SilenceKind
    id: str
    """As a silence keeps it."""
    name: str
    """As people call it."""


def target_of(asking: Asking, words: str) -> Target | Sorry:
    """What the words name: `watch oil`, or only `oil` where it is clear what that is."""
    first, _, rest = words.partition(" ")
    if first.casefold() in set(SilenceKind):
        kind = SilenceKind(first.casefold())
        found = _RESOLVERS[kind](asking, rest.strip())
        return _with_kind(found, kind) if isinstance(found, Sorry) else found
    return _guessed(asking, words)


def here(asking: Asking) -> Channel | None:
    """Where messages for the channel of the question really go; None where it was asked in none."""
    channel = asking.question.channel
    return asking.setup.channels.get(channel, channel) if channel else None


def _guessed(asking: Asking, words: str) -> Target | Sorry:
    tried = {kind: _RESOLVERS[kind](asking, words) for kind in _GUESSED}
    if found := next((one for one in tried.values() if isinstance(one, Target)), None):
        return found
    named = (_with_kind(one, kind) for kind, one in tried.items() if isinstance(one, Sorry))
    suggestions = [suggestion for sorry in named for suggestion in sorry.suggestions]
    problem = f"Nothing is called “{short(words)}”: say story, watch, source or channel, and which."
    return Sorry(problem=problem, suggestions=tuple(suggestions[:3]), verb="mute")


def _with_kind(sorry: Sorry, kind: SilenceKind) -> Sorry:
    """Its suggestions as they are to be typed."""
    suggestions = tuple(f"{kind} {suggestion}" for suggestion in sorry.suggestions)
    return replace(sorry, suggestions=suggestions, verb="mute")


def _story(asking: Asking, words: str) -> Target | Sorry:
    found = meant(asking, words)
    if isinstance(found, Story):
        title = next((report.title for report in found.reports if report.title), found.id)
        return Target(kind=SilenceKind.STORY, id=found.id, name=f"“{title}”")
    if isinstance(found, Sorry):
        return found
    return Sorry(problem="No watch matched that entry: nobody is told of it anyway.")


def _watch(asking: Asking, words: str) -> Target | Sorry:
    if not words:
        return Sorry(problem="Which watch?", suggestions=tuple(asking.setup.watches)[:5])
    found = watch_of(asking, words, "mute", noun="watch")
    if isinstance(found, Sorry):
        return found
    return Target(kind=SilenceKind.WATCH, id=found.id, name=found.name)


def _source(asking: Asking, words: str) -> Target | Sorry:
    """A feed by id or name, or an outlet by its domain; of other domains any that is like none known."""
    wanted = words.casefold().removeprefix("www.")
    known = _sources(asking)
    if wanted in known:
        return Target(kind=SilenceKind.SOURCE, id=known[wanted], name=words)
    close = get_close_matches(wanted, known, n=3, cutoff=0.8)
    if not close and domain_of(f"https://{wanted}") == wanted and "." in wanted.strip("."):
        return Target(kind=SilenceKind.SOURCE, id=wanted, name=wanted)
    return Sorry(
        problem=f"No source is called “{short(words)}”: give a feed's id or an outlet's domain.",
        suggestions=tuple(close),
    )


def _sources(asking: Asking) -> Mapping[str, str]:
    """What sources are called, and how a silence names them."""
    feeds = asking.setup.feeds
    domains = {domain: domain for feed in feeds if (domain := domain_of(feed.url))}
    names = {feed.name.casefold(): feed.id for feed in feeds}
    return {**names, **domains, **{feed.id: feed.id for feed in feeds}}


def _channel(asking: Asking, words: str) -> Target | Sorry:
    setup, asked_in = asking.setup, asking.question.channel
    known = {str(channel): channel for channel in (*setup.channels, *setup.channels.values())}
    wanted = (parse_channel(words) or _namesake(asked_in, words)) if words else asked_in
    if wanted and (str(wanted) in known or wanted == asked_in):
        goes_to = setup.channels.get(wanted, wanted)
        return Target(kind=SilenceKind.CHANNEL, id=str(goes_to), name=str(goes_to))
    close = get_close_matches(words, known, n=3)
    problem = f"No watch or route names the channel “{short(words)}”." if words else "Which channel?"
    return Sorry(problem=problem, suggestions=tuple(close or (() if words else known)))


def _namesake(asked_in: Channel | None, name: str) -> Channel | None:
    """The channel of that name on the platform where it is asked."""
    return replace(asked_in, name=name) if asked_in else None


_RESOLVERS: Mapping[SilenceKind, Callable[[Asking, str], Target | Sorry]] = {
    SilenceKind.STORY: _story,
    SilenceKind.WATCH: _watch,
    SilenceKind.SOURCE: _source,
    SilenceKind.CHANNEL: _channel,
}
_GUESSED = (SilenceKind.WATCH, SilenceKind.CHANNEL, SilenceKind.STORY, SilenceKind.SOURCE)
