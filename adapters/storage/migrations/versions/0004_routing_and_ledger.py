"""What a ledger takes back, replies and digests, silences, milestones, and the search of documents."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _extend_stories()
    _let_facts_be_taken_back()
    _make_digests()
    _extend_deliveries()
    _make_silences_and_milestones()
    op.create_index(op.f("ix_decisions_at"), "decisions", ["at"])
    _make_search()


def _extend_stories() -> None:
    op.add_column("stories", sa.Column("merged_into", sa.String(), nullable=True))
    op.add_column("reports", sa.Column("feed_id", sa.String(), nullable=False, server_default=""))
    op.add_column("reports", sa.Column("reprint_of", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE reports SET feed_id = (SELECT feed_id FROM entries WHERE entries.id = reports.entry_id)"
    )


def _let_facts_be_taken_back() -> None:
    """`facts` and `changes` are made anew: an entry may state a value again that it had taken back."""
    op.create_table(
        "facts_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("modality", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=False, server_default=""),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("published", sa.DateTime(), nullable=False),
        sa.Column("seen", sa.DateTime(), nullable=False),
        sa.Column("taken_back", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_facts_entry_id_entries")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
        sa.UniqueConstraint(
            "event", "entry_id", "occurrence", "slot", "value", "seen", name=op.f("uq_facts_event")
        ),
    )
    columns = (
        "id, event, entry_id, occurrence, slot, value, shown, first_day, last_day, sentence, "
        "sentence_start, sentence_end, evidence_start, evidence_end, rule, confidence, modality, role, "
        "outlet, url, published, seen"
    )
    op.execute(f"INSERT INTO facts_new ({columns}) SELECT {columns} FROM facts")  # noqa: S608 - our own names
    op.create_table(
        "changes_new",
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("after_fact", sa.Integer(), nullable=False),
        sa.Column("before_fact", sa.Integer(), nullable=True),
        sa.Column("correction", sa.Boolean(), nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name=op.f("fk_changes_alert_id_alerts")),
        sa.ForeignKeyConstraint(["after_fact"], ["facts_new.id"], name=op.f("fk_changes_after_fact_facts")),
        sa.ForeignKeyConstraint(["before_fact"], ["facts_new.id"], name=op.f("fk_changes_before_fact_facts")),
        sa.PrimaryKeyConstraint("alert_id", "after_fact", name=op.f("pk_changes")),
    )
    op.execute(
        "INSERT INTO changes_new (alert_id, after_fact, before_fact) "
        "SELECT alert_id, after_fact, before_fact FROM changes"
    )
    op.drop_table("changes")
    op.drop_table("facts")
    op.rename_table("facts_new", "facts")  # what refers to it follows
    op.rename_table("changes_new", "changes")
    op.create_index(op.f("ix_facts_event"), "facts", ["event"])
    op.create_index(op.f("ix_facts_entry_id"), "facts", ["entry_id"])


def _make_digests() -> None:
    op.create_table(
        "digests",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
    )
    op.create_index("ix_digests_channel", "digests", ["channel", "kind", "until"])


def _extend_deliveries() -> None:
    with op.batch_alter_table("deliveries", recreate="always") as table:
        table.add_column(sa.Column("thread", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("digest_id", sa.String(), nullable=True))
        table.add_column(sa.Column("tells", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("held_for", sa.String(), nullable=True))
        table.drop_constraint(op.f("ck_deliveries_one_subject"), type_="check")
        table.create_foreign_key(op.f("fk_deliveries_digest_id_digests"), "digests", ["digest_id"], ["id"])
        table.create_foreign_key(op.f("fk_deliveries_held_for_digests"), "digests", ["held_for"], ["id"])
        table.create_check_constraint(
            op.f("ck_deliveries_one_subject"),
            "(story_id IS NOT NULL) + (notice_id IS NOT NULL) + (digest_id IS NOT NULL) = 1",
        )
    op.execute("UPDATE deliveries SET thread = key")
    op.execute(
        "UPDATE deliveries SET tells = COALESCE((SELECT revision FROM stories WHERE id = story_id), 0) "
        "WHERE state = 'sent'"
    )
    op.create_index(op.f("ix_deliveries_thread"), "deliveries", ["thread"])
    op.create_index("ix_deliveries_next", "deliveries", ["channel", "state", "due_at"])
    op.create_index(op.f("ix_deliveries_held_for"), "deliveries", ["held_for"])
    op.create_index(op.f("ix_deliveries_digest_id"), "deliveries", ["digest_id"])


def _make_silences_and_milestones() -> None:
    op.create_table(
        "silences",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("ended", sa.DateTime(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silences")),
    )
    op.create_index(op.f("ix_silences_until"), "silences", ["until"])
    op.create_table(
        "milestones",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_milestones")),
    )


def _make_search() -> None:
    """An index over the documents that keeps no text of its own.

    The database holds it in step with what is changed and dropped. What is added is written by whoever adds
    it, many at once: a trigger took three times as long, since it ends a statement of its own for each row.
    """
    op.execute(
        "CREATE VIRTUAL TABLE documents_search USING fts5(text, content='documents', "
        "content_rowid='entry_id', tokenize='porter unicode61 remove_diacritics 2')"
    )
    op.execute("INSERT INTO documents_search (rowid, text) SELECT entry_id, text FROM documents")
    gone = (
        "INSERT INTO documents_search (documents_search, rowid, text) "
        "VALUES ('delete', old.entry_id, old.text);"
    )
    come = "INSERT INTO documents_search (rowid, text) VALUES (new.entry_id, new.text);"
    for event, action in (("DELETE", gone), ("UPDATE", gone + come)):
        name = f"documents_search_{event.lower()}"
        op.execute(f"CREATE TRIGGER {name} AFTER {event} ON documents BEGIN {action} END")
