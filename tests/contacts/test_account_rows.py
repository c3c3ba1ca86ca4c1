"""What a row of accounts may say, and how a wrong one is refused."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.contacts.account_columns import TEMPLATE, check_accounts
from dondoc.problems import Refused
from models.kinds import AccountRole

TODAY = date(2027, 3, 1)
HEAD = "họ tên,địa chỉ,đơn vị,vai trò,phòng,điện thoại,nhiệm vụ"


@pytest.fixture
def accounts(registry):
    def checked(*lines, demo=True):
        return check_accounts("\n".join(lines).encode(), registry, on=TODAY, demo=demo)

    return checked


def test_a_full_row_is_understood(accounts):
    entry, *_ = accounts(
        HEAD,
        'Phạm Thị Hà,Ha@SNV.example,Sở Nội vụ,Cán bộ,Phòng CCHC,0207,"bao-cao-dinh-ky; III.1.2.a4"',
    ).entries

    assert {"address": "ha@snv.example"} == entry.key
    assert {
        "name": "Phạm Thị Hà",
        "unit_code": "so-noi-vu",
        "role": AccountRole.OFFICER,
        "department": "Phòng CCHC",
        "telephone": "0207",
        "duties": "III.1.1.c,III.1.2.a4",
    } == entry.values


def test_what_a_file_does_not_have_is_left_alone(accounts):
    entry, *_ = accounts("name,address,unit", "Lê Văn Xem,xem@snv.example,so-noi-vu").entries

    assert {"name": "Lê Văn Xem", "unit_code": "so-noi-vu"} == entry.values


def test_every_wrong_cell_is_named_at_once(accounts, registry):
    with pytest.raises(Refused) as caught:
        accounts(HEAD, ",abc,,sếp,,,IX", "A,a@b.example,so-noi-vu,,,,", "B,A@B.example,so-y-te,,,,")

    with pytest.raises(Refused) as unknown:
        registry.plan.duty("IX")
    [duty] = [problem.wanted for problem in unknown.value.problems]
    assert [
        "dòng 2, cột họ tên: hãy ghi họ tên",
        "dòng 2, cột địa chỉ «abc»: không phải địa chỉ thư; hãy ghi như ten@tuyenquang.gov.vn",
        "dòng 2, cột vai trò «sếp»: hãy ghi một trong: xem, cán bộ, quản trị",
        f"dòng 2, cột nhiệm vụ «IX»: {duty}",
        "dòng 2, cột đơn vị: hãy ghi tên, ký hiệu, mã hoặc mã thống kê, như Sở Tài chính hay STC",
        "dòng 4, cột địa chỉ «B · Sở Y tế · a@b.example»: trùng với dòng 3; hãy bỏ một dòng",
    ] == [problem.sentence() for problem in caught.value.problems]


def test_an_address_outside_the_official_domains_is_a_warning(accounts):
    row = "A,a@gmail.com,so-noi-vu,,,,"

    assert 1 == len(accounts(HEAD, row).warnings)


def test_the_template_is_a_file_that_can_be_imported(accounts):
    checked = accounts(*TEMPLATE.splitlines())

    assert (2, 0) == (len(checked.entries), len(checked.warnings))
