"""What polling remembers of a feed, which entries were read, and notices to operators."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _add_to_feeds()
    op.add_column("entries", sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
    _make_notices()
    _let_deliveries_bring_notices()


def _add_to_feeds() -> None:
    # In place, column by column: a table that others refer to cannot be made anew while foreign keys are
    # checked, and within a transaction SQLite does not let go of checking them.
    added: tuple[sa.Column[Any], ...] = (
        sa.Column("position", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("active", sa.Boolean(), nullable=False, server_default="1"),
        sa.Column("failing_since", sa.DateTime(), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("told", sa.String(), nullable=True),
        sa.Column("move_url", sa.String(), nullable=False, server_default=""),
        sa.Column("move_times", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("ttl", sa.Float(), nullable=True),
        sa.Column("skip_hours", sa.String(), nullable=False, server_default=""),
        sa.Column("skip_days", sa.String(), nullable=False, server_default=""),
        sa.Column("gap", sa.Float(), nullable=True),
        sa.Column("gaps", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("last_news", sa.DateTime(), nullable=True),
        # Bytes: SQLite would hand a text for a default that is one.
        sa.Column("seen_body", sa.LargeBinary(), nullable=False, server_default=sa.text("x''")),
        sa.Column("seen_entries", sa.LargeBinary(), nullable=False, server_default=sa.text("x''")),
    )
    for column in added:
        op.add_column("feeds", column)
    op.create_index("ix_feeds_due", "feeds", ["active", "stopped", "next_poll", "position"])


def _make_notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("feed_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("told_with", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name=op.f("fk_notices_feed_id_feeds")),
        sa.ForeignKeyConstraint(["told_with"], ["notices.id"], name=op.f("fk_notices_told_with_notices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index(op.f("ix_notices_at"), "notices", ["at"])
    op.create_index(op.f("ix_notices_told_with"), "notices", ["told_with"])


def _let_deliveries_bring_notices() -> None:
    # Made anew: SQLite cannot take NOT NULL off a column. No table refers to this one.
    with op.batch_alter_table("deliveries", recreate="always") as table:
        table.alter_column("story_id", existing_type=sa.String(), nullable=True)
        table.add_column(sa.Column("notice_id", sa.String(), nullable=True))
        table.create_foreign_key(op.f("fk_deliveries_notice_id_notices"), "notices", ["notice_id"], ["id"])
        table.create_check_constraint(
            op.f("ck_deliveries_one_subject"), "(story_id IS NULL) <> (notice_id IS NULL)"
        )
    op.create_index(op.f("ix_deliveries_notice_id"), "deliveries", ["notice_id"])
