"""What is said: neutral messages made of stories, facts and answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.alerts import gravest
from bot.core.deliveries import DeliveryKey
from bot.core.display import day, safe_url
from bot.core.ledger import Assertion, Change, SlotOf
from bot.core.messages import (
    Block,
    Button,
    Footnote,
    Headline,
    Kicker,
    Link,
    Message,
    Paragraph,
    Row,
    Span,
    Style,
    Table,
    Text,
    Time,
)
from bot.core.stories import Report, Story
from bot.core.watches import Watch
from bot.extraction.facts import Occurrence, Slot

_LONGEST_URL = 2_000
"""Longer links are left out (R43)."""
_SOURCES_SHOWN = 3
_SLOT_NAMES = {
    Slot.EDITION: "Edition",
    Slot.DATE: "Date",
    Slot.HOST: "Host",
    Slot.CITY: "City",
    Slot.PARTIES: "Parties",
    Slot.STATUS: "Status",
}
_KNOWN = (
    ("Edition", (Slot.EDITION,)),
    ("Date", (Slot.DATE,)),
    ("Host", (Slot.CITY, Slot.HOST)),
    ("Parties", (Slot.PARTIES,)),
    ("Status", (Slot.STATUS,)),
)
"""What an alert says of the event, in this order."""
_TAKEN_AS_READ = frozenset((Occurrence.PREVIOUS, slot) for slot in (Slot.PARTIES, Slot.STATUS))
"""Of the event before, readers want to know when and where it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that an alert's message is made of."""

    key: DeliveryKey
    story: Story
    watches: tuple[Watch, ...]
    """The watches that the channel hears of, the gravest first."""
    facts: Mapping[SlotOf, Assertion]
    """The ledger's current values for the first watch that keeps any."""
    changes: tuple[Change, ...]
    possible_repeat: bool = False


def alert_message(told: Told) -> Message:
    """One story as its channel sees it now."""
    story = told.story
    lead = _lead(story, told.changes)
    blocks: list[Block] = [
        Kicker(spans=_kicker(told)),
        Headline(spans=(_link(lead.title or "(no title)", lead.url),)),
    ]
    if lead.summary:
        blocks.append(Paragraph(spans=(Text(text=" ".join(lead.summary)),)))
    rows = [*_change_rows(told.changes), *_known_rows(told.facts), _sources(story)]
    blocks.append(Table(rows=tuple(rows)))
    blocks.append(Footnote(spans=(Text(text=_why(told, lead)),)))
    if told.possible_repeat:
        blocks.append(Footnote(spans=(Text(text="Possible repeat: the first copy's receipt was lost."),)))
    return Message(
        severity=gravest(told.watches),
        blocks=tuple(blocks),
        buttons=(Button(label="Why this?", verb="why", target=told.key),),
    )


def facts_message(watch: Watch, facts: Mapping[SlotOf, Assertion], stories: Iterable[Story]) -> Message:
    """Answer to `latest`: the facts as the ledger holds them now, with their sources, and the last story."""
    blocks: list[Block] = [Headline(spans=(Text(text=watch.name),))]
    shown = sorted((slot for slot in facts if slot not in _TAKEN_AS_READ), key=_slot_order)
    rows = [_sourced_row(slot, facts[slot]) for slot in shown]
    if rows:
        blocks.append(Table(rows=tuple(rows)))
    else:
        unknown = "no fact is known yet" if watch.event else "this watch keeps no facts of an event"
        blocks.append(Paragraph(spans=(Text(text=f"{unknown.capitalize()}."),)))
    last = next(iter(stories), None)
    if last is None:
        blocks.append(Footnote(spans=(Text(text="No report of it yet."),)))
    else:
        lead = _lead(last)
        outlets = len(last.outlets)
        spans = (
            Text(text="Last report: "),
            _link(lead.title, lead.url),
            Text(text=f" · {_count(outlets, 'outlet')} · "),
            Time(at=last.updated),
        )
        blocks.append(Footnote(spans=spans))
    return Message(blocks=tuple(blocks))


def why_message(told: Told, reasons: Iterable[str]) -> Message:
    """Answer to `why`: rule and place, matched words, what each report did."""
    rows = [
        Row(
            label=report.outlet,
            spans=(Text(text=_matched(report, watch)),),
        )
        for watch in told.watches
        for report in told.story.reports
        if any(evidence.watch == watch.id for evidence in report.evidence)
    ]
    rules = [Row(label="Watch", spans=(Text(text=f"{w.id} ({w.origin})"),)) for w in told.watches]
    decided = [Row(label="Decided", spans=(Text(text=reason),)) for reason in reasons]
    lead = _lead(told.story)
    return Message(
        blocks=(
            Headline(spans=(Text(text=f"Why: {lead.title}"),)),
            Table(rows=(*rules, *rows, *decided)),
        )
    )


