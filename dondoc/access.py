"""Who may do what: one table, for auditors to read and for every door to ask (DESIGN §10).

The board, the command line and Prefect's forms name an `Act`, say what it is about (`Matter`), and
ask `require` or `why_not`; none of them compares a role by itself. docs/quan-tri.md shows the
table as it is here. Why it is so: docs/decisions/0018.

Seeing is of every account; reading what a unit handed in, its telephones and who was written to is
of the bodies that watch over the duty and of the unit itself (docs/decisions/0039).

Who handed in may not accept, and who decided may not take it back, are no rights but rules of the
decision (`decisions.ruling`, `decisions.take_back`); an administrator may take back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dondoc.plan.bodies import Unit
from dondoc.plan.duty import Duty
from dondoc.plan.registry import Registry
from dondoc.problems import Problem, Refused
from models import Account
from models.kinds import AccountRole


class AccessRole(StrEnum):
    """An account as the policy sees it. An officer's role depends on the body it is of."""

    VIEWER = "người xem"
    UNIT = "cán bộ đơn vị"  # an officer of a unit that watches over nothing
    OFFICER = "cán bộ theo dõi"  # an officer of a body that watches over a duty
    ADMINISTRATOR = "quản trị"


class Scope(StrEnum):
    """How far a right goes."""

    NONE = "không"
    OWN = "của mình"
    ALL = "tất cả"


class Act(StrEnum):
    SEE = "see"
    READ = "read"
    RECORD = "record"
    DECIDE = "decide"
    UNDO = "undo"
    RECEIPT = "receipt"
    URGE = "urge"
    DEMAND = "demand"
    INSPECT = "inspect"
    CONFERENCE = "conference"
    PAPERS = "papers"
    DELEGATES = "delegates"
    LETTERS = "letters"
    CONFIRM_ADDRESS = "confirm_address"
    RULE_CONTACTS = "rule_contacts"
    REVOKE_LINKS = "revoke_links"
    RESEND = "resend"
    WITHDRAW = "withdraw"
    PUBLICITY = "publicity"
    CHANNELS = "channels"
    PEOPLE = "people"
    RUNS = "runs"
    OPERATE = "operate"


@dataclass(frozen=True)
class AccessRule:
    """One row of the table: how far each role may go, and by which doors the act is done.

    `words` complete «được …». `commands` are of `dondoc`, `forms` are flows with a form in Prefect.
    """

    words: str
    viewer: Scope
    unit: Scope
    officer: Scope
    administrator: Scope
    pages: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    def scope(self, role: AccessRole) -> Scope:
        return {
            AccessRole.VIEWER: self.viewer,
            AccessRole.UNIT: self.unit,
            AccessRole.OFFICER: self.officer,
            AccessRole.ADMINISTRATOR: self.administrator,
        }[role]


_NONE, _OWN, _ALL = Scope

