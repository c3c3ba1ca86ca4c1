"""A field of a report is one of every way in: page, mail, paper, and the ledger."""

from __future__ import annotations

from dataclasses import fields

from dondoc.submissions.evidence import ONLY_UNITS_SAY, Given
from dondoc.submissions.evidence_form import EvidenceForm
from dondoc.submissions.paper import Paper
from flows.record_submission import record_submission as flow
from models import Submission

FORM = set(EvidenceForm.model_fields)


def test_what_is_typed_has_the_fields_of_the_form():
    assert FORM == {one.name for one in fields(Given)}


def test_the_ledger_has_a_column_for_each():
    assert FORM - {"figures"} <= set(Submission.model_fields)


def test_a_paper_says_each():
    """Of a paper the office says when it came: nothing is left to confirm."""
    assert FORM - ONLY_UNITS_SAY <= {one.name for one in fields(Paper)}


def test_the_form_of_the_prefect_ui_says_each():
    called = {"number": "document_number", "signed_on": "document_on"}
    offered = {called.get(name, name) for name in flow.parameters.properties}

    assert FORM - ONLY_UNITS_SAY <= offered
