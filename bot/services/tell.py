"""Tell of what matched: which story each report is of, what the ledger learns, whether to speak, to whom.

    each report -> its story -> stored; then, of all that came in together:
    what each watch's ledger learnt -> for each story one decision with its reason -> what is to be delivered

What comes in together is decided together: a thousand reports of one happening are one decision, and the
ledger is read once for all of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.alerts import Alert, Verdict
from bot.core.deciding import NOTHING, Learnt, decide_alert, told_changes
from bot.core.entries import EntryId, entry_names
from bot.core.joining import Joining, choose
from bot.core.ledger import Assertion
from bot.core.reasons import Reason
from bot.core.routes import routed, subject_of
from bot.core.stories import Evidence, Report, Story, StoryId, story_id
from bot.core.watches import WatchId
from bot.extraction.facts import Fact
from bot.extraction.reading import Reading
from bot.records import Decision, EntryToStore, Records
from bot.services.learning import Statement, learn
from bot.services.planning import plan
from bot.services.setup import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A stored entry that watches matched."""

    entry: EntryId
    stored: EntryToStore
    reading: Reading
    outlet: str
    old: bool
    """It was already there when its feed was first polled, and nobody is to be told of such entries."""
    text: tuple[Reason, str] | None = None
    """Which text was read, where it could be the article's or the feed's."""


@dataclass(slots=True, kw_only=True)
class _Growth:
    """A story to which reports have come in."""

    before: Story
    reports: dict[EntryId, Report]
    came: list[Matched] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def after(self, *, revision: int, now: datetime) -> Story:
        ordered = sorted(self.reports.values(), key=lambda report: (report.published, report.entry))
        return replace(self.before, reports=tuple(ordered), revision=revision, updated=now)


def tell(records: Records, matched: Sequence[Matched], setup: Setup, now: datetime) -> int:
    """Record what the entries change; how many alerts will be told."""
    growths: dict[StoryId, _Growth] = {}
    for item in matched:
        _place(records, item, growths, now)
    story_of = {entry: story for story, growth in growths.items() for entry in growth.reports}
    learnt = learn(records, _statements(matched, now), story_of, setup, now)
    return sum(
        _decide(records, growth, learnt.get(story, NOTHING), setup, now) for story, growth in growths.items()
    )


def _place(records: Records, item: Matched, growths: dict[StoryId, _Growth], now: datetime) -> None:
    known = records.stories.of_entry(item.entry)
    joining = Joining(story=known) if known else _join(records, item)
    story = joining.story or _open_story(records, item, now)
    if story not in growths:
        before = records.stories.load(story)
        growths[story] = _Growth(before=before, reports={r.entry: r for r in before.reports})
    growth = growths[story]
    earlier = growth.reports.get(item.entry)
    report = _report(item, reprint_of=earlier.reprint_of if earlier else joining.reprint_of)
    records.stories.add_report(story, report, item.reading.sketch)
    growth.reports[item.entry] = report
    growth.came.append(item)
    if joining.nearest is not None:
        growth.decisions.append(_joined(joining, growth, report, now))


def _join(records: Records, item: Matched) -> Joining:
    published = item.stored.document.published
    return choose(records.stories.near(item.reading.sketch, published), item.reading.sketch, published)


def _open_story(records: Records, item: Matched, now: datetime) -> StoryId:
    names = entry_names(item.stored.feed, item.stored.identity)
    # The last: where the entry has opened it once, and an operator has taken it out since.
    ids = (story_id(name) for name in (*names, f"{names[1]}\0{item.entry}\0{now.isoformat()}"))
    new = next(name for name in ids if records.stories.find(name) is None)
    records.stories.save(Story(id=new, first_seen=now, updated=now, revision=0))
    return new


def _joined(joining: Joining, growth: _Growth, report: Report, now: datetime) -> Decision:
    nearest = growth.reports.get(joining.nearest) if joining.nearest is not None else None
    like = f"like {nearest.outlet}'s report" if nearest else "like the story"
    return Decision(
        at=now,
        reason=Reason.JOINED,
        entry=report.entry,
        story=growth.before.id,
        detail=f"{report.outlet}: {like}, {joining.score:.2f}{', a reprint' if joining.reprint_of else ''}",
    )


