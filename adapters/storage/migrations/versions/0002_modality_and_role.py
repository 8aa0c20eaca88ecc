"""How a fact is put, and a participant's office."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite adds a column in place, whatever the table holds, where it is given something for the old rows.
    op.add_column("facts", sa.Column("modality", sa.String(), nullable=True))
    op.add_column("facts", sa.Column("role", sa.String(), nullable=False, server_default=""))
