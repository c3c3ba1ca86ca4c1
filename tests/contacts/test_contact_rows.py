"""What a row of contacts may say, and how a wrong one is refused."""

from __future__ import annotations

import pytest

from dondoc.contacts.contact_columns import TEMPLATE
from models.kinds import Purpose

HEAD = "đơn vị,đầu mối,điện thoại,kênh,địa chỉ,mục đích,thứ tự,kèm"


def test_a_full_row_is_understood(check):
    entry, *_ = check(
        HEAD, "Sở Tài chính,Nguyễn Thị Mai,0207 300 0002,,Mai@STC.example,Lãnh đạo,2,có"
    ).entries

    key = {
        "unit_code": "so-tai-chinh",
        "channel": "email",
        "address": "mai@stc.example",
        "purpose": Purpose.HEAD,
    }
    assert key == entry.key
    assert {
        "person": "Nguyễn Thị Mai",
        "telephone": "0207 300 0002",
        "position": 2,
        "also": True,
    } == entry.values


def test_the_least_a_row_may_say(check):
    entry, *_ = check("unit,address", "so-y-te,a@so-y-te.example").entries

    assert ("email", Purpose.CLERK) == (entry.key["channel"], entry.key["purpose"])
    assert {} == entry.values


@pytest.mark.parametrize(
    ("word", "purpose"),
    [
        ("đầu mối", Purpose.CLERK),
        ("clerk", Purpose.CLERK),
        ("", Purpose.CLERK),
        ("LÃNH ĐẠO", Purpose.HEAD),
        ("head", Purpose.HEAD),
        ("van thu", Purpose.RECORDS),
    ],
)
def test_a_purpose_may_be_written_in_both_languages(word, purpose, check):
    checked = check("đơn vị,địa chỉ,mục đích", f"so-y-te,a@so-y-te.example,{word}")

    assert purpose == checked.entries[0].key["purpose"]


def test_every_wrong_cell_of_every_row_is_named_at_once(refusal):
    no_channel = "không có kênh này; hãy ghi email hoặc tên một dịch vụ của Apprise như json"

    assert [
        "dòng 2, cột đơn vị «Sở Tài chánh»: không có đơn vị nào tên như vậy; có phải Sở Tài chính?",
        "dòng 2, cột địa chỉ: hãy ghi địa chỉ nhận tin",
        "dòng 3, cột đơn vị: hãy ghi tên, ký hiệu, mã hoặc mã thống kê, như Sở Tài chính hay STC",
        "dòng 3, cột mục đích «sếp»: hãy ghi một trong: đầu mối, lãnh đạo, văn thư",
        "dòng 3, cột thứ tự «0»: phải là một số từ 1 đến 99; 1 là người được báo trước tiên",
        "dòng 3, cột kèm «ừ»: hãy ghi «có» nếu luôn gửi kèm một bản, để trống nếu không",
        f"dòng 4, cột kênh «fax»: {no_channel}",
    ] == refusal(
        HEAD,
        "Sở Tài chánh,,,,,,,",
        ",,,,a@so-y-te.example,sếp,0,ừ",
        "so-y-te,,,fax,a/b,,,",
    )


def test_the_heading_of_the_file_itself_is_named(refusal):
    assert [
        "dòng 2, cột Tên đơn vị «Sở Ytế»: không có đơn vị nào tên như vậy; có phải Sở Y tế?"
    ] == (refusal("Tên đơn vị,Email", "Sở Ytế,a@b.example"))


def test_a_row_that_says_the_same_again_is_refused(refusal):
    said = "Sở Y tế · đầu mối · a@so-y-te.example"

    assert [f"dòng 4, cột địa chỉ «{said}»: trùng với dòng 2; hãy bỏ một dòng"] == refusal(
        "đơn vị,địa chỉ,mục đích",
        "so-y-te,a@so-y-te.example,",
        "so-y-te,a@so-y-te.example,lãnh đạo",
        "Sở Y tế,A@SO-Y-TE.example,đầu mối",
    )


def test_a_file_without_rows_is_refused(refusal):
    assert ["Tệp: chưa có dòng nào dưới tên các cột"] == refusal(HEAD)


def test_an_address_outside_the_official_domains_is_a_warning(check):
    lines = ("đơn vị,địa chỉ", "so-y-te,a@gmail.com", "so-y-te,a@syt.tuyenquang.gov.vn")

    odd = "không thuộc tên miền .gov.vn; hãy xem lại nếu không phải chủ ý"
    warnings = check(*lines, demo=False).warnings
    assert [f"dòng 2, cột địa chỉ «a@gmail.com»: {odd}"] == [one.sentence() for one in warnings]


@pytest.mark.parametrize(("demo", "warnings"), [(True, 0), (False, 1)])
def test_sample_addresses_are_official_in_the_demo_alone(demo, warnings, check):
    checked = check("đơn vị,địa chỉ", "so-y-te,a@so-y-te.example", demo=demo)

    assert warnings == len(checked.warnings)


def test_the_template_is_a_file_that_can_be_imported(check):
    checked = check(*TEMPLATE.splitlines())

    assert (2, 0) == (len(checked.entries), len(checked.warnings))
