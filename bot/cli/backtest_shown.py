"""The answer of a backtest, for people and for programs."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.core.display import clean_text, utc
from bot.core.ledger import Change
from bot.core.reasons import Reason
from bot.core.watches import Watch, WatchId
from bot.services.backtest import PastAlert, PastNews, Tally

_WORDS_SHOWN = 4
_REASONS = {Reason.FIRST_REPORT: "first report", Reason.FACT_CHANGED: "new facts"}


def as_json(news: PastNews, unread: Mapping[str, str]) -> dict[str, object]:
    """`unread` are files that no feed could be read from, each with the reason."""
    return {
        "entries": news.entries,
        "first": _iso(news.first),
        "last": _iso(news.last),
        "alerts": [_alert_as_json(alert) for alert in news.alerts],
        "watches": {watch: _tally_as_json(tally) for watch, tally in news.tallies.items()},
        "reasons": {str(reason): count for reason, count in sorted(news.reasons.items())},
        "unread": dict(unread),
    }


def show(news: PastNews, watches: Iterable[Watch], out: Console) -> None:
    """A table of the alerts, what each watch came to, and one line that sums it up."""
    if news.alerts:
        out.print(_alerts(news.alerts))
        out.print()
    out.print(_totals(news.tallies, watches))
    out.print()
    out.print(_summed_up(news))


def _alerts(alerts: Iterable[PastAlert]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Time", no_wrap=True)
    table.add_column("Severity", no_wrap=True)
    table.add_column("Watch", overflow="fold", max_width=24)
    table.add_column("Headline, and why", overflow="fold", ratio=1)
    table.add_column("Outlets", justify="right")
    table.add_column("Channels", overflow="fold", max_width=20)
    for alert in alerts:
        headline = Text(clean_text(alert.report.title) or "(no title)")
        headline.append(f"\n{_why(alert)}", style="dim")
        table.add_row(
            f"{alert.at:%Y-%m-%d %H:%MZ}",
            alert.severity.label,
            Text("\n".join(watch.id for watch in alert.watches)),
            headline,
            str(len(alert.outlets)),
            Text("\n".join(map(str, alert.channels))),
        )
    return table


def _why(alert: PastAlert) -> str:
    """The reason, what changed, and the words that made the match."""
    evidence = alert.report.evidence[0]
    words = ", ".join(f"“{clean_text(word)}”" for word in evidence.words[:_WORDS_SHOWN])
    place = "title" if evidence.in_title else "text"
    changed = "; ".join(map(_change, alert.changes))
    reason = _REASONS.get(alert.reason, str(alert.reason).replace("_", " "))
    return " · ".join(filter(None, (reason, changed, f"{words} in the {place}")))


def _change(change: Change) -> str:
    fact = change.after.fact
    before = f"{change.before.fact.shown} → " if change.before else ""
    return clean_text(f"{fact.slot} {before}{fact.shown}")


def _totals(tallies: Mapping[WatchId, Tally], watches: Iterable[Watch]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Watch")
    for name in ("Entries", "Stories", "Alerts"):
        table.add_column(name, justify="right")
    table.add_column("Written in", style="dim")
    for watch in watches:
        tally = tallies[watch.id]
        counts = map(str, (tally.entries, tally.stories, tally.alerts))
        table.add_row(watch.id, *counts, Text(str(watch.origin)))
    return table


def _summed_up(news: PastNews) -> str:
    if news.first is None or news.last is None:
        return "No entry was published in this time, so nothing would have been told."
    span = f"from {utc(news.first)} to {utc(news.last)}"
    alerts, entries = _count(len(news.alerts), "alert"), _count(news.entries, "entry", "entries")
    return f"{alerts} from {entries}, {span}. Nothing was sent."


def _alert_as_json(alert: PastAlert) -> dict[str, object]:
    report = alert.report
    return {
        "time": _iso(alert.at),
        "severity": str(alert.severity),
        "watches": [watch.id for watch in alert.watches],
        "headline": report.title,
        "url": report.url,
        "story": alert.story.id,
        "revision": alert.story.revision,
        "outlets": list(alert.outlets),
        "channels": [str(channel) for channel in alert.channels],
        "reason": str(alert.reason),
        "changes": [_change_as_json(change) for change in alert.changes],
        "why": [
            {
                "watch": watch.id,
                "origin": str(watch.origin),
                "words": list(evidence.words),
                "in_title": evidence.in_title,
            }
            for watch in alert.watches
            for evidence in report.evidence
            if evidence.watch == watch.id
        ],
    }


def _change_as_json(change: Change) -> dict[str, object]:
    return {
        "slot": str(change.after.fact.slot),
        "before": change.before.fact.shown if change.before else None,
        "after": change.after.fact.shown,
        "sentence": change.after.sentence,
    }


def _tally_as_json(tally: Tally) -> dict[str, int]:
    return {"entries": tally.entries, "stories": tally.stories, "alerts": tally.alerts}


def _count(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def _iso(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None
