"""Keep the mail that comes in, how far each mailbox was read, and answers to senders."""

import sqlalchemy as sa
from alembic import op

revision = "0003_add_incoming_mail"
down_revision = "0002_add_activity_withdrawal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("address", sa.String(), nullable=True))
    op.create_table(
        "mailbox",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=False),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "incoming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("mime_id", sa.String(), nullable=True),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=True),
        sa.Column("uid", sa.BigInteger(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("asked_id", sa.Integer(), nullable=True),
        sa.Column("handled_by", sa.String(), nullable=True),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_id"], ["message.id"]),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"]),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"]),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"]),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mime_id"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_index(op.f("ix_incoming_assignment_id"), "incoming", ["assignment_id"])
    _index("ix_incoming_open", "id", "outcome IN ('new', 'held')")
    _index("ix_incoming_asked", "asked_id", "asked_id IS NOT NULL")


def _index(name: str, column: str, where: str) -> None:
    only = sa.text(where)
    op.create_index(name, "incoming", [column], sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    op.drop_table("incoming")
    op.drop_table("mailbox")
    op.drop_column("message", "address")
