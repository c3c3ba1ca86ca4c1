"""Who may have a hand in the consolidated report: the body that writes it."""

from __future__ import annotations

import pytest

from dondoc.documents.register.paper_matter import PaperMatter
from dondoc.documents.register.paper_rights import require_papers
from dondoc.problems import Refused
from models import Account
from models.kinds import AccountRole, DocumentKind
from tests.support.report_desk import OWN_DAY


def account(unit: str, role: AccountRole = AccountRole.OFFICER, **more: str) -> Account:
    return Account(
        name="Một người", address=f"ai@{unit}.example", unit_code=unit, role=role, **more
    )


@pytest.mark.parametrize(("duty", "period"), [("III.1.2.a4", "2027-Q1"), ("III.1.2.a5", "2027-E1")])
def test_the_report_is_written_by_who_watches_over_the_units(rulebook, duty: str, period: str):
    plan = rulebook.registry.plan.code
    matter = PaperMatter(DocumentKind.CONSOLIDATED_REPORT, plan, duty, period)

    require_papers(rulebook, matter, account("so-noi-vu"), now=OWN_DAY)
    require_papers(rulebook, matter, account("so-tu-phap", AccountRole.ADMINISTRATOR), now=OWN_DAY)
    for other in (
        account("van-phong-ubnd"),
        account("so-tu-phap"),
        account("so-noi-vu", AccountRole.VIEWER),
        account("so-noi-vu", duties="III.1.7.b.2"),
    ):
        with pytest.raises(Refused, match="Sở Nội vụ"):
            require_papers(rulebook, matter, other, now=OWN_DAY)
