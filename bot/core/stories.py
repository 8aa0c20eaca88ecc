"""Stories: the reports of one happening, by many outlets, as one."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import NewType

from bot.core.entries import EntryId
from bot.core.feeds import FeedId
from bot.core.watches import WatchId

StoryId = NewType("StoryId", str)


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
    feed: FeedId
    outlet: str
    """Domain of the article, or the feed's name where the entry has no link."""
    title: str
    url: str
    published: datetime
    """The effective time: never later than the entry was seen."""
    summary: tuple[str, ...]
    """Whole sentences of the report."""
    evidence: tuple[Evidence, ...]
    reprint_of: EntryId | None = None
    """The report of the story that it repeats nearly word for word: an agency's text in another outlet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    id: StoryId
    first_seen: datetime
    updated: datetime
    revision: int
    """0 until it was first told; then one more with each change that readers are shown."""
    reports: tuple[Report, ...] = ()
    """In order of publication."""
    merged_into: StoryId | None = None
    """The story that an operator made this one part of; it has no reports of its own then."""

    @property
    def told(self) -> bool:
        return self.revision > 0

    @property
    def outlets(self) -> tuple[str, ...]:
        """Each outlet once, the first to report first."""
        return tuple(dict.fromkeys(report.outlet for report in self.reports))

    @property
    def independent_outlets(self) -> tuple[str, ...]:
        """Outlets with a report in words of their own, the first to report first.

        What repeats a report of another outlet that is no longer of this story is its own here.
        """
        own = self.entries
        return tuple(dict.fromkeys(r.outlet for r in self.reports if r.reprint_of not in own))

    @property
    def entries(self) -> frozenset[EntryId]:
        return frozenset(report.entry for report in self.reports)

    @property
    def watches(self) -> tuple[WatchId, ...]:
        """Every watch that one of the reports matched, in order of the reports."""
        return tuple(dict.fromkeys(e.watch for report in self.reports for e in report.evidence))


def story_id(opened_by: str) -> StoryId:
    """Name of the story that an entry opens, 12 characters, from the entry's lasting name (`entry_names`).

    A database that was restored from a backup gives a story that it meets again the same name, so that its
    message can be found in its channel.
    """
    return StoryId(blake2b(opened_by.encode("utf-8", "replace"), digest_size=6).hexdigest())
