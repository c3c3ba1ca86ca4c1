"""Chat: the token pair of a service; who has already answered for a unit counts as verified."""

import sqlalchemy as sa
from alembic import op

revision = "0004_add_service_token"
down_revision = "0003_add_incoming_mail"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "service_token",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("access_token", sa.String(), nullable=False),
        sa.Column("refresh_token", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_kind", sa.String(), nullable=False, server_default=""),
        sa.Column("failed_why", sa.String(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("name"),
    )
    # From now on only a verified contact is written to: an answer through its own link is proof.
    op.execute(
        "UPDATE contact SET verified_at = (SELECT MIN(submission.recorded_at) FROM submission"
        " WHERE submission.recorded_by = 'contact:' || contact.id) WHERE verified_at IS NULL"
    )


def downgrade() -> None:
    op.drop_table("service_token")
