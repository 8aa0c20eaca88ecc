"""The tables, by meaning. Alembic's migrations make them; a test holds both to each other."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from adapters.storage.columns import Duration, Moment

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)


feeds = Table(
    "feeds",
    metadata,
    Column("id", String, primary_key=True),
    Column("url", String, nullable=False),
    Column("etag", String),
    Column("last_modified", String),
    Column("next_poll", Moment),
    Column("last_success", Moment),
    Column("failures", Integer, nullable=False),
    Column("problem", String),
    Column("problem_detail", String, nullable=False),
    # Where it stood among the feeds that were synced last, which is the order in which they are first polled.
    Column("position", Integer, nullable=False, server_default="0"),
    Column("active", Boolean, nullable=False, server_default="1"),
    Column("failing_since", Moment),
    Column("stopped", Boolean, nullable=False, server_default="0"),
    Column("told", String),
    Column("move_url", String, nullable=False, server_default=""),
    Column("move_times", Integer, nullable=False, server_default="0"),
    Column("ttl", Duration),
    Column("skip_hours", String, nullable=False, server_default=""),
    Column("skip_days", String, nullable=False, server_default=""),
    Column("gap", Duration),
    Column("gaps", Integer, nullable=False, server_default="0"),
    Column("last_news", Moment),
    Column("seen_body", LargeBinary, nullable=False, server_default=text("x''")),
    Column("seen_entries", LargeBinary, nullable=False, server_default=text("x''")),
    Index("ix_feeds_due", "active", "stopped", "next_poll", "position"),
)

entries = Table(
    "entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("feed_id", ForeignKey("feeds.id"), nullable=False),
    Column("guid", String, nullable=False),
    Column("url_key", String, nullable=False),
    Column("title_key", String, nullable=False),
    Column("content_key", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("published", Moment, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    # One for each voter of an entry's identity: a poll looks its entries up, and reads no others.
    Index("ix_entries_guid", "feed_id", "guid"),
    Index("ix_entries_url", "feed_id", "url_key"),
    Index("ix_entries_title", "feed_id", "title_key"),
)

documents = Table(
    "documents",
    metadata,
    Column("entry_id", ForeignKey("entries.id"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("title_end", Integer, nullable=False),
)

stories = Table(
    "stories",
    metadata,
    Column("id", String, primary_key=True),
    Column("first_seen", Moment, nullable=False),
    Column("updated", Moment, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("entry_id", ForeignKey("entries.id"), primary_key=True),
    Column("story_id", ForeignKey("stories.id"), nullable=False, index=True),
    Column("outlet", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("published", Moment, nullable=False, index=True),
    Column("summary", JSON, nullable=False),
    Column("sketch", JSON, nullable=False),
)

matches = Table(
    "matches",
    metadata,
    Column("entry_id", ForeignKey("entries.id"), primary_key=True),
    Column("watch", String, primary_key=True),
    Column("words", JSON, nullable=False),
    Column("in_title", Boolean, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event", String, nullable=False, index=True),
    Column("entry_id", ForeignKey("entries.id"), nullable=False),
    Column("occurrence", String, nullable=False),
    Column("slot", String, nullable=False),
    Column("value", String, nullable=False),
    Column("shown", String, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("sentence", Text, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    Column("rule", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("modality", String),
    Column("role", String, nullable=False, server_default=""),
    Column("outlet", String, nullable=False),
    Column("url", Text, nullable=False),
    Column("published", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    UniqueConstraint("event", "entry_id", "occurrence", "slot", "value"),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("story_id", ForeignKey("stories.id"), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("reason", String, nullable=False),
    Column("at", Moment, nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("alert_id", ForeignKey("alerts.id"), primary_key=True),
    Column("after_fact", ForeignKey("facts.id"), primary_key=True),
    Column("before_fact", ForeignKey("facts.id")),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("reason", String, nullable=False, index=True),
    Column("detail", Text, nullable=False),
    Column("entry_id", ForeignKey("entries.id"), index=True),
    Column("story_id", ForeignKey("stories.id"), index=True),
)

notices = Table(
    "notices",
    metadata,
    Column("id", String, primary_key=True),
    Column("feed_id", ForeignKey("feeds.id"), nullable=False),
    Column("name", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("detail", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("told_with", ForeignKey("notices.id"), index=True),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", String, primary_key=True),
    Column("key", String, nullable=False, index=True),
    Column("story_id", ForeignKey("stories.id"), index=True),
    Column("notice_id", ForeignKey("notices.id"), index=True),
    Column("channel", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("action", String, nullable=False),
    Column("state", String, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("dispatched_at", Moment),
    Column("reason", String),
    Column("detail", Text, nullable=False),
    Column("possible_repeat", Boolean, nullable=False),
    Column("announce", Boolean, nullable=False),
    Index("ix_deliveries_state_due_at", "state", "due_at"),
    CheckConstraint("(story_id IS NULL) <> (notice_id IS NULL)", name="one_subject"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("key", String, primary_key=True),
    Column("channel_id", String, nullable=False),
    Column("message_id", String, nullable=False),
    Column("at", Moment, nullable=False),
)
