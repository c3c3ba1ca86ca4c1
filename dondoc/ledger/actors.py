"""Who did it, in words: the ledger says `account:3`, `contact:12`, `flow:…`, `system`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from sqlmodel import Session

from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from models import Account, Contact


@dataclass
class Actors:
    """Names of accounts and contacts, each looked up once."""

    SYSTEM: ClassVar[str] = "Hệ thống Đôn Đốc"

    session: Session
    rulebook: Rulebook
    _names: dict[str, str] = field(default_factory=dict)

    def name(self, actor: str) -> str:
        """«Nguyễn Thị Hoa, Sở Nội vụ»; whoever is no longer known keeps the ledger's own word."""
        if actor not in self._names:
            self._names[actor] = self._find(actor)
        return self._names[actor]

    def contact(self, contact_id: int | None) -> str:
        """The contact a message goes to, with the address that it went to."""
        found = self.session.get(Contact, contact_id) if contact_id else None
        if found is None:
            return "đầu mối không còn trong sổ"
        return f"{self.name(f'contact:{contact_id}')} ({found.address})"

    def _find(self, actor: str) -> str:
        kind, _, key = actor.partition(":")
        if kind == "account" and (account := self.session.get(Account, _number(key))):
            return f"{account.name}, {self._unit(account.unit_code)}"
        if kind == "contact" and (contact := self.session.get(Contact, _number(key))):
            unit = self._unit(contact.unit_code)
            return f"{contact.person}, {unit}" if contact.person else unit
        if kind == "unit":
            return self._unit(key)
        return self.SYSTEM if kind in ("system", "flow") else actor

    def _unit(self, code: str) -> str:
        try:
            return self.rulebook.registry.unit(code).name
        except Refused:
            return code


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
