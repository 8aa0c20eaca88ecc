"""Which version of a watch's ledger this is, told by an index alone."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_facts_version", "facts", ["event", "taken_back", "seen"])
    op.drop_index("ix_facts_event", "facts")
