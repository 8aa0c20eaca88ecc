"""Stories and the reports that they are made of."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from adapters.storage.columns import write
from adapters.storage.nearness import Nearness
from adapters.storage.tables import matches, reports, stories
from bot.core.entries import EntryId
from bot.core.feeds import FeedId
from bot.core.joining import Neighbourhood
from bot.core.stories import Evidence, Report, Story, StoryId
from bot.core.watches import WatchId
from bot.extraction.sketch import Sketch

_upsert = upsert(stories)
_SAVE = _upsert.on_conflict_do_update(
    index_elements=["id"],
    set_={
        column: _upsert.excluded[column] for column in ("first_seen", "updated", "revision", "merged_into")
    },
)
_STORY_OF = select(reports.c.story_id).where(reports.c.entry_id == bindparam("entry"))
_ADD = insert(reports)
_DROP = delete(reports).where(reports.c.entry_id == bindparam("entry"))
_ADD_MATCH = insert(matches)
_DROP_MATCHES = delete(matches).where(matches.c.entry_id == bindparam("entry"))
_entries = func.json_each(bindparam("entries")).table_valued("value").c.value
_MOVE = (
    update(reports).where(reports.c.entry_id.in_(select(_entries))).values(story_id=bindparam("destination"))
)
_LATEST = (
    select(stories)
    .where(stories.c.revision > 0)
    .order_by(stories.c.updated.desc(), stories.c.id)
    .limit(bindparam("at_most"))
)
_LATEST_OF = _LATEST.where(
    select(matches.c.entry_id)
    .join(reports, reports.c.entry_id == matches.c.entry_id)
    .where(reports.c.story_id == stories.c.id, matches.c.watch == bindparam("watch"))
    .exists()
)
_WHAT_IS_THERE = select(
    select(reports.c.entry_id).where(reports.c.entry_id == bindparam("entry")).exists(),
    select(reports.c.entry_id).where(reports.c.story_id == bindparam("story")).exists(),
)


class SqlStories:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._nearness = Nearness(connection)

    def near(self, sketch: Sketch, published: datetime) -> Neighbourhood:
        return self._nearness.near(sketch, published)

    def of_entry(self, entry: EntryId) -> StoryId | None:
        found = self._connection.scalar(_STORY_OF, {"entry": entry})
        return StoryId(found) if found else None

    def load(self, story: StoryId) -> Story:
        row = self._connection.execute(select(stories).where(stories.c.id == story)).one()
        return self._story(row)

    def revision(self, story: StoryId) -> int:
        return int(
            self._connection.execute(select(stories.c.revision).where(stories.c.id == story)).scalar_one()
        )

    def find(self, story: StoryId) -> Story | None:
        row = self._connection.execute(select(stories).where(stories.c.id == story)).one_or_none()
        return self._story(row) if row else None

    def save(self, story: Story) -> None:
        values = {
            "id": story.id,
            "first_seen": story.first_seen,
            "updated": story.updated,
            "revision": story.revision,
            "merged_into": story.merged_into,
        }
        self._connection.execute(_SAVE, values)

    def add_report(self, story: StoryId, report: Report, sketch: Sketch) -> None:
        wanted = {"story": story, "entry": report.entry}
        is_known, has_others = self._connection.execute(_WHAT_IS_THERE, wanted).one()
        if is_known:
            for statement in (_DROP, _DROP_MATCHES):
                self._connection.execute(statement, {"entry": report.entry})
            self._nearness.drop(report.entry)
        self._connection.execute(
            _ADD,
            {
                "entry_id": report.entry,
                "story_id": story,
                "feed_id": report.feed,
                "outlet": report.outlet,
                "title": report.title,
                "url": report.url,
                "published": report.published,
                "summary": list(report.summary),
                "reprint_of": report.reprint_of,
            },
        )
        write(
            self._connection,
            _ADD_MATCH,
            [
                {
                    "entry_id": report.entry,
                    "watch": evidence.watch,
                    "words": list(evidence.words),
                    "in_title": evidence.in_title,
                }
                for evidence in report.evidence
            ],
        )
        self._nearness.keep(report.entry, sketch, opens=not has_others)

    def move(self, entries: Iterable[EntryId], to: StoryId) -> None:
        listed = json.dumps(sorted(entries))
        self._connection.execute(_MOVE, {"entries": listed, "destination": to})

    def keep_apart(self, a: StoryId, b: StoryId) -> None:
        self._nearness.keep_apart(a, b)

    def latest(self, limit: int) -> tuple[Story, ...]:
        return self._stories(self._connection.execute(_LATEST, {"at_most": limit}).all())

    def latest_of(self, watch: WatchId, limit: int) -> tuple[Story, ...]:
        wanted = {"watch": watch, "at_most": limit}
        return self._stories(self._connection.execute(_LATEST_OF, wanted).all())

    def _stories(self, rows: Sequence[Row[Any]]) -> tuple[Story, ...]:
        return tuple(map(self._story, rows))

    def _story(self, row: Row[Any]) -> Story:
        query = (
            select(reports)
            .where(reports.c.story_id == row.id)
            .order_by(reports.c.published, reports.c.entry_id)
        )
        members = self._connection.execute(query).all()
        evidence = self._evidence(StoryId(row.id))
        return Story(
            id=StoryId(row.id),
            first_seen=row.first_seen,
            updated=row.updated,
            revision=row.revision,
            reports=tuple(_report(member, tuple(evidence.get(member.entry_id, ()))) for member in members),
            merged_into=StoryId(row.merged_into) if row.merged_into else None,
        )

    def _evidence(self, story: StoryId) -> dict[int, list[Evidence]]:
        query = (
            select(matches)
            .join(reports, reports.c.entry_id == matches.c.entry_id)
            .where(reports.c.story_id == story)
            .order_by(matches.c.entry_id, matches.c.watch)
        )
        found: dict[int, list[Evidence]] = {}
        for row in self._connection.execute(query):
            evidence = Evidence(watch=WatchId(row.watch), words=tuple(row.words), in_title=row.in_title)
            found.setdefault(row.entry_id, []).append(evidence)
        return found


def _report(row: Row[Any], evidence: tuple[Evidence, ...]) -> Report:
    return Report(
        entry=EntryId(row.entry_id),
        feed=FeedId(row.feed_id),
        outlet=row.outlet,
        title=row.title,
        url=row.url,
        published=row.published,
        summary=tuple(row.summary),
        evidence=evidence,
        reprint_of=EntryId(row.reprint_of) if row.reprint_of is not None else None,
    )
