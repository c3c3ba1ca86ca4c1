"""What the lines of the audit speak of, by the names that people know: a page of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from dondoc.contacts.address import safe_address
from dondoc.ledger.actors import Actor, Actors
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from models import Account, Assignment, Contact, Round

KINDS = {
    "assignment": "việc",
    "round": "đợt",
    "contact": "đầu mối",
    "account": "tài khoản",
    "message": "tin",
    "incoming": "thư đến",
    "channel": "kênh",
    "document": "văn bản",
    "document_text": "lời trong văn bản",
    "template": "mẫu văn bản",
    "decided_days": "quyết định ngày nghỉ",
    "asked": "yêu cầu từ Prefect",
    "unit": "đơn vị",
    "duty": "nhiệm vụ",
    "conference": "Hội nghị",
    "delegate": "đại biểu",
    "scoring": "chấm điểm năm",
    "publication_source": "nguồn công khai",
    "scan": "lượt quét",
    "procedures": "danh mục thủ tục",
    "decision": "quyết định công bố",
    "index_766": "kết quả Bộ chỉ số 766",
    "restoration": "lần khôi phục",
    "silence": "điều im lặng",
    "retention": "thời hạn giữ",
    "person": "người",
}
"""What is in front of the colon of a target (`assignment:12`), as a reader knows it."""

_PAGES = {
    "assignment": "/bang/viec/{key}",
    "incoming": "/bang/thu-den/{key}",
    "document": "/bang/tai-lieu/{key}",
}


@dataclass
class AuditObjects:
    """Names of what acts were done to; what is no longer there keeps its number."""

    session: Session
    rulebook: Rulebook
    _words: dict[str, str] = field(default_factory=dict)
    _actors: Actors | None = None

    def who(self, actor: str) -> str:
        """«Phạm Thị Hà, Sở Nội vụ»"""
        self._actors = self._actors or Actors(self.session, self.rulebook)
        return self._actors.name(actor)

    def learn(self, targets: Iterable[str]) -> None:
        """Look up what these targets are called, one query for each kind."""
        numbers: dict[str, set[int]] = defaultdict(set)
        for target in targets:
            kind, _, key = target.partition(":")
            if key.isascii() and key.isdigit():
                numbers[kind].add(int(key))
        self._assignments(numbers["assignment"])
        self._rounds(numbers["round"])
        self._contacts(numbers["contact"])
        self._accounts(numbers["account"])

    def named(self, target: str, act: str) -> tuple[str, str]:
        """What it is, in words, and the address of its page (below `root`), empty without one.

        What the act has named already («tạm dừng kênh») is not said again.
        """
        kind, _, key = target.partition(":")
        words = self._words.get(target) or phrases("admin").numbered(KINDS.get(kind, kind), key)
        word = KINDS.get(kind, kind)
        words = words.removeprefix(f"{word} ") if act.endswith(word) else words
        page = _PAGES.get(kind, "")
        return words, page.format(key=key) if page and key.isdigit() else ""

    def _assignments(self, ids: set[int]) -> None:
        query = select(Assignment, Round).join(Round).where(col(Assignment.id).in_(sorted(ids)))
        for row, of in self._rows(query, ids):
            short, when = self._round(of.plan, of.duty, of.period)
            words = phrases("admin").assignment(short, self._unit(row.unit_code), when)
            self._words[f"assignment:{row.id}"] = words

    def _rounds(self, ids: set[int]) -> None:
        query = select(Round.id, Round.plan, Round.duty, Round.period)
        for id_, plan, duty, period in self._rows(query.where(col(Round.id).in_(sorted(ids))), ids):
            self._words[f"round:{id_}"] = phrases("admin").round(*self._round(plan, duty, period))

    def _contacts(self, ids: set[int]) -> None:
        query = select(Contact.id, Contact.channel, Contact.address, Contact.unit_code)
        for id_, channel, address, unit in self._rows(
            query.where(col(Contact.id).in_(sorted(ids))), ids
        ):
            words = phrases("admin").contact(safe_address(channel, address), self._unit(unit))
            self._words[Actor.contact(id_)] = words

    def _accounts(self, ids: set[int]) -> None:
        query = select(Account.id, Account.name).where(col(Account.id).in_(sorted(ids)))
        for id_, name in self._rows(query, ids):
            self._words[Actor.account(id_)] = phrases("admin").account(name)

    def _rows(self, query: Any, ids: set[int]) -> list[Any]:
        return list(self.session.exec(query)) if ids else []

    def _round(self, plan: str, duty: str, period: str) -> tuple[str, str]:
        """What duty and period are called; their codes where the plan knows them no more."""
        try:
            found = self.rulebook.registry.duty_of(plan, duty)
            return found.short, self.rulebook.period(found, period).short()
        except Refused:
            return duty, period

    def _unit(self, code: str) -> str:
        try:
            return self.rulebook.registry.unit(code).name
        except Refused:
            return code
