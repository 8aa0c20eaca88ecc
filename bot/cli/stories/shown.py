"""Stories and their reports, for people and for programs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.core.channels import Channel
from bot.core.deliveries import Action, Delivery, DeliveryState
from bot.core.display import clean_text, utc
from bot.core.entries import EntryId
from bot.core.reasons import Reason
from bot.core.stories import Report, Story, StoryId
from bot.records import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    story: Story
    told_in: tuple[Channel, ...]
    """Where a message of it stands, or a digest told of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    story: Story
    asked: StoryId
    """Another id where the story that was asked for was made part of this one."""
    told_in: tuple[Channel, ...]
    joined_by: Mapping[EntryId, str]
    """For each report why it was joined, in words; empty where that is not kept any more."""
    curated: tuple[Decision, ...]
    """What operators did to it, in order of time."""


def told_in(deliveries: Iterable[Delivery]) -> tuple[Channel, ...]:
    """The channels that know of the story."""
    return tuple(
        dict.fromkeys(
            row.channel
            for row in deliveries
            if row.action is Action.POST
            and (row.state is DeliveryState.SENT or row.reason is Reason.IN_DIGEST)
        )
    )


def joined_by(decisions: Iterable[Decision]) -> str:
    """Why the entry stands in its story; empty where its decisions are not kept any more."""
    decided = tuple(decisions)
    joined = [decision.detail for decision in decided if decision.reason is Reason.JOINED]
    return joined[-1] if joined else ("opened a story" if decided else "")


def list_as_json(rows: Sequence[Listed]) -> dict[str, object]:
    return {"stories": [_as_json(row.story, row.told_in) for row in rows]}


def story_as_json(shown: Shown) -> dict[str, object]:
    return {
        **_as_json(shown.story, shown.told_in),
        "asked": shown.asked,
        "reports": [_report_as_json(report, shown) for report in shown.story.reports],
        "curated": [{"at": _iso(d.at), "reason": d.reason, "detail": d.detail} for d in shown.curated],
    }


def show_list(rows: Sequence[Listed], out: Console) -> None:
    """A table of the stories, and one line that counts them."""
    if rows:
        out.print(_list_table(rows))
        out.print()
    out.print(f"{len(rows):,} {'story' if len(rows) == 1 else 'stories'}.")


def show_story(shown: Shown, out: Console) -> None:
    """The story in a few lines, and a table of its reports."""
    story = shown.story
    if shown.asked != story.id:
        out.print(f"{shown.asked} was made part of this story.")
    out.print(Text(f"{story.id}  ").append(headline(story), style="bold"))
    outlets = f"{len(story.outlets)} outlet{'' if len(story.outlets) == 1 else 's'}"
    watches = ", ".join(story.watches)
    out.print(Text(f"First seen {utc(story.first_seen)}; {outlets}; watches: {watches}; {_told(shown)}"))
    for decision in shown.curated:
        out.print(Text(f"{_moment(decision.at)}  {decision.reason}: {decision.detail}"))
    out.print()
    out.print(_report_table(shown))


def headline(story: Story) -> str:
    """Title of the first report that has one."""
    titles = (clean_text(report.title) for report in story.reports)
    return next(filter(None, titles), "(no title)")


def _told(shown: Shown) -> str:
    if shown.told_in:
        return f"told in {', '.join(map(str, shown.told_in))}"
    return "to be told, and in no channel yet" if shown.story.told else "not told"


def _list_table(rows: Sequence[Listed]) -> Table:
    table = _table()
    table.add_column("Story", no_wrap=True)
    table.add_column("First seen", no_wrap=True)
    table.add_column("Outlets", justify="right")
    table.add_column("Headline", overflow="fold", ratio=1)
    table.add_column("Told in", overflow="fold")
    for row in rows:
        story = row.story
        table.add_row(
            story.id,
            _moment(story.first_seen),
            f"{len(story.outlets):,}",
            Text(headline(story)),
            Text("\n".join(map(str, row.told_in)) or "none yet", style="" if row.told_in else "dim"),
        )
    return table


def _report_table(shown: Shown) -> Table:
    table = _table()
    table.add_column("Entry", justify="right", no_wrap=True)
    table.add_column("Outlet", overflow="fold")
    table.add_column("Published", no_wrap=True)
    table.add_column("Title", overflow="fold", ratio=2)
    table.add_column("Joined", overflow="fold", ratio=1)
    for report in shown.story.reports:
        table.add_row(
            str(report.entry),
            Text(clean_text(report.outlet)),
            _moment(report.published),
            Text(clean_text(report.title)),
            Text(_why(report, shown)),
        )
    return table


def _why(report: Report, shown: Shown) -> str:
    reprint = f"reprint of {report.reprint_of}" if report.reprint_of is not None else ""
    return "; ".join(filter(None, (clean_text(shown.joined_by.get(report.entry, "")), reprint)))


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")


def _as_json(story: Story, told: Iterable[Channel]) -> dict[str, object]:
    return {
        "id": story.id,
        "first_seen": _iso(story.first_seen),
        "updated": _iso(story.updated),
        "revision": story.revision,
        "outlets": list(story.outlets),
        "headline": headline(story),
        "watches": list(story.watches),
        "told": story.told,
        "told_in": [str(channel) for channel in told],
    }


def _report_as_json(report: Report, shown: Shown) -> dict[str, object]:
    return {
        "entry": report.entry,
        "outlet": report.outlet,
        "published": _iso(report.published),
        "title": report.title,
        "url": report.url,
        "reprint_of": report.reprint_of,
        "joined": shown.joined_by.get(report.entry, ""),
    }


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%MZ}"


def _iso(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
