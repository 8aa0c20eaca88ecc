"""The tables, by meaning. Alembic's migrations make them; a test holds both to each other."""

from sqlalchemy import (
    DDL,
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
    event,
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

_SEARCH = (
    (
        "CREATE VIRTUAL TABLE documents_search USING fts5(text, content='documents', "
        "content_rowid='entry_id', tokenize='porter unicode61 remove_diacritics 2')"
    ),
    (
        "CREATE TRIGGER documents_search_delete AFTER DELETE ON documents BEGIN "
        "INSERT INTO documents_search (documents_search, rowid, text) "
        "VALUES ('delete', old.entry_id, old.text); END"
    ),
    (
        "CREATE TRIGGER documents_search_update AFTER UPDATE ON documents BEGIN "
        "INSERT INTO documents_search (documents_search, rowid, text) "
        "VALUES ('delete', old.entry_id, old.text); "
        "INSERT INTO documents_search (rowid, text) VALUES (new.entry_id, new.text); END"
    ),
)
"""SQLite's index for searching; PostgreSQL's is made by `search.make_search`."""
for _statement in _SEARCH:
    _made = DDL(_statement)  # type: ignore[no-untyped-call]
    event.listen(metadata, "after_create", _made.execute_if(dialect="sqlite"))


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
    # No foreign key: a column with one could only be added by making the table anew.
    Column("merged_into", String),
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
    Column("feed_id", String, nullable=False, server_default=""),
    Column("reprint_of", Integer),
)

matches = Table(
    "matches",
    metadata,
    Column("entry_id", ForeignKey("entries.id"), primary_key=True),
    Column("watch", String, primary_key=True),
    Column("words", JSON, nullable=False),
    Column("in_title", Boolean, nullable=False),
    Index("ix_matches_watch", "watch", "entry_id"),
)

# Apart from the reports, whose titles and summaries would stand between what is read for each new one.
sketches = Table(
    "sketches",
    metadata,
    Column("entry_id", ForeignKey("entries.id"), primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

# Which reports hold a telling key. Without a foreign key: each of a report's 22 would be looked up for it.
sketch_keys = Table(
    "sketch_keys",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("entry_id", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

# How many of the latest reports hold a term, counted in generations of which the older ones are dropped.
term_counts = Table(
    "term_counts",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("reports", Integer, nullable=False),
    sqlite_with_rowid=False,
)

stories_apart = Table(
    "stories_apart",
    metadata,
    Column("story_id", ForeignKey("stories.id"), primary_key=True),
    Column("other_id", ForeignKey("stories.id"), primary_key=True),
)

facts = Table(
    "facts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event", String, nullable=False),
    Column("entry_id", ForeignKey("entries.id"), nullable=False, index=True),
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
    Column("taken_back", Moment),
    # With the moment: an entry may state a value again that it had taken back.
    UniqueConstraint("event", "entry_id", "occurrence", "slot", "value", "seen"),
    # Holds all that tells one version of a watch's ledger from another.
    Index("ix_facts_version", "event", "taken_back", "seen"),
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
    Column("correction", Boolean, nullable=False, server_default="0"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
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

digests = Table(
    "digests",
    metadata,
    Column("id", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Index("ix_digests_channel", "channel", "kind", "until"),
)

silences = Table(
    "silences",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False),
    Column("channel", String),
    Column("author", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("until", Moment, nullable=False, index=True),
    Column("ended", Moment),
    Column("ended_by", String, nullable=False),
)

milestones = Table(
    "milestones",
    metadata,
    Column("name", String, primary_key=True),
    Column("at", Moment, nullable=False),
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
    Column("thread", String, nullable=False, server_default="", index=True),
    Column("digest_id", ForeignKey("digests.id"), index=True),
    Column("tells", Integer, nullable=False, server_default="0"),
    Column("held_for", ForeignKey("digests.id"), index=True),
    Index("ix_deliveries_state_due_at", "state", "due_at"),
    Index("ix_deliveries_next", "channel", "state", "due_at"),
    CheckConstraint(
        "(story_id IS NOT NULL) + (notice_id IS NOT NULL) + (digest_id IS NOT NULL) = 1", name="one_subject"
    ),
)

receipts = Table(
    "receipts",
    metadata,
    Column("key", String, primary_key=True),
    Column("channel_id", String, nullable=False),
    Column("message_id", String, nullable=False),
    Column("at", Moment, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("target", String, nullable=False),
    Column("channel", String),
)

# What was said of an alert stays as it was when it was said: no foreign key, since rules and stories change.
feedback = Table(
    "feedback",
    metadata,
    Column("key", String, primary_key=True),
    Column("actor", String, primary_key=True),
    Column("useful", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("story_id", String, nullable=False),
    Column("headline", Text, nullable=False),
    Column("watches", JSON, nullable=False),
    Column("channel", String, nullable=False),
)