TABLE: Mapping[Act, AccessRule] = {
    #                      người xem, cán bộ đơn vị, cán bộ theo dõi, quản trị
    Act.SEE: AccessRule("xem bảng theo dõi", _ALL, _ALL, _ALL, _ALL, pages=("/bang", "/lanh-dao")),
    Act.READ: AccessRule(
        *("đọc minh chứng, số điện thoại, diễn biến của đơn vị", _OWN, _OWN, _OWN, _ALL),
        pages=("/bang/viec", "/bang/kiem-tra/don-vi", "/bang/tai-lieu", "/bang/minh-chung"),
    ),
    Act.RECORD: AccessRule(
        *("nhập kết quả thay đơn vị", _NONE, _OWN, _OWN, _ALL),
        pages=("/bang/viec",),
        commands=("submit", "activity add"),
        forms=("Ghi nhận kết quả",),
    ),
    Act.DECIDE: AccessRule(
        *("chấp nhận, trả lại, gia hạn, miễn", _NONE, _NONE, _OWN, _ALL),
        pages=("/bang/viec",),
        commands=("decide",),
    ),
    Act.UNDO: AccessRule(
        "mở lại, thu hồi trả lại, thu hồi gia hạn, rút yêu cầu, bỏ ghi nhận, bỏ gắn thư",
        *(_NONE, _NONE, _OWN, _ALL),
        pages=("/bang/viec",),
        commands=("undo", "activity strike", "incoming detach"),
    ),
    Act.RECEIPT: AccessRule(
        *("sửa lúc nhận, xác nhận ngày gửi của một lần gửi", _NONE, _NONE, _OWN, _ALL),
        pages=("/bang/viec",),
        commands=("receipt", "register"),
    ),
    Act.URGE: AccessRule(
        *("đôn đốc ngay, ghi cuộc điện thoại", _NONE, _NONE, _OWN, _ALL),
        pages=("/bang/viec",),
    ),
    Act.DEMAND: AccessRule(
        *("yêu cầu đột xuất, giao việc phát sinh", _NONE, _NONE, _OWN, _ALL),
        pages=("/bang/dot-xuat",),
        commands=("review ask",),
        forms=("Yêu cầu báo cáo đột xuất",),
    ),
    Act.INSPECT: AccessRule(
        *("rút thăm, hẹn kiểm tra, ghi biên bản, yêu cầu khắc phục", _NONE, _NONE, _OWN, _ALL),
        pages=("/bang/kiem-tra",),
        commands=(
            "inspection draw",
            "inspection appoint",
            "inspection minutes",
            "inspection posting",
            "inspection remedy",
        ),
    ),
    Act.CONFERENCE: AccessRule(
        "tổ chức Hội nghị: lập, mời, dời, hủy, câu trả lời, đại biểu, tài liệu, tài khoản",
        *(_NONE, _NONE, _OWN, _ALL),
        pages=("/bang/hoi-nghi",),
        commands=(
            "conference plan",
            "conference paper",
            "conference invite",
            "conference move",
            "conference postpone",
            "conference cancel",
            "conference remove",
            "conference answer",
            "conference document",
            "conference enter-accounts",
            "conference hand-out",
            "conference take-back",
            "conference scores",
        ),
    ),
    Act.PAPERS: AccessRule(
        *("soạn, viết lời, phát hành văn bản", _NONE, _NONE, _OWN, _ALL),
        pages=("/bang/tai-lieu",),
        commands=("papers make", "papers issue", "papers withdraw"),
    ),
    Act.DELEGATES: AccessRule(
        *("xem tên, chức vụ, điện thoại của đại biểu, điểm danh", _NONE, _NONE, _OWN, _OWN),
        pages=("/bang/hoi-nghi",),
    ),
    Act.LETTERS: AccessRule(
        *("xem và xử lý thư đến", _NONE, _NONE, _OWN, _ALL),
        pages=("/bang/thu-den",),
        commands=("incoming accept", "incoming dismiss"),
    ),
    Act.CONFIRM_ADDRESS: AccessRule(
        *("xác nhận thay địa chỉ của đầu mối", _NONE, _NONE, _OWN, _ALL),
        pages=("/bang/dau-moi",),
        commands=("contacts verify",),
    ),
    Act.RULE_CONTACTS: AccessRule(
        *("quyết định đề nghị của đơn vị về đầu mối", _NONE, _NONE, _OWN, _ALL),
        pages=("/bang/dau-moi",),
    ),
    Act.REVOKE_LINKS: AccessRule(
        *("thu hồi đường dẫn đã gửi cho đầu mối", _NONE, _NONE, _OWN, _ALL),
        pages=("/bang/dau-moi",),
        commands=("contacts revoke-links",),
    ),
    Act.RESEND: AccessRule(
        *("gửi lại tin, sửa địa chỉ của tin", _NONE, _NONE, _OWN, _ALL),
        pages=("/bang/viec",),
        commands=("delivery resend",),
        forms=("Điều hành việc gửi tin",),
    ),
    Act.WITHDRAW: AccessRule(
        *("rút lại tin", _NONE, _NONE, _OWN, _ALL),
        commands=("delivery withdraw",),
        forms=("Điều hành việc gửi tin",),
    ),
    Act.PUBLICITY: AccessRule(
        *("quét lại nguồn, để qua sai lệch công khai thủ tục hành chính", _NONE, _NONE, _OWN, _ALL),
        pages=("/bang/cong-khai",),
    ),
    Act.CHANNELS: AccessRule(
        *(
            "dừng kênh, cho kênh chạy lại, gửi thư thử, trả lời sau khôi phục",
            _NONE,
            _NONE,
            _NONE,
            _ALL,
        ),
        pages=("/quan-tri/kenh", "/quan-tri/khoi-phuc"),
        commands=("delivery pause", "delivery release", "delivery test", "delivery restored"),
        forms=("Điều hành việc gửi tin",),
    ),
    Act.PEOPLE: AccessRule(
        *("nhập, ngừng đầu mối và tài khoản, cấp đường dẫn đăng nhập", _NONE, _NONE, _NONE, _ALL),
        pages=("/quan-tri/tai-khoan", "/quan-tri/dau-moi"),
        commands=(
            "contacts import",
            "contacts export",
            "contacts enable",
            "contacts disable",
            "contacts restore",
            "accounts import",
            "accounts end",
            "accounts return",
            "accounts link",
            "person",
        ),
    ),
    Act.RUNS: AccessRule(
        *("xem các lượt chạy trong giao diện Prefect", _OWN, _NONE, _OWN, _ALL),
        pages=("/xem-prefect", "/cua-prefect"),
    ),
    Act.OPERATE: AccessRule(
        *("vận hành: sổ, kế hoạch, lịch, dịch vụ", _NONE, _NONE, _NONE, _ALL),
        pages=("/quan-tri",),
        commands=(
            "migrate",
            "backup",
            "restore",
            "retention",
            "plan new",
            "plan start",
            "plan hash",
            "render",
            "apply",
            "serve",
            "daysoff add",
            "daysoff withdraw",
            "rounds open",
            "notices plan",
            "dispatch",
            "incoming read",
            "incoming watch",
            "incoming retry",
            "evidence pack",
            "evidence conference",
            "report",
            "index import",
            "procedures import",
            "sources import",
            "sources end",
            "publication scan",
            "publication look",
        ),
    ),
}


