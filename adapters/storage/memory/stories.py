"""Stories and their sketches, in dictionaries and lists."""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.core.entries import EntryId
from bot.core.joining import LISTED, NEIGHBOURS, WINDOW, Neighbour, Neighbourhood
from bot.core.stories import Report, Story, StoryId
from bot.core.watches import WatchId
from bot.core.weighing import (
    Frequencies,
    WeighedSketch,
    generation_for,
    is_counted,
    telling_keys,
    weigh,
)
from bot.extraction.sketch import Sketch


class MemoryStories:
    def __init__(self) -> None:
        self._stories: dict[StoryId, Story] = {}
        self._members: dict[StoryId, dict[EntryId, Report]] = {}
        self._story_of: dict[EntryId, StoryId] = {}
        self._sketches: dict[EntryId, WeighedSketch] = {}
        self._holding: defaultdict[int, list[EntryId]] = defaultdict(list)
        self._apart: set[tuple[StoryId, StoryId]] = set()
        self._counts = _Counts()

    def near(self, sketch: Sketch, published: datetime) -> Neighbourhood:
        new = weigh(sketch, self._counts.frequencies(sketch))
        shared: Counter[EntryId] = Counter()
        for key, weight in telling_keys(new).items():
            for entry in self._holding.get(key, ())[-LISTED:]:
                shared[entry] += weight
        nearest = sorted(shared, key=lambda entry: (-shared[entry], -entry))[:NEIGHBOURS]
        found = tuple(filter(lambda n: abs(n.published - published) <= WINDOW, map(self._neighbour, nearest)))
        stories = {neighbour.story for neighbour in found}
        apart = frozenset(pair for pair in self._apart if stories.issuperset(pair))
        return Neighbourhood(new=new, neighbours=found, apart=apart)

    def of_entry(self, entry: EntryId) -> StoryId | None:
        return self._story_of.get(entry)

    def load(self, story: StoryId) -> Story:
        reports = self._members.get(story, {}).values()
        ordered = sorted(reports, key=lambda report: (report.published, report.entry))
        return replace(self._stories[story], reports=tuple(ordered))

    def revision(self, story: StoryId) -> int:
        return self._stories[story].revision

    def find(self, story: StoryId) -> Story | None:
        return self.load(story) if story in self._stories else None

    def save(self, story: Story) -> None:
        self._stories[story.id] = replace(story, reports=())

    def add_report(self, story: StoryId, report: Report, sketch: Sketch) -> None:
        opens = not self._members.get(story)
        self._drop(report.entry)
        evidence = tuple(sorted(report.evidence, key=lambda evidence: evidence.watch))
        self._members.setdefault(story, {})[report.entry] = replace(report, evidence=evidence)
        self._story_of[report.entry] = story
        frequencies = self._counts.frequencies(sketch)
        if opens and is_counted(report.entry, frequencies):
            self._counts.count(sketch)
        self._sketches[report.entry] = weighed = weigh(sketch, frequencies)
        for key in telling_keys(weighed):
            insort(self._holding[key], report.entry)

    def move(self, entries: Iterable[EntryId], to: StoryId) -> None:
        for entry in entries:
            if (before := self._story_of.get(entry)) is not None:
                self._members.setdefault(to, {})[entry] = self._members[before].pop(entry)
                self._story_of[entry] = to

    def keep_apart(self, a: StoryId, b: StoryId) -> None:
        self._apart |= {(a, b), (b, a)}

    def latest(self, limit: int) -> tuple[Story, ...]:
        return tuple(self.load(story.id) for story in self._told()[:limit])

    def latest_of(self, watch: WatchId, limit: int) -> tuple[Story, ...]:
        told = (self.load(story.id) for story in self._told())
        return tuple(story for story in told if watch in story.watches)[:limit]

    def _told(self) -> list[Story]:
        told = sorted((story for story in self._stories.values() if story.told), key=lambda story: story.id)
        return sorted(told, key=lambda story: story.updated, reverse=True)

    def _neighbour(self, entry: EntryId) -> Neighbour:
        story = self._story_of[entry]
        published = self._members[story][entry].published
        return Neighbour(entry=entry, story=story, published=published, sketch=self._sketches[entry])

    def _drop(self, entry: EntryId) -> None:
        before = self._story_of.pop(entry, None)
        if before is not None:
            del self._members[before][entry]
            for key in telling_keys(self._sketches.pop(entry)):
                self._holding[key].remove(entry)


class _Counts:
    """How many of the latest reports held a term: the last two generations."""

    def __init__(self) -> None:
        self._generations: dict[int, Counter[int]] = {0: Counter()}
        self._reports: dict[int, int] = {0: 0}

    def frequencies(self, sketch: Sketch) -> Frequencies:
        counted = {
            term.key: sum(generation[term.key] for generation in self._generations.values())
            for term in sketch.terms
        }
        holding = {key: reports for key, reports in counted.items() if reports}
        return Frequencies(reports=sum(self._reports.values()), holding=holding)

    def count(self, sketch: Sketch) -> None:
        newest = max(self._generations)
        generation = generation_for(newest, self._reports[newest])
        if generation > newest:
            self._generations = {newest: self._generations[newest], generation: Counter()}
            self._reports = {newest: self._reports[newest], generation: 0}
        self._generations[generation].update(term.key for term in sketch.terms)
        self._reports[generation] += 1
