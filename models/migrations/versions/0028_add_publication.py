"""The publication check: the official list, its decisions, sources, looks and findings."""

import sqlalchemy as sa
from alembic import op

revision = "0028_add_publication"
down_revision = "0027_add_document_assignment"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "procedure_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(32), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("act_effective_on", sa.Date(), nullable=True),
        sa.Column("shortened", sa.Boolean(), nullable=False),
        sa.Column("file_sha256", sa.String(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_table(
        "scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(32), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("run_on", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("invalid_why", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("scope", "key"),
    )
    op.create_table(
        "snapshot",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "decision_item",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("act", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["procedure_decision.id"],
        ),
        sa.PrimaryKeyConstraint("decision_id", "code"),
    )
    op.create_table(
        "procedure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("components", sa.JSON(), nullable=False),
        sa.Column("fee", sa.String(), nullable=False),
        sa.Column("time_limit", sa.String(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["procedure_decision.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", "version"),
    )
    op.create_index(op.f("ix_procedure_code"), "procedure", ["code"], unique=False)
    op.create_index(op.f("ix_procedure_decision_id"), "procedure", ["decision_id"], unique=False)
    op.create_table(
        "publication_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("way", sa.String(32), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("hosts", sa.JSON(), nullable=False),
        sa.Column("allow_cidrs", sa.JSON(), nullable=False),
        sa.Column("gap_seconds", sa.Float(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_code"],
            ["unit.code"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("unit_code", "kind", "address"),
    )
    op.create_index(
        op.f("ix_publication_source_unit_code"), "publication_source", ["unit_code"], unique=False
    )
    op.create_table(
        "publication_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("episode", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("severity", sa.String(32), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["publication_source.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_code"],
            ["unit.code"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("fingerprint", "episode"),
    )
    op.create_index(op.f("ix_publication_finding_assignment_id"), "publication_finding", ["assignment_id"], unique=False)
    op.create_index(op.f("ix_publication_finding_source_id"), "publication_finding", ["source_id"], unique=False)
    op.create_index(op.f("ix_publication_finding_unit_code"), "publication_finding", ["unit_code"], unique=False)
    op.create_table(
        "publication_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(32), nullable=False),
        sa.Column("trouble", sa.String(32), nullable=True),
        sa.Column("http", sa.JSON(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("rows_digest", sa.String(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["scan_id"],
            ["scan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["snapshot"],
            ["snapshot.sha256"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["publication_source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("scan_id", "source_id"),
    )
    op.create_index(
        op.f("ix_publication_check_source_id"), "publication_check", ["source_id"], unique=False
    )
    op.create_table(
        "finding_sighting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("expected", sa.String(), nullable=False),
        sa.Column("actual", sa.String(), nullable=False),
        sa.Column("excerpt", sa.String(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["check_id"],
            ["publication_check.id"],
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"],
            ["publication_finding.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("finding_id", "check_id"),
    )
    op.create_index(
        op.f("ix_finding_sighting_check_id"), "finding_sighting", ["check_id"], unique=False
    )
    op.create_table(
        "finding_waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("waived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waived_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"],
            ["publication_finding.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_finding_waiver_finding_id"), "finding_waiver", ["finding_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_finding_waiver_finding_id"), table_name="finding_waiver")
    op.drop_table("finding_waiver")
    op.drop_index(op.f("ix_finding_sighting_check_id"), table_name="finding_sighting")
    op.drop_table("finding_sighting")
    op.drop_index(op.f("ix_publication_check_source_id"), table_name="publication_check")
    op.drop_table("publication_check")
    op.drop_index(op.f("ix_publication_finding_unit_code"), table_name="publication_finding")
    op.drop_index(op.f("ix_publication_finding_source_id"), table_name="publication_finding")
    op.drop_index(op.f("ix_publication_finding_assignment_id"), table_name="publication_finding")
    op.drop_table("publication_finding")
    op.drop_index(op.f("ix_publication_source_unit_code"), table_name="publication_source")
    op.drop_table("publication_source")
    op.drop_index(op.f("ix_procedure_decision_id"), table_name="procedure")
    op.drop_index(op.f("ix_procedure_code"), table_name="procedure")
    op.drop_table("procedure")
    op.drop_table("decision_item")
    op.drop_table("snapshot")
    op.drop_table("scan")
    op.drop_table("procedure_decision")
