"""Which reports a new one is held against, found by its most telling keys.

Of each key only the newest reports are read, so a key that everybody shares costs no more than one that few
do, and what a report costs does not grow with what is stored.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    true,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from adapters.storage.tables import reports, sketch_keys, sketches, stories_apart, term_counts
from bot.core.entries import EntryId
from bot.core.joining import LISTED, NEIGHBOURS, WINDOW, Neighbour, Neighbourhood
from bot.core.stories import StoryId
from bot.core.weighing import (
    Frequencies,
    WeighedSketch,
    generation_for,
    is_counted,
    pack,
    telling_keys,
    unpack,
    weigh,
)
from bot.extraction.sketch import Sketch

_ALL = 0
"""Stands for a term that every report holds; no term has this key."""


def _listed(parameter: str) -> Select[Any]:
    """A list that comes in JSON: the statement stays the same for any number, and is compiled once."""
    return select(func.json_each(bindparam(parameter)).table_valued("value").c.value)


_asked = func.json_each(bindparam("keys")).table_valued("key", "value")
_asked_key = cast(_asked.c.key, Integer)
_beyond = (
    select(sketch_keys.c.entry_id)
    .where(sketch_keys.c.key == _asked_key)
    .order_by(sketch_keys.c.entry_id.desc())
    .limit(1)
    .offset(LISTED)
    .scalar_subquery()
)
_held = sketch_keys.alias()
_nearest = (
    select(_held.c.entry_id)
    .select_from(_asked.join(_held, _held.c.key == _asked_key))
    .where(_held.c.entry_id > func.coalesce(_beyond, -1))
    .group_by(_held.c.entry_id)
    .order_by(func.sum(_asked.c.value).desc(), _held.c.entry_id.desc())
    .limit(NEIGHBOURS)
    .subquery()
)
_NEIGHBOURS = (
    select(reports.c.entry_id, reports.c.story_id, reports.c.published, sketches.c.packed)
    .select_from(_nearest)
    .join(reports, reports.c.entry_id == _nearest.c.entry_id)
    .join(sketches, sketches.c.entry_id == _nearest.c.entry_id)
    .where(reports.c.published.between(bindparam("since"), bindparam("until")))
)
_APART = select(stories_apart.c.story_id, stories_apart.c.other_id).where(
    stories_apart.c.story_id.in_(_listed("stories")), stories_apart.c.other_id.in_(_listed("stories"))
)
_IS_ANY_APART = select(select(stories_apart.c.story_id).exists())
_COUNTS = (
    select(term_counts.c.key, func.sum(term_counts.c.reports))
    .where(term_counts.c.key.in_(_listed("keys")))
    .group_by(term_counts.c.key)
)
_NEWEST = (
    select(term_counts.c.generation, term_counts.c.reports)
    .where(term_counts.c.key == _ALL)
    .order_by(term_counts.c.generation.desc())
    .limit(1)
)
_counted = func.json_each(bindparam("keys")).table_valued("value").c.value
_COUNT = (
    upsert(term_counts)
    .from_select(
        ["key", "generation", "reports"],
        # Without a condition SQLite takes the ON of ON CONFLICT for one of a join.
        select(_counted, bindparam("generation", type_=Integer), literal(1)).where(true()),
    )
    .on_conflict_do_update(index_elements=["key", "generation"], set_={"reports": term_counts.c.reports + 1})
)
_FORGET_COUNTS = delete(term_counts).where(term_counts.c.generation < bindparam("oldest"))
_KEEP = insert(sketches)
_FIND = select(sketches.c.packed).where(sketches.c.entry_id == bindparam("entry"))
_DROP = delete(sketches).where(sketches.c.entry_id == bindparam("entry"))
_KEEP_KEYS = insert(sketch_keys).from_select(
    ["key", "entry_id"], select(_counted, bindparam("entry", type_=Integer))
)
_DROP_KEYS = delete(sketch_keys).where(
    sketch_keys.c.key.in_(_listed("keys")), sketch_keys.c.entry_id == bindparam("entry")
)


class Nearness:
    """Sketches on a connection, and what they share."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._latest: tuple[Sketch, Frequencies, WeighedSketch] | None = None
        self._any_apart: bool | None = None
        """Whether operators have parted any stories; None as long as nobody has looked."""

    def near(self, sketch: Sketch, published: datetime) -> Neighbourhood:
        frequencies = self._frequencies(sketch)
        new = weigh(sketch, frequencies)
        self._latest = sketch, frequencies, new
        wanted = {
            "keys": json.dumps(telling_keys(new)),
            "since": published - WINDOW,
            "until": published + WINDOW,
        }
        neighbours = tuple(
            Neighbour(entry=EntryId(entry), story=StoryId(story), published=at, sketch=unpack(packed))
            for entry, story, at, packed in self._connection.execute(_NEIGHBOURS, wanted)
        )
        apart = self._apart({neighbour.story for neighbour in neighbours})
        return Neighbourhood(new=new, neighbours=neighbours, apart=apart)

    def keep(self, entry: EntryId, sketch: Sketch, *, opens: bool) -> None:
        """A new entry's sketch; it is found by its keys from now on.

        Its terms may be counted if it `opens` a story.
        """
        frequencies, weighed = self._weighed(sketch)
        if opens and is_counted(entry, frequencies):
            self._count(sketch)
        self._connection.execute(_KEEP, {"entry_id": entry, "packed": pack(weighed)})
        self._connection.execute(_KEEP_KEYS, {"keys": json.dumps([*telling_keys(weighed)]), "entry": entry})

    def drop(self, entry: EntryId) -> None:
        packed = self._connection.scalar(_FIND, {"entry": entry})
        if packed:
            keys = json.dumps([*telling_keys(unpack(packed))])
            self._connection.execute(_DROP_KEYS, {"keys": keys, "entry": entry})
            self._connection.execute(_DROP, {"entry": entry})

    def keep_apart(self, a: StoryId, b: StoryId) -> None:
        self._any_apart = True
        both = [{"story_id": a, "other_id": b}, {"story_id": b, "other_id": a}]
        self._connection.execute(upsert(stories_apart).on_conflict_do_nothing(), both)

    def _apart(self, stories: Iterable[StoryId]) -> frozenset[tuple[StoryId, StoryId]]:
        if self._any_apart is None:
            self._any_apart = bool(self._connection.scalar(_IS_ANY_APART))
        if not self._any_apart:
            return frozenset()
        listed = json.dumps(sorted(stories))
        rows = self._connection.execute(_APART, {"stories": listed})
        return frozenset((StoryId(story), StoryId(other)) for story, other in rows)

    def _weighed(self, sketch: Sketch) -> tuple[Frequencies, WeighedSketch]:
        """As `near` found it a moment ago, where nothing was kept since."""
        latest, self._latest = self._latest, None
        if latest and latest[0] is sketch:
            return latest[1:]
        frequencies = self._frequencies(sketch)
        return frequencies, weigh(sketch, frequencies)

    def _frequencies(self, sketch: Sketch) -> Frequencies:
        keys = json.dumps([_ALL, *(term.key for term in sketch.terms)])
        rows = self._connection.execute(_COUNTS, {"keys": keys})
        found: dict[int, int] = {key: reports for key, reports in rows if reports}
        return Frequencies(reports=found.pop(_ALL, 0), holding=found)

    def _count(self, sketch: Sketch) -> None:
        newest, counted = self._connection.execute(_NEWEST).one_or_none() or (0, 0)
        generation = generation_for(newest, counted)
        if generation > newest:
            self._connection.execute(_FORGET_COUNTS, {"oldest": newest})
        keys = json.dumps([_ALL, *(term.key for term in sketch.terms)])
        self._connection.execute(_COUNT, {"keys": keys, "generation": generation})
