"""Which story a new report belongs to, from those that were found to share its most telling words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.entries import EntryId
from bot.core.likeness import likelihood, log_odds, signs
from bot.core.stories import StoryId
from bot.core.weighing import WeighedSketch
from bot.extraction.sketch import Sketch, resemblance

WINDOW = timedelta(days=400)
"""Reports further apart are two happenings, however alike they read. What comes months later, a trial say,
has to share the more the later it comes; a year covers what is told of again on its anniversary."""

NEIGHBOURS = 14
"""Earlier reports, those that share most, that a new one is held against."""
LISTED = 30
"""Of the reports that share one key the newest that are looked at."""

_WHOLE_STORY = 0.4
"""Share that all reports of a story have in how near it is; the rest is the nearest one's. By the nearest
alone a story drifts, and by the mean alone it loses what develops."""
_LISTENED_TO = 8
"""Reports of a story, the nearest, that are its voice."""
_REPRINT = 0.4
"""Share of runs of words in common from which a report is another one's reprint. One changed word in fifteen
leaves about so many; reports in words of their own share less than a tenth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An earlier report that shares telling words with the new one."""

    entry: EntryId
    story: StoryId
    published: datetime
    sketch: WeighedSketch


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """What a new report is held against."""

    new: WeighedSketch
    """The new report's."""
    neighbours: tuple[Neighbour, ...] = ()
    apart: frozenset[tuple[StoryId, StoryId]] = frozenset()
    """Stories among theirs that an operator has parted, in either order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Where a report goes."""

    story: StoryId | None
    """None where it opens a story of its own."""
    reprint_of: EntryId | None = None
    """The story's report that it repeats nearly word for word."""
    score: float = 0.0
    """How likely it belongs to the story that came nearest, joined or not; 0 to 1."""
    nearest: EntryId | None = None
    """The report of the story that it is most like; None where it joins none."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """A story in the choice, the nearest reports first."""

    story: StoryId
    odds: tuple[tuple[float, Neighbour], ...]

    @property
    def nearest(self) -> tuple[float, EntryId]:
        return self.odds[0][0], self.odds[0][1].entry

    @property
    def score(self) -> float:
        voices = [odds for odds, _ in self.odds[:_LISTENED_TO]]
        return (1 - _WHOLE_STORY) * voices[0] + _WHOLE_STORY * sum(voices) / len(voices)


def choose(neighbourhood: Neighbourhood, sketch: Sketch, published: datetime) -> Joining:
    """The story that the report belongs to, if any. The order of the neighbours does not matter."""
    standings = _standings(neighbourhood.neighbours, neighbourhood.new, published)
    if not standings:
        return Joining(story=None)
    best = _among_parted(max(standings, key=lambda s: (s.score, s.story)), standings, neighbourhood)
    if best.score < 0:
        return Joining(story=None, score=likelihood(best.score))
    return Joining(
        story=best.story,
        reprint_of=_reprinted(sketch, [neighbour for _, neighbour in best.odds]),
        score=likelihood(best.score),
        nearest=best.odds[0][1].entry,
    )


def _standings(
    neighbours: Sequence[Neighbour], new: WeighedSketch, published: datetime
) -> tuple[_Standing, ...]:
    by_story: dict[StoryId, list[tuple[float, Neighbour]]] = {}
    for neighbour in neighbours:
        odds = log_odds(signs(new, neighbour.sketch, published - neighbour.published))
        by_story.setdefault(neighbour.story, []).append((odds, neighbour))
    return tuple(
        _Standing(story, tuple(sorted(found, key=lambda one: (-one[0], one[1].entry))))
        for story, found in by_story.items()
    )


def _among_parted(best: _Standing, standings: Sequence[_Standing], neighbourhood: Neighbourhood) -> _Standing:
    """Of the stories that were parted from the best one, and itself, the one with the nearest report."""
    parted = (other for other in standings if (best.story, other.story) in neighbourhood.apart)
    return max((best, *parted), key=lambda standing: standing.nearest)


def _reprinted(new: Sketch, reports: Sequence[Neighbour]) -> EntryId | None:
    """Of those that read like it the one most alike, the first where several are."""
    alike = [(-resemblance(new.shingles, report.sketch.shingles), report.entry) for report in reports]
    least, entry = min(alike)
    return entry if -least >= _REPRINT else None
