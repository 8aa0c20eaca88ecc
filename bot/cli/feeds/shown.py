"""How feeds are, for people and for programs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.core.display import clean_text, utc
from bot.core.feeds import Feed, FeedForUpdate, FeedId, FeedState
from bot.core.reasons import Reason

_STYLES = {"failing": "red", "stopped": "bold red", "quiet": "yellow", "new": "dim", "off": "dim"}


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database knows of feeds."""

    states: Mapping[FeedId, FeedState] = field(default_factory=dict)
    counts: Mapping[FeedId, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    feed: Feed
    state: str
    """One word for it: ok, new, failing, stopped, quiet or off."""
    kept: FeedState
    entries: int
    trouble: str
    """What is wrong, in words; empty where nothing is."""
    moved_to: str
    """The address that it has moved to for good; empty where the configured one is right."""


def standing(feed: Feed, kept: Kept, *, off: bool = False) -> Standing:
    state = kept.states.get(feed.id, FeedState())
    moved = FeedForUpdate(feed=feed, state=state)
    return Standing(
        feed=feed,
        state="off" if off else _word(state),
        kept=state,
        entries=kept.counts.get(feed.id, 0),
        trouble="" if off else _trouble(state),
        moved_to=moved.url if moved.moved and not off else "",
    )


def _word(state: FeedState) -> str:
    if state.stopped:
        return "stopped"
    if state.problem:
        return "failing"
    if state.last_success is None:
        return "new"
    return "quiet" if state.told is Reason.FELL_QUIET else "ok"


def _trouble(state: FeedState) -> str:
    if state.problem:
        since = f", since {utc(state.failing_since)}" if state.failing_since else ""
        return f"{clean_text(state.problem_detail) or state.problem.replace('_', ' ')}{since}"
    if state.told is Reason.FELL_QUIET:
        last = state.rhythm.last_news
        return f"nothing new since {utc(last)}" if last else "nothing new for long"
    return ""


def as_json(rows: Sequence[Standing]) -> dict[str, object]:
    return {"feeds": [_as_json(row) for row in rows]}


def _as_json(row: Standing) -> dict[str, object]:
    kept = row.kept
    return {
        "id": row.feed.id,
        "name": row.feed.name,
        "url": row.feed.url,
        "folder": list(row.feed.folder),
        "state": row.state,
        "last_success": _iso(kept.last_success),
        "next_poll": _iso(kept.next_poll),
        "entries": row.entries,
        "problem": str(kept.problem) if kept.problem else None,
        "detail": row.trouble,
        "failures": kept.failures,
        "failing_since": _iso(kept.failing_since),
        "moved_to": row.moved_to or None,
    }


def show(rows: Sequence[Standing], out: Console) -> None:
    """A table of the feeds, and one line that sums them up."""
    if rows:
        out.print(_table(rows))
        out.print()
    counts = Counter(row.state for row in rows)
    total = f"{len(rows):,} feed{'' if len(rows) == 1 else 's'}"
    out.print(f"{total}{': ' if rows else ''}{', '.join(f'{n} {word}' for word, n in counts.most_common())}.")


def _table(rows: Sequence[Standing]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("State", no_wrap=True)
    table.add_column("Feed", overflow="fold", ratio=1)
    table.add_column("Last success", no_wrap=True)
    table.add_column("Next check", no_wrap=True)
    table.add_column("Entries", justify="right")
    for row in rows:
        polled = row.state not in {"stopped", "off"}
        table.add_row(
            Text(row.state, style=_STYLES.get(row.state, "")),
            _described(row),
            _moment(row.kept.last_success) or ("not polled yet" if polled else ""),
            _moment(row.kept.next_poll) if polled else "",
            f"{row.entries:,}",
        )
    return table


def _described(row: Standing) -> Text:
    """The id and the name, and below them what is to be done."""
    text = Text(f"{row.feed.id}  ")
    text.append(clean_text(row.feed.name), style="dim")
    if row.trouble:
        text.append(f"\n{row.trouble}")
    if row.state == "stopped":
        text.append(f"\nOnce that is mended: wirewatch feeds retry {row.feed.id}")
    if row.moved_to:
        text.append(f"\nIt has moved for good: write its new address into feeds.yaml, {row.moved_to}")
    return text


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%MZ}" if at else ""


def _iso(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None