def help_message(events: Iterable[Watch]) -> Message:
    """Answer to `help`: examples first."""
    examples = [Row(label=f"/watch latest {watch.id}", spans=(Text(text=watch.name),)) for watch in events]
    verbs = (
        Row(label="/watch latest <event>", spans=(Text(text="the facts now, each with its source"),)),
        Row(label="/watch why <id>", spans=(Text(text="why an alert was told"),)),
        Row(label="/watch help", spans=(Text(text="this page"),)),
    )
    return Message(
        blocks=(
            Headline(spans=(Text(text="Ask Wirewatch"),)),
            Table(rows=tuple(examples[:5])),
            Table(rows=verbs),
        )
    )


def sorry_message(problem: str, suggestions: Iterable[str], reference: str) -> Message:
    """An answer that cannot be given: what is wrong, what to try, and what to find in the log."""
    tries = ", ".join(suggestions)
    hint = f" Did you mean: {tries}?" if tries else ""
    return Message(blocks=(Paragraph(spans=(Text(text=f"{problem}{hint} (ref {reference})"),)),))


def _lead(story: Story, changes: Sequence[Change] = ()) -> Report:
    """The report that speaks for the story: the one that brought the last change, else the first.

    One without a summary speaks only where there is no other.
    """
    changed = {change.after.entry for change in changes[-1:]}
    order = sorted(story.reports, key=lambda report: report.entry not in changed)
    return next((report for report in order if report.summary), order[0])


def _kicker(told: Told) -> tuple[Span, ...]:
    story = told.story
    names = " + ".join(watch.name for watch in told.watches)
    spans: list[Span] = [
        Text(text=f"{names} · {_count(len(story.outlets), 'outlet')} · first seen "),
        Time(at=story.first_seen),
    ]
    if story.revision > 1:
        spans += [Text(text=", updated "), Time(at=story.updated), Text(text=f" (rev {story.revision})")]
    return tuple(spans)


def _change_rows(changes: Iterable[Change]) -> list[Row]:
    rows = []
    for change in changes:
        fact = change.after.fact
        spans: list[Span] = [Text(text=f"{_SLOT_NAMES[fact.slot]}  ")]
        if change.before:
            spans += [Text(text=change.before.fact.shown, style=Style.STRUCK), Text(text=" → ")]
        spans += [Text(text=fact.shown, style=Style.STRONG), Text(text=f" ({_source(change.after)})")]
        rows.append(Row(label="What changed" if change.before else "New", spans=tuple(spans)))
    return rows


def _known_rows(facts: Mapping[SlotOf, Assertion]) -> list[Row]:
    known = " · ".join(
        f"{label} {shown}" for label, slots in _KNOWN if (shown := _shown(facts, Occurrence.CURRENT, slots))
    )
    held = _shown(facts, Occurrence.PREVIOUS, (Slot.DATE, Slot.CITY))
    rows = (("Known", known), ("Last held", held))
    return [Row(label=label, spans=(Text(text=text),)) for label, text in rows if text]


def _shown(facts: Mapping[SlotOf, Assertion], occurrence: Occurrence, slots: Iterable[Slot]) -> str:
    found = (facts.get((occurrence, slot)) for slot in slots)
    return ", ".join(assertion.fact.shown for assertion in found if assertion)


def _sources(story: Story) -> Row:
    first_of: dict[str, Report] = {}
    for report in story.reports:
        first_of.setdefault(report.outlet, report)
    spans: list[Span] = []
    for outlet, report in list(first_of.items())[:_SOURCES_SHOWN]:
        spans += [Text(text=" · ")] if spans else []
        spans.append(_link(outlet, report.url))
    if len(first_of) > _SOURCES_SHOWN:
        spans.append(Text(text=f" · {len(first_of) - _SOURCES_SHOWN} more"))
    return Row(label="Sources", spans=tuple(spans))


def _why(told: Told, lead: Report) -> str:
    watch = told.watches[0]
    return f"Why this: watch {watch.id} ({watch.origin}) matched {_matched(lead, watch)}"


def _matched(report: Report, watch: Watch) -> str:
    evidence = next((e for e in report.evidence if e.watch == watch.id), None)
    if evidence is None:
        return "another report of the same story"
    words = ", ".join(f"“{word}”" for word in evidence.words[:4])
    return f"{words} in the {'title' if evidence.in_title else 'text'}"


def _sourced_row(slot: SlotOf, assertion: Assertion) -> Row:
    occurrence, name = slot
    label = _SLOT_NAMES[name] if occurrence is Occurrence.CURRENT else f"Last {_SLOT_NAMES[name].lower()}"
    spans: tuple[Span, ...] = (
        Text(text=assertion.fact.shown, style=Style.STRONG),
        Text(text="  "),
        _link(assertion.outlet, assertion.url),
        Text(text=" · "),
        Time(at=assertion.published),
        Text(text=f"\n“{assertion.sentence}”", style=Style.QUIET),
    )
    return Row(label=label, spans=spans)


def _slot_order(slot: SlotOf) -> tuple[bool, int]:
    return (slot[0] is Occurrence.PREVIOUS, list(Slot).index(slot[1]))


def _source(assertion: Assertion) -> str:
    return f"{assertion.outlet}, {day(assertion.published)}"


def _link(text: str, url: str) -> Span:
    """A link where the address may become one, else its text."""
    safe = safe_url(url, _LONGEST_URL)
    return Link(text=text, url=safe) if safe else Text(text=text)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
