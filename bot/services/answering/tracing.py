"""`why`: everything that was decided on a story, from its rules to its deliveries."""

from collections.abc import Iterable, Iterator

from bot.core.answers.asking import Grammar
from bot.core.answers.sorry import Sorry
from bot.core.answers.ways import ChannelTrace, DeliveryTrace
from bot.core.answers.why import (
    Decided,
    ReportTrace,
    Trace,
    traced,
    unmatched_message,
    why_message,
)
from bot.core.channels import Channel
from bot.core.deliveries import Delivery
from bot.core.display import domain_of
from bot.core.entries import EntryId
from bot.core.ledger import Assertion
from bot.core.messages import Message
from bot.core.routes import Subject, routed, subject_of
from bot.core.stories import Story
from bot.records import Decision, Records, StoredEntry
from bot.services.answering.asking import Asking
from bot.services.answering.stories import Untold, meant


def why(asking: Asking) -> Message | Sorry:
    wanted = asking.understood(Grammar())
    if isinstance(wanted, Sorry):
        return wanted
    found = meant(asking, wanted.name)
    match found:
        case Sorry():
            return found
        case Untold(entry=entry):
            return _unmatched(asking.records, entry)
        case Story():
            return why_message(_trace(asking, found))


def _unmatched(records: Records, entry: StoredEntry) -> Message:
    kept = entry.kept
    decided = _decided(records.alerts.decisions_on(entry.id))
    return unmatched_message(kept.title, kept.url, domain_of(kept.url) or kept.feed, decided)


def _trace(asking: Asking, story: Story) -> Trace:
    subject = subject_of(story, asking.setup.watches, asking.feeds)
    decisions = asking.records.alerts.decisions(story.id)
    shown = traced(story.reports)
    stated = _stated(asking.records, subject, {report.entry for report in shown})
    return Trace(
        story=story,
        watches=subject.watches,
        reports=tuple(
            ReportTrace(
                report=report,
                decisions=_decided(d for d in decisions if d.entry == report.entry),
                stated=tuple(stated.get(report.entry, ())),
            )
            for report in shown
        ),
        decisions=_decided(d for d in decisions if d.entry is None),
        channels=tuple(_channels(asking, story, subject)),
    )


def _decided(decisions: Iterable[Decision]) -> tuple[Decided, ...]:
    return tuple(Decided(at=d.at, reason=d.reason, detail=d.detail) for d in decisions)


def _stated(records: Records, subject: Subject, entries: set[EntryId]) -> dict[EntryId, list[Assertion]]:
    """What each of the entries states of the watches' events and has not taken back."""
    by_entry: dict[EntryId, list[Assertion]] = {}
    for watch in subject.watches:
        for assertion in records.ledger.assertions(watch.id) if watch.event else ():
            if assertion.entry in entries and assertion.taken_back is None:
                by_entry.setdefault(assertion.entry, []).append(assertion)
    return by_entry


def _channels(asking: Asking, story: Story, subject: Subject) -> Iterator[ChannelTrace]:
    """Where the story goes now, and where it went."""
    sent: dict[Channel, list[Delivery]] = {}
    for delivery in asking.records.deliveries.of_story(story.id):
        sent.setdefault(delivery.channel, []).append(delivery)
    led: dict[Channel, list[str]] = {}
    off: set[Channel] = set()
    for channel, ways in routed(subject, asking.setup.routes).items():
        goes_to = asking.setup.channels.get(channel)
        led.setdefault(goes_to or channel, []).extend(ways)
        off |= set() if goes_to else {channel}
    for channel in dict.fromkeys((*led, *sent)):
        yield ChannelTrace(
            channel=channel,
            led_by=tuple(dict.fromkeys(led.get(channel, ()))),
            deliveries=tuple(_delivery(asking.records, delivery) for delivery in sent.get(channel, ())),
            on=channel not in off,
        )


def _delivery(records: Records, delivery: Delivery) -> DeliveryTrace:
    until = records.digests.load(delivery.held_for).until if delivery.held_for else None
    return DeliveryTrace(delivery=delivery, until=until)
