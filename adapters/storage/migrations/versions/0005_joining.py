"""Sketches by which reports are joined without reading all of them; stories that were parted.

The sketches that there were are of another kind: what is stored with them is found by no new report.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("reports", "sketch")
    op.create_index("ix_matches_watch", "matches", ["watch", "entry_id"])
    op.create_table(
        "sketches",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_sketches_entry_id_entries")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_sketches")),
    )
    op.create_table(
        "sketch_keys",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "entry_id", name=op.f("pk_sketch_keys")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "term_counts",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "generation", name=op.f("pk_term_counts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stories_apart",
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_stories_apart_story_id_stories")),
        sa.ForeignKeyConstraint(["other_id"], ["stories.id"], name=op.f("fk_stories_apart_other_id_stories")),
        sa.PrimaryKeyConstraint("story_id", "other_id", name=op.f("pk_stories_apart")),
    )