def _decide(records: Records, growth: _Growth, learnt: Learnt, setup: Setup, now: datetime) -> bool:
    before = growth.before
    unchanged = growth.after(revision=before.revision, now=now)
    old = all(item.old for item in growth.came)
    verdict = decide_alert(before, unchanged, learnt, backfill=old, outlets=setup.outlets)
    story = replace(unchanged, revision=before.revision + 1) if verdict.announce else unchanged
    records.stories.save(story)
    records.alerts.note([*growth.decisions, *_reasons(growth, verdict, learnt, now)])
    if verdict.announce:
        changes = told_changes(before, learnt)
        records.alerts.add(Alert(story=story, reason=verdict.reason, changes=changes, at=now))
    if story.told:
        _plan(records, story, verdict, setup, now)
    return verdict.announce


def _reasons(growth: _Growth, verdict: Verdict, learnt: Learnt, now: datetime) -> Iterable[Decision]:
    """One for each report: the verdict's for the one that brought it, which comes last."""
    brought = {change.after.entry for change in learnt.changes}
    came = sorted(growth.came, key=lambda item: (item.entry in brought, not item.old))
    lead = came[-1] if brought or verdict.reason is Reason.BACKFILL else _first_new(growth)
    rest = verdict.reason if verdict.reason is Reason.BACKFILL else Reason.REPEATED_COVERAGE
    for item in [*(other for other in growth.came if other is not lead), lead]:
        if item.text:
            yield _decision(growth, item, item.text[0], item.text[1], now)
        yield _decision(growth, item, verdict.reason if item is lead else rest, item.outlet, now)


def _first_new(growth: _Growth) -> Matched:
    return next((item for item in growth.came if not item.old), growth.came[0])


def _decision(growth: _Growth, item: Matched, reason: Reason, detail: str, now: datetime) -> Decision:
    return Decision(at=now, reason=reason, entry=item.entry, story=growth.before.id, detail=detail)


def _plan(records: Records, story: Story, verdict: Verdict, setup: Setup, now: datetime) -> None:
    subject = subject_of(story, setup.watches, setup.feed_of)
    wanted = routed(subject, setup.routes)
    off = [channel for channel in wanted if channel not in setup.channels]
    if verdict.announce and (off or not wanted):
        reason, detail = (Reason.PLATFORM_OFF, ", ".join(map(str, off))) if off else (Reason.NO_ROUTE, "")
        records.alerts.note([Decision(at=now, reason=reason, story=story.id, detail=detail)])
    plan(
        records,
        story,
        dict.fromkeys(setup.channels[channel] for channel in wanted if channel in setup.channels),
        records.deliveries.of_story(story.id),
        setup,
        now=now,
        announce=verdict.announce,
        wait=setup.pace.wait(subject.severity),
    )


def _report(matched: Matched, *, reprint_of: EntryId | None) -> Report:
    document = matched.stored.document
    return Report(
        entry=matched.entry,
        feed=matched.stored.feed,
        outlet=matched.outlet,
        title=matched.stored.title,
        url=matched.stored.url,
        published=document.published,
        summary=tuple(document.cut(sentence) for sentence in matched.reading.summary.sentences),
        evidence=tuple(
            Evidence(
                watch=WatchId(match.watch),
                words=tuple(dict.fromkeys(document.cut(mention.span) for mention in match.evidence)),
                in_title=match.in_title,
            )
            for match in matched.reading.matches
        ),
        reprint_of=reprint_of,
    )


def _statements(matched: Iterable[Matched], now: datetime) -> list[Statement]:
    """What each entry says for each of its watches; nothing, too, since it may have said something before."""
    found = []
    for item in matched:
        for match in item.reading.matches:
            watch = WatchId(match.watch)
            facts = item.reading.facts.get(match.watch, ())
            assertions = tuple(_assertion(watch, item, fact, now) for fact in facts)
            found.append(Statement(watch=watch, entry=item.entry, assertions=assertions))
    return found


def _assertion(watch: WatchId, item: Matched, fact: Fact, now: datetime) -> Assertion:
    document = item.stored.document
    return Assertion(
        watch=watch,
        entry=item.entry,
        fact=fact,
        sentence=document.cut(fact.sentence),
        outlet=item.outlet,
        url=item.stored.url,
        published=document.published,
        seen=now,
    )
