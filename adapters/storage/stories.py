"""Stories and the reports that they are made of."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from adapters.storage.tables import matches, reports, stories
from bot.core.entries import EntryId
from bot.core.stories import Candidate, Evidence, Report, Story, StoryId
from bot.core.watches import WatchId
from bot.extraction.sketch import Sketch, from_json


class SqlStories:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def candidates(self, since: datetime, until: datetime) -> tuple[Candidate, ...]:
        near = select(reports.c.story_id).where(reports.c.published.between(since, until))
        query = (
            select(reports.c.story_id, reports.c.sketch)
            .where(reports.c.story_id.in_(near))
            .order_by(reports.c.story_id, reports.c.entry_id)
        )
        sketches: dict[StoryId, list[Sketch]] = {}
        for story, sketch in self._connection.execute(query):
            sketches.setdefault(StoryId(story), []).append(from_json(sketch))
        return tuple(Candidate(id=story, sketches=tuple(found)) for story, found in sketches.items())

    def of_entry(self, entry: EntryId) -> StoryId | None:
        found = self._connection.scalar(select(reports.c.story_id).where(reports.c.entry_id == entry))
        return StoryId(found) if found else None

    def load(self, story: StoryId) -> Story:
        row = self._connection.execute(select(stories).where(stories.c.id == story)).one()
        return self._story(row)

    def save(self, story: Story) -> None:
        values = {
            "id": story.id,
            "first_seen": story.first_seen,
            "updated": story.updated,
            "revision": story.revision,
        }
        self._connection.execute(
            upsert(stories).values(values).on_conflict_do_update(index_elements=["id"], set_=values)
        )

    def add_report(self, story: StoryId, report: Report, sketch: Sketch) -> None:
        self._connection.execute(delete(reports).where(reports.c.entry_id == report.entry))
        self._connection.execute(delete(matches).where(matches.c.entry_id == report.entry))
        self._connection.execute(
            insert(reports).values(
                entry_id=report.entry,
                story_id=story,
                outlet=report.outlet,
                title=report.title,
                url=report.url,
                published=report.published,
                summary=list(report.summary),
                sketch=sketch.to_json(),
            )
        )
        self._connection.execute(
            insert(matches),
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

    def latest(self, limit: int) -> tuple[Story, ...]:
        query = (
            select(stories)
            .where(stories.c.revision > 0)
            .order_by(stories.c.updated.desc(), stories.c.id)
            .limit(limit)
        )
        return tuple(self._story(row) for row in self._connection.execute(query).all())

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
        outlet=row.outlet,
        title=row.title,
        url=row.url,
        published=row.published,
        summary=tuple(row.summary),
        evidence=evidence,
    )
