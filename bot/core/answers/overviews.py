"""The answers to `help` and `list`."""

from collections.abc import Collection, Iterable, Sequence

from bot.core.answers.sorry import buttons
from bot.core.channels import Channel
from bot.core.messages import Footnote, Headline, Message, Paragraph, Row, Table, Text, Time
from bot.core.rights import Audited
from bot.core.watches import Watch, WatchId

VERBS = {
    "latest": (
        "<event> [since:7d] [as-of:2025-12-01] [of:22nd]",
        "the facts now, or as they were, each with its source",
    ),
    "timeline": ("<event> [page]", "how the facts came about, the newest first"),
    "search": (
        "<words> [source:…] [from:…] [to:…] [limit:10]",
        "stored reports that hold these words",
    ),
    "why": ("<link, id or last>", "why something was told, or was not"),
    "mute": (
        "[story, watch, source or channel] <target> [for 8h] [because …]",
        "quiet for a while; alone: what is muted",
    ),
    "unmute": ("<id or target>", "end it sooner"),
    "digest": ("[now] [channel]", "when this channel gets its digest, and what it would say now"),
    "list": ("", "the watches of this channel"),
    "feeds": ("", "the feeds in trouble, the channels that refuse, and when each is asked again"),
    "help": ("", "this page"),
}
"""What can be asked, what follows each verb, and what the answer is."""
_EXAMPLES = 3
_LISTED = 40


def help_message(events: Iterable[Watch]) -> Message:
    """Examples with the team's own watches first, then every verb."""
    named = tuple(events)[:_EXAMPLES]
    examples = [_line(f"latest {watch.id}", watch.name) for watch in named]
    if named:
        first = named[0].id
        examples += [
            _line(f"latest {first} since:7d", "only what has changed in a week"),
            _line('search "annual summit" from:2025-11-01', "reports that hold these two words together"),
            _line("why last", "why the last alert here was told"),
            _line(f"mute watch {first} for 8h because too loud", "quiet in this channel until then"),
        ]
    verbs = tuple(_line(f"{verb} {takes}".rstrip(), answer) for verb, (takes, answer) in VERBS.items())
    return Message(
        blocks=(
            Headline(spans=(Text(text="Ask Wirewatch"),)),
            *((Table(rows=tuple(examples)),) if examples else ()),
            Table(rows=verbs),
        ),
        buttons=buttons((watch.name, "latest", watch.id) for watch in named),
    )


def list_message(
    watches: Sequence[Watch],
    channel: Channel | None,
    silenced: Collection[WatchId] = (),
    last: Audited | None = None,
) -> Message:
    """The watches of which the channel hears; all of them where the question came from none."""
    where = f"of {channel}" if channel else "configured"
    if not watches:
        return Message(blocks=(Paragraph(spans=(Text(text=_none(channel)),)),))
    rows = tuple(Row(label=watch.id, spans=(Text(text=_told(watch, silenced)),)) for watch in watches)
    more = len(rows) - _LISTED
    return Message(
        blocks=(
            Headline(spans=(Text(text=f"Watches {where}: {len(watches)}"),)),
            Table(rows=rows[:_LISTED]),
            *((Footnote(spans=(Text(text=f"and {more} more"),)),) if more > 0 else ()),
            *((_last_change(last),) if last else ()),
        ),
        buttons=buttons((w.name, "latest", w.id) for w in watches if w.event),
    )


def _told(watch: Watch, silenced: Collection[WatchId]) -> str:
    muted = " · muted" if watch.id in silenced else ""
    return f"{watch.name} · {watch.severity.label} · {watch.origin}{muted}"


def _last_change(last: Audited) -> Footnote:
    where = f" in {last.channel}" if last.channel else ""
    said = f"Last change: {last.action} {last.target}{where}, by {last.actor or 'nobody known'}, "
    return Footnote(spans=(Text(text=said), Time(at=last.at)))


def _none(channel: Channel | None) -> str:
    if channel is None:
        return "No watch is configured yet: config/watchlists/ is the place."
    return f"No watch leads to {channel}. Name it in a watch's `channels`, or in config/routes.yaml."


def _line(asked: str, answer: str) -> Row:
    return Row(label=f"/watch {asked}", spans=(Text(text=answer),))
