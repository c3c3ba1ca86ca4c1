"""A table of sources: whose, which place, how it is read, under which address."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from enum import StrEnum
from ipaddress import ip_network
from typing import Any, TypeVar

from dondoc.calendar.date_words import parse_date
from dondoc.contacts.entries import CheckedFile, ContactEntry, Gathering
from dondoc.limits import LONGEST_ADDRESS
from dondoc.messages.environment import phrases
from dondoc.plan.find_unit import find_unit
from dondoc.plan.registry import Registry
from dondoc.problems import Problem, Refused
from dondoc.publication.official.official_code import read_code
from dondoc.publication.official.source_vocabulary import KIND_WORDS, USUAL_WAYS, WAY_WORDS
from dondoc.tables.headings import SheetColumn, heading_key
from dondoc.tables.sheet import SheetRow, read_sheet
from dondoc.text import parse_link
from models.publication_kinds import ReadingWay

COLUMNS = (
    SheetColumn("unit", "đơn vị", ("tên đơn vị",), required=True),
    SheetColumn("kind", "nơi công khai", ("nơi",), required=True),
    SheetColumn("way", "cách đọc"),
    SheetColumn("address", "địa chỉ", ("địa chỉ trang", "đường dẫn", "url")),
    SheetColumn("levels", "cấp", ("cấp thực hiện",)),
    SheetColumn("fields", "lĩnh vực"),
    SheetColumn("codes", "mã TTHC"),
    SheetColumn("hosts", "tên miền chính thức", ("tên miền",)),
    SheetColumn("allow_cidrs", "dải mạng nội bộ", ("dải mạng",)),
    SheetColumn("gap_seconds", "giãn cách giây", ("giãn cách",)),
    SheetColumn("details", "đọc trang chi tiết", ("trang chi tiết",)),
    SheetColumn("basis", "căn cứ"),
    SheetColumn("confirmed", "đã xác nhận"),
    SheetColumn("from_on", "từ ngày"),
    SheetColumn("to_on", "đến ngày"),
)
TEMPLATE = (
    "đơn vị,nơi công khai,cách đọc,địa chỉ,cấp,lĩnh vực,mã TTHC,tên miền chính thức,"
    "dải mạng nội bộ,giãn cách giây,căn cứ,đã xác nhận,từ ngày,đến ngày\n"
    "Sở Tài chính,trang của đơn vị,trang,https://so-tai-chinh.example/thu-tuc,,,,"
    "so-tai-chinh.example,,1,Mục II.3.5,,01/01/2027,\n"
)
"""A sample, to be written over."""

_LEAST_GAP, _MOST_GAP = 0.5, 60.0
_WIDEST = {4: 8, 6: 32}
"""The widest private range that may be opened at a time, as a prefix."""
_YES = frozenset({"co", "x", "1", "yes", "true"})
_READ_WAYS = (ReadingWay.PAGE, ReadingWay.FILE)
Words = TypeVar("Words", bound=StrEnum)


def check_sources(
    content: bytes, registry: Registry, *, on: date, demo: bool = False, sheet: str = ""
) -> CheckedFile:
    """The sources of a table. Raises Refused with everything that is wrong.

    A column that the file lacks is not in an entry's values: importing leaves it as it is.
    """
    gathering = Gathering()
    for row in gathering.rows(read_sheet(content, COLUMNS, sheet), registry, on):
        entry = _SourceRow(row, registry, on, gathering.problems).entry()
        gathering.take(row, entry, "address")
    return gathering.checked()


def usual_reading(address: str) -> dict[str, Any]:
    """What only its own way of reading needs: the port of an address that names one."""
    parts = parse_link(address)
    return {"ports": [parts.port]} if parts and parts.port else {}


class _SourceRow:
    """One row as it is read; what is wrong with it goes to the list given."""

    def __init__(
        self, row: SheetRow, registry: Registry, on: date, problems: list[Problem]
    ) -> None:
        self._row, self._registry, self._on, self._problems = row, registry, on, problems

    def entry(self) -> ContactEntry | None:
        row, wrong = self._row, len(self._problems)
        unit_code, unit_name = self._unit()
        kind = self._word("kind", KIND_WORDS)
        way = self._word("way", WAY_WORDS) if row["way"] else None
        if kind is None:
            return None
        address = self._address(way or USUAL_WAYS[kind])
        values = self._values(way, address)
        if len(self._problems) > wrong:
            return None
        return ContactEntry(
            line=row.line,
            key={"unit_code": unit_code, "kind": kind, "address": address},
            values=values,
            words=phrases("procedures").source_words(unit_name, KIND_WORDS[kind][0], address),
        )

    def _values(self, way: ReadingWay | None, address: str) -> dict[str, Any]:
        row = self._row
        values: dict[str, Any] = {"way": way} if way else {}
        if {"levels", "fields", "codes"} & set(row.cells):
            values["scope"] = self._scope()
        if row["hosts"]:
            values["hosts"] = [one.lower().lstrip(".*") for one in _parts(row["hosts"])]
        if "allow_cidrs" in row:
            values["allow_cidrs"] = self._networks()
        if row["gap_seconds"]:
            values["gap_seconds"] = self._gap()
        if "details" in row:
            wanted = heading_key(row["details"]) in _YES
            values["reading"] = usual_reading(address) | ({"details": True} if wanted else {})
        if row["basis"]:
            values["basis"] = row["basis"]
        if "confirmed" in row:
            values["confirmed"] = heading_key(row["confirmed"]) in _YES
        return values | self._days()

    def _days(self) -> dict[str, date | None]:
        from_on, to_on = self._date("from_on"), self._date("to_on")
        if from_on and to_on and to_on < from_on:
            self._wrong("to_on", phrases("procedures").ends_early())
        found: dict[str, date | None] = {"from_on": from_on} if from_on else {}
        return {**found, "to_on": to_on} if "to_on" in self._row else found

    def _unit(self) -> tuple[str, str]:
        try:
            unit = find_unit(self._registry, self._row["unit"], self._on)
        except Refused as refused:
            self._wrong("unit", refused.problems[0].wanted)
            return "", ""
        return unit.code, unit.name

    def _word(self, name: str, words: dict[Words, tuple[str, ...]]) -> Words | None:
        given = heading_key(self._row[name])
        for word, said in words.items():
            if given in {heading_key(one) for one in (word.value, *said)}:
                return word
        self._wrong(name, phrases("procedures").one_of([said[0] for said in words.values()]))
        return None

    def _address(self, way: ReadingWay) -> str:
        """The address; empty where nothing is fetched."""
        text = self._row["address"]
        if way not in _READ_WAYS:
            if text:
                self._wrong("address", phrases("procedures").no_address_wanted(WAY_WORDS[way][0]))
            return ""
        parts = parse_link(text) if len(text) <= LONGEST_ADDRESS else None
        if not text or parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
            self._wrong("address", phrases("procedures").no_web_address())
            return ""
        if parts.username is not None or parts.password is not None:
            wanted = phrases("procedures").secret_in_address()
            self._problems.append(self._row.problem("address", wanted, given="(không hiện)"))
            return ""
        return parts._replace(fragment="").geturl()

    def _scope(self) -> dict[str, list[str]]:
        scope = {name: _parts(self._row[name]) for name in ("levels", "fields")}
        codes = [(one, read_code(one)) for one in _parts(self._row["codes"])]
        for given, code in codes:
            if code is None:
                self._problems.append(
                    self._row.problem("codes", phrases("procedures").no_code(), given=given)
                )
        scope["codes"] = [code.core for _given, code in codes if code]
        return {name: given for name, given in scope.items() if given}

    def _networks(self) -> list[str]:
        found = []
        for one in _parts(self._row["allow_cidrs"]):
            network = None
            with suppress(ValueError):
                network = ip_network(one, strict=False)
            if (
                network is None
                or not network.is_private
                or network.is_loopback
                or network.is_link_local
                or network.prefixlen < _WIDEST[network.version]
            ):
                self._problems.append(
                    self._row.problem("allow_cidrs", phrases("procedures").no_network(), given=one)
                )
            else:
                found.append(str(network))
        return found

    def _gap(self) -> float:
        given = None
        with suppress(ValueError):
            given = float(self._row["gap_seconds"].replace(",", "."))
        if given is None or not _LEAST_GAP <= given <= _MOST_GAP:
            self._wrong("gap_seconds", phrases("procedures").no_gap(_LEAST_GAP, _MOST_GAP))
            return 1.0
        return given

    def _date(self, name: str) -> date | None:
        if not self._row[name]:
            return None
        try:
            return parse_date(self._row[name])
        except ValueError as error:
            self._wrong(name, str(error))
            return None

    def _wrong(self, name: str, wanted: str) -> None:
        self._problems.append(self._row.problem(name, wanted))


def _parts(text: str) -> list[str]:
    """«Cấp Tỉnh; Cấp Xã», one after the other."""
    return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]
