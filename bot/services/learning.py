"""What the ledgers learn of reports that came in together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.deciding import NOTHING, Learnt
from bot.core.entries import EntryId
from bot.core.ledger import Assertion, changes, dispute_changes, worth_telling
from bot.core.occasions import Occasion, occasion_of
from bot.core.stories import StoryId
from bot.core.watches import WatchId
from bot.records import Records
from bot.services.ledgers import Events
from bot.services.setup import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """All that one entry says of a watch's events."""

    watch: WatchId
    entry: EntryId
    assertions: tuple[Assertion, ...]


def learn(
    records: Records,
    statements: Iterable[Statement],
    story_of: Mapping[EntryId, StoryId],
    setup: Setup,
    now: datetime,
) -> Mapping[StoryId, Learnt]:
    """Put the statements into the ledgers; for each story what they hold now that they did not before."""
    by_watch: dict[WatchId, list[Statement]] = {}
    for statement in statements:
        if setup.watches[statement.watch].event is not None:
            by_watch.setdefault(statement.watch, []).append(statement)
    learnt: dict[StoryId, Learnt] = {}
    for watch, stated in by_watch.items():
        before = setup.ledgers.of(records, setup.watches[watch])
        for statement in stated:
            records.ledger.state(watch, statement.entry, statement.assertions, now)
        after = setup.ledgers.of(records, setup.watches[watch])
        for story, news in _news(before, after, stated, story_of):
            learnt[story] = _together(learnt.get(story, NOTHING), news)
    return learnt


def _news(
    before: Events,
    after: Events,
    stated: Sequence[Statement],
    story_of: Mapping[EntryId, StoryId],
) -> Iterable[tuple[StoryId, Learnt]]:
    for occasion, told in _touched(before.occasions, after.occasions, stated):
        earlier = _earlier(before.occasions, occasion)
        known, now_known = before.ledger(earlier) if earlier else {}, after.ledger(occasion)
        begun, ended = dispute_changes(known, now_known)
        teller = story_of[told]
        yield teller, Learnt(disputed=begun, settled=ended)
        for change in changes(known, now_known, occasion.assertions):
            if worth_telling(change):
                yield story_of.get(change.after.entry, teller), Learnt(changes=(change,))


def _earlier(before: Sequence[Occasion], occasion: Occasion) -> Occasion | None:
    same = next((earlier for earlier in before if earlier.key == occasion.key), None)
    return same or occasion_of(before, {assertion.entry for assertion in occasion.assertions})


def _touched(
    before: Sequence[Occasion], after: Sequence[Occasion], stated: Sequence[Statement]
) -> Iterable[tuple[Occasion, EntryId]]:
    """Each occasion that one of the entries speaks of, or spoke of before, with the first that does."""
    seen: set[str] = set()
    for statement in stated:
        entry = {statement.entry}
        found = occasion_of(after, entry)
        if found is None and (left := occasion_of(before, entry)):
            found = next((o for o in after if o.key == left.key), replace(left, assertions=()))
        if found and found.key not in seen:
            seen.add(found.key)
            yield found, statement.entry


def _together(known: Learnt, news: Learnt) -> Learnt:
    return Learnt(
        changes=known.changes + news.changes,
        disputed=known.disputed + news.disputed,
        settled=known.settled + news.settled,
    )