@dataclass(frozen=True)
class Who:
    """Who acts. `unit` and `duties` are codes; no duties are all that its body watches over."""

    role: AccessRole
    unit: str = ""
    duties: frozenset[str] = frozenset()
    address: str = ""


MACHINE = Who(AccessRole.ADMINISTRATOR)
"""A person who acts without an account: at the machine, or with Prefect's password (DESIGN §10)."""


@dataclass(frozen=True)
class Matter:
    """What an act is about: the unit whose it is, the duty's code, the bodies that watch over it.

    All may be missing: then only a right to everything reaches it.
    """

    watchers: tuple[Unit, ...] = ()
    duty: str = ""
    unit: Unit | None = None


def who(account: Account, registry: Registry, on: date) -> Who:
    """The account as the policy sees it on that day. Raises Refused for one out of use."""
    if account.disabled_at is not None:
        wanted = "đã ngừng dùng; hãy dùng tài khoản khác"
        raise Refused(Problem("account", account.address, wanted, "Tài khoản"))
    duties = frozenset(code for code in account.duties.split(",") if code)
    return Who(_role(account, registry, on), account.unit_code, duties, account.address)


def about_duty(registry: Registry, duty: Duty, on: date, *, unit: Unit | None = None) -> Matter:
    """Something of a duty; `unit` is whose, where it is one unit's."""
    return Matter((registry.monitoring_unit(duty, on),), duty.code, unit)


