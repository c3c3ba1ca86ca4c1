"""Who did it: the value that the ledger keeps, and the name that a reader is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from sqlmodel import Session

from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from models import Account, Contact


class ActorKind(StrEnum):
    ACCOUNT = "account"
    CONTACT = "contact"
    UNIT = "unit"  # by a link that names no contact
    FLOW = "flow"
    MACHINE = "machine"  # a person at the machine, by the login name
    SYSTEM = "system"


class Actor(str):
    """Who did it, as every column keeps it: `account:3`, `contact:12`, `flow:…`, `system`.

    What a column held is read as `Actor(row.decided_by)`; nobody else takes such a word apart.
    """

    __slots__ = ()

    @classmethod
    def account(cls, account_id: int | None) -> Actor:
        return cls(f"{ActorKind.ACCOUNT}:{account_id}")

    @classmethod
    def contact(cls, contact_id: int | None) -> Actor:
        return cls(f"{ActorKind.CONTACT}:{contact_id}")

    @classmethod
    def unit(cls, code: str) -> Actor:
        return cls(f"{ActorKind.UNIT}:{code}")

    @classmethod
    def flow(cls, name: str) -> Actor:
        return cls(f"{ActorKind.FLOW}:{name}")

    @classmethod
    def machine(cls, user: str) -> Actor:
        return cls(f"{ActorKind.MACHINE}:{user}")

    @property
    def kind(self) -> ActorKind | None:
        """None for a word that no version of ours writes."""
        word = self.partition(":")[0]
        return ActorKind(word) if word in list(ActorKind) else None

    @property
    def account_id(self) -> int | None:
        return self._number(ActorKind.ACCOUNT)

    @property
    def contact_id(self) -> int | None:
        return self._number(ActorKind.CONTACT)

    @property
    def unit_code(self) -> str | None:
        return self.partition(":")[2] if self.kind is ActorKind.UNIT else None

    def _number(self, kind: ActorKind) -> int | None:
        key = self.partition(":")[2]
        return int(key) if self.kind is kind and key.isascii() and key.isdigit() else None


SYSTEM = Actor(ActorKind.SYSTEM.value)


@dataclass
class Actors:
    """Names of accounts and contacts, each looked up once."""

    SYSTEM: ClassVar[str] = "Hệ thống Đôn Đốc"

    session: Session
    rulebook: Rulebook
    _names: dict[str, str] = field(default_factory=dict)

    def name(self, actor: str) -> str:
        """«Nguyễn Thị Hoa, Sở Nội vụ»; an actor no longer known keeps the ledger's own word."""
        if actor not in self._names:
            self._names[actor] = self._find(actor)
        return self._names[actor]

    def contact(self, contact_id: int | None) -> str:
        """The contact a message goes to, with the address that it went to."""
        found = self.session.get(Contact, contact_id) if contact_id else None
        if found is None:
            return "đầu mối không còn trong sổ"
        return f"{self.name(Actor.contact(contact_id))} ({found.address})"

    def _find(self, actor: str) -> str:
        who = Actor(actor)
        if who.account_id and (account := self.session.get(Account, who.account_id)):
            return f"{account.name}, {self._unit(account.unit_code)}"
        if who.contact_id and (contact := self.session.get(Contact, who.contact_id)):
            unit = self._unit(contact.unit_code)
            return f"{contact.person}, {unit}" if contact.person else unit
        if who.unit_code is not None:
            return self._unit(who.unit_code)
        return self.SYSTEM if who.kind in (ActorKind.SYSTEM, ActorKind.FLOW) else actor

    def _unit(self, code: str) -> str:
        try:
            return self.rulebook.registry.unit(code).name
        except Refused:
            return code
