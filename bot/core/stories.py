"""Stories: the reports of one happening, by many outlets, as one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import NewType

from bot.core.entries import EntryId
from bot.core.watches import WatchId
from bot.extraction.sketch import SAME_STORY, Sketch, similarity

StoryId = NewType("StoryId", str)

WINDOW = timedelta(hours=72)
"""Reports further apart than this are two happenings, however alike they read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a report belongs to a watch: the matched words, as the report has them."""

    watch: WatchId
    words: tuple[str, ...]
    in_title: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One entry as a member of a story."""

    entry: EntryId
    outlet: str
    """Domain of the article, or the feed's name where the entry has no link."""
    title: str
    url: str
    published: datetime
    """The effective time: never later than the entry was seen."""
    summary: tuple[str, ...]
    """Whole sentences of the report."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    id: StoryId
    first_seen: datetime
    updated: datetime
    revision: int
    """0 until it was first told; then one more with each change that readers are shown."""
    reports: tuple[Report, ...] = ()
    """In order of publication."""

    @property
    def told(self) -> bool:
        return self.revision > 0

    @property
    def outlets(self) -> tuple[str, ...]:
        """Each outlet once, the first to report first."""
        return tuple(dict.fromkeys(report.outlet for report in self.reports))

    @property
    def entries(self) -> frozenset[EntryId]:
        return frozenset(report.entry for report in self.reports)

    @property
    def watches(self) -> tuple[WatchId, ...]:
        """Every watch that one of the reports matched, in order of the reports."""
        return tuple(dict.fromkeys(e.watch for report in self.reports for e in report.evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A story that a new report may belong to."""

    id: StoryId
    sketches: tuple[Sketch, ...]


def story_id(entry: EntryId, first_seen: datetime) -> StoryId:
    """Name of the story that this entry opens; 12 characters, never given twice, also by a new database."""
    return StoryId(blake2b(f"{entry}\0{first_seen.isoformat()}".encode(), digest_size=6).hexdigest())


def choose_story(candidates: Iterable[Candidate], report: Sketch) -> StoryId | None:
    """The story whose nearest report is alike enough; None where the report opens a story of its own."""
    scored = [
        (max(similarity(report, member) for member in candidate.sketches), candidate.id)
        for candidate in candidates
        if candidate.sketches
    ]
    best = max(scored, default=None)
    return best[1] if best and best[0] >= SAME_STORY else None