def about_units(registry: Registry, on: date, *, unit: Unit | None = None) -> Matter:
    """Contacts and letters of units: of no one duty, so of every body that watches over one."""
    return Matter(watching_bodies(registry, on), unit=unit)


def watching_bodies(registry: Registry, on: date) -> tuple[Unit, ...]:
    """Who watches over a duty of the plan, or inspects, on that day; in official order."""
    duties = [duty for duty in registry.plan.duties if duty.kind == "duty"]
    roles = {duty.monitored_by for duty in duties}
    roles |= {role for duty in duties if duty.sample for role in duty.roles_on(on)}
    found = {unit.code: unit for role in roles for unit in registry.units_in_role(role, on)[:1]}
    return tuple(sorted(found.values(), key=lambda unit: (unit.order, unit.code)))


def require(who: Who, act: Act, about: Matter, *, label: str = "Tài khoản") -> None:
    """Raises Refused, saying who may, unless this one may."""
    if wanted := why_not(who, act, about):
        raise Refused(Problem("account", who.address, wanted, label))


def why_not(who: Who, act: Act, about: Matter) -> str:
    """Why this one may not, with who may; empty where it may."""
    if who == MACHINE:  # whoever has the ledger's own file
        return ""
    scope = TABLE[act].scope(who.role)
    own = TABLE[act].unit is Scope.OWN and about.unit is not None and about.unit.code == who.unit
    watched = who.unit in {unit.code for unit in about.watchers}
    charged = act is Act.READ or not (about.duty and who.duties) or about.duty in who.duties
    if scope is Scope.ALL:
        return ""
    if scope is Scope.OWN and (own or (watched and charged)):
        return ""
    if scope is Scope.NONE and who.role is AccessRole.VIEWER:
        return f"tài khoản này chỉ được xem; {_who_may(act, about)}"
    if scope is Scope.OWN and watched:
        return f"tài khoản này phụ trách nhiệm vụ khác; {_who_may(act, about)}"
    return _who_may(act, about)


def why_never(who: Who, act: Act, registry: Registry, on: date) -> str:
    """Why this one may do it of nothing at all; asked at the door, before it is known of what."""
    if TABLE[act].scope(who.role) is not Scope.NONE:
        return ""
    return why_not(who, act, about_units(registry, on))


def _role(account: Account, registry: Registry, on: date) -> AccessRole:
    if account.role is AccountRole.ADMINISTRATOR:
        return AccessRole.ADMINISTRATOR
    if account.role is AccountRole.OFFICER:
        watches = account.unit_code in {unit.code for unit in watching_bodies(registry, on)}
        return AccessRole.OFFICER if watches else AccessRole.UNIT
    return AccessRole.VIEWER


def _who_may(act: Act, about: Matter) -> str:
    """«chỉ cán bộ Sở Nội vụ phụ trách nhiệm vụ này hoặc quản trị được rút lại tin»"""
    rule = TABLE[act]
    own = [about.unit] if about.unit is not None and rule.unit is Scope.OWN else []
    if rule.viewer is Scope.OWN:  # whoever of these bodies has an account
        bodies = _names([*about.watchers, *own])
        bearers = [f"tài khoản của {bodies}"] if bodies else []
    else:
        watchers = _names(about.watchers) if rule.officer is Scope.OWN else ""
        charged = " phụ trách nhiệm vụ này" if about.duty else ""
        bearers = [f"cán bộ {watchers}{charged}"] if watchers else []
        bearers += [f"cán bộ của chính {unit.name}" for unit in own]
    if rule.administrator is Scope.ALL:
        listed = f"{', '.join(bearers)} hoặc quản trị" if bearers else "quản trị"
    else:  # an administrator is one of its body, or is not
        listed = ", ".join(bearers)
    return f"chỉ {listed} được {rule.words}"


def _names(units: Iterable[Unit]) -> str:
    return ", ".join(dict.fromkeys(unit.name for unit in units))
