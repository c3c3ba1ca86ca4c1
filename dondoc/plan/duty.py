"""A duty: who must do what under one bullet, for which periods, by when, shown how."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from dondoc.calendar.periods import Cadence, PeriodBasis
from dondoc.plan.base import Entry, Many, RoleName, Slug, Span, Text

EvidenceField = Literal[
    "number",
    "date",
    "hour",
    "about_unit",
    "figure",
    "signer",
    "posted_list",
    "link_or_file",
]
CLOSES_NEVER, CLOSES_WITH_REPORT = "never", "report"
CLOSES_OTHERWISE = ("", CLOSES_NEVER, CLOSES_WITH_REPORT)
"""What `closes` says instead of a rule."""

DIRECTION, RESULTS, PUBLICITY = "I", "II", "IV"
REPORT_CHAPTERS = (DIRECTION, RESULTS, PUBLICITY)
"""Chapters of the consolidated report that tell of duties: how the plan was directed, what came of
it beside its forms, the publication of procedures (domain.md §6.3). The paper's, not the plan's.
"""
_OF_ENTRIES = {
    "hour": "từng việc đã phát",
    "about_unit": "từng điển hình",
    "figure": "từng điển hình",
}
"""Fields that only an entry of a duty that is counted has, and what is counted then."""

FormKind = Literal["report", "rsvp"]
ConferencePart = Literal["prepare", "hold", "rsvp", "question", "task", "reading", "account"]
"""What a duty is of the conference that guides scoring (DESIGN §7)."""
ScoringPart = Literal["self_scoring", "file", "explanation", "appraisal", "council", "decision"]
"""What a duty is of the scoring that follows."""
BasisKind = Literal["plan", "law", "guidance", "default"]


class Share(Span):
    """A role that a duty falls on, for a time where the duty changed hands.

    `part` is what of it is that role's, in words, where several roles share one duty.
    """

    role: RoleName
    part: str = ""


class Basis(Entry):
    """What the due date rests on; shown wherever the date is shown."""

    kind: BasisKind
    text: Text
    confirmed: bool


class Evidence(Entry):
    """What a submission must name (`fields`) and may add (`optional`).

    An activity gives `hour`, of what went on air, and `about_unit` and `figure`, of a good example:
    the unit that it is about and what came of it, in numbers. They are entered one by one.
    `not_after_received`: a document dated after the office got it is refused. A document dated
    before the cut-off is only flagged for the officer.

    `note_instead`: where `link_or_file` is asked, a note that says why there is neither is taken
    too, and flagged for the officer: not every unit has a page of its own. `link_hint` is what the
    link leads to, in words.

    `posted_list`: up to which decision the list of procedures that is posted at the office goes.

    `dated_link`: what the link leads to is what is counted (a news item), so the day that the page
    states must be of the period. Elsewhere another day is only flagged: news follow a meeting.
    """

    fields: Many[EvidenceField]
    optional: Many[EvidenceField] = ()
    date_label: Text = "Ngày ký"  # what the date is of, where no document is signed
    date_rule: Literal["none", "not_after_received"] = "none"
    flag_before_cutoff: bool = False
    dated_link: bool = False
    note_instead: bool = False
    link_hint: str = ""


class Feed(Span):
    """An RSS or Atom address whose items are what a unit did, while it holds.

    With `words`, only items that hold one of them in title or summary: the feed of a whole portal
    is not all about the matter.
    """

    unit: Slug
    address: Annotated[str, Field(pattern=r"^https?://\S+$")]
    words: Many[Text] = ()


class Indicator(Entry):
    """A figure (an integer, zero or more) that units give and Sở Nội vụ sums.

    `optional` is one that not everything counted has: a leaflet has no listeners. `at_end` is how
    many there are at the period's end: of two periods the later one holds, and they are never added
    up (decision 0055). `told_in` is as the duty's, where one figure is told elsewhere.
    """

    code: RoleName
    title: Text
    unit: Text
    optional: bool = False
    at_end: bool = False
    told_in: str | None = None


class Duty(Span):
    """What someone must do under one bullet of the plan; with `from`, `to` only for that time.

    `title` names it in full, `short` in lists, `noun` in run names ("Báo cáo quý I/2027"), `brief`
    in the first letters of a subject («Báo cáo CCHC»), the short one cut where it is missing.
    `opens` and `due` are texts of the rule language (`dondoc.calendar.rules`); `due` may differ
    by role. A `principle` is wording with nothing to do by a date: it has neither.

    Of a continuous duty (E3) `due` is the day on which the period is looked at: fewer than
    `threshold` of what is `counted` («tin, bài») by then, and the monitoring body is told.
    What is done counts in the period of its day; with `counted_from: opening` in the round that was
    open on its day, where it follows what the period ended with (news of a report).
    `feeds` are where its activities are read from as well as entered.
    `figures_from` is the duty whose reports hold its figures, so that a unit types them once;
    `sample` the share of units, in percent, that an inspection must reach.

    `closes` is the last day on which it can still be done: a rule like `due`, `report` (when the
    level above has reported on the period) or `never`; without it see `dondoc.plan.closing_rule`.

    `told_in` is what of the consolidated report tells what came of it: a chapter, or one of the
    plan's `forms`.

    `renamed_from` is the code that the same duty had until now: what the ledger keeps under it is
    this duty's (docs/decisions/0030).

    `form` is how it is answered: by a report as `evidence` says, or, `rsvp`, on the page of the
    conference that its unit is invited to; no other way in takes it.

    `conference` is what it is of the scoring conference: its preparation, its holding, or what the
    conference asks of a unit (an answer to the invitation or to a question, a task of the
    conclusions, a reading of its documents, the accounts handed out); `scoring` what it is of the
    scoring after it. One duty a part.

    `asked_apart` is an event that is entered where what it belongs to is known (an explanation,
    with its index year), not among those of any duty.

    `children` is a role: under each responsible unit, every unit of that role whose superior it
    is on the opening day is asked too, and the responsible unit answers for it (a district for
    its communes). With `notify_children` those get messages and pages of their own;
    `children_title` is what such a message asks for.
    """

    code: Text
    renamed_from: Text | None = None
    slug: Slug
    kind: Literal["duty", "principle"]
    title: Text
    short: Text
    brief: Annotated[str, Field(max_length=15)] = ""
    noun: Text
    clause: Text
    bullet: Text
    flow: RoleName
    responsible: Many[Share]
    monitored_by: RoleName
    cadence: Cadence = "on_demand"
    period_basis: PeriodBasis = "calendar"
    cutoff: bool = False
    opens: str = ""
    due: str | dict[str, str] = ""
    closes: str = ""
    basis: Basis
    ladder: Literal["E1", "E2", "E3", "E4"] = "E1"
    form: FormKind = "report"
    conference: ConferencePart | None = None
    scoring: ScoringPart | None = None
    asked_apart: bool = False
    evidence: Evidence = Field(default_factory=lambda: Evidence(fields=()))
    indicators: Many[Indicator] = ()
    threshold: int | None = Field(default=None, ge=1)
    counted: str = ""
    entry_hint: str = ""  # what to write of each thing counted
    counted_from: Literal["period", "opening"] = "period"
    feeds: Many[Feed] = ()
    figures_from: str | None = None
    sample: int | None = Field(default=None, ge=1, le=100)
    children: RoleName | None = None
    notify_children: bool = False
    children_title: str = ""
    nil_allowed: bool = False
    acceptance: Literal["auto", "officer"] = "officer"
    consolidates: str | None = None
    bounded_by: str | None = None
    told_in: str = RESULTS
    confirmed: bool

    @property
    def codes(self) -> tuple[str, ...]:
        """The code it has, and the one that it had before."""
        return (self.code,) if self.renamed_from is None else (self.code, self.renamed_from)

    @property
    def continuous(self) -> bool:
        """Is it counted, never late and never chased (E3)?"""
        return self.ladder == "E3"

    @property
    def nil_at_once(self) -> bool:
        """Is «không phát sinh» as usual an answer as any: owed again and again, nothing to name?

        Then one tap gives it (decision 0043). Elsewhere nil is an exception and says why.
        """
        again = self.cadence not in ("once", "on_event", "on_demand")
        counted = self.continuous or self.threshold is not None
        return self.nil_allowed and again and not counted and not self.evidence.fields

    @property
    def dated_by_document(self) -> bool:
        """Does the document that asks set the date itself?"""
        return self.due == "event"

    def of_child(self) -> Duty:
        """The duty as a child owes it: what it did, with its document's number or a reason.

        It is accepted with the answer of the unit above, so it can be corrected until then.
        """
        optional: tuple[EvidenceField, ...] = ("date", "signer", "link_or_file")
        changes = {
            "title": self.children_title or self.title,
            "short": self.children_title or self.short,
            "brief": "",
            "evidence": Evidence(
                fields=("number",), optional=optional, date_rule="not_after_received"
            ),
            "indicators": (),
            "nil_allowed": False,
            "acceptance": "officer",
        }
        return self.model_copy(update=changes)

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role the duty ever falls on, in the order of the file."""
        return tuple(dict.fromkeys(share.role for share in self.responsible))

    def roles_on(self, on: date) -> tuple[str, ...]:
        """The roles it falls on that day."""
        return tuple(dict.fromkeys(share.role for share in self.responsible if share.covers(on)))

    def due_rule(self, role: str) -> str:
        """The due rule for that role. Raises KeyError for a role the duty never falls on."""
        if role not in self.roles:
            raise KeyError(role)
        return self.due if isinstance(self.due, str) else self.due[role]

    def rules(self) -> list[tuple[str, str]]:
        """The rules it is written with, each with the field it stands in (`due.cap_xa`)."""
        due = {"": self.due} if isinstance(self.due, str) else self.due
        written = [("opens", self.opens)]
        written += [(f"due.{role}" if role else "due", rule) for role, rule in due.items()]
        if self.closes not in CLOSES_OTHERWISE:
            written.append(("closes", self.closes))
        return [(field, rule) for field, rule in written if rule]

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        if self.kind == "principle":
            return self
        if self.closes == CLOSES_WITH_REPORT and self.bounded_by is None:
            raise ValueError(
                "«closes: report» là khép khi báo cáo cấp trên đã gửi; hãy ghi thêm «bounded_by»"
            )
        if self.threshold and not self.counted:
            raise ValueError("có «threshold» thì phải ghi «counted»: đếm cái gì, ví dụ tin, bài")
        for name in (*self.evidence.fields, *self.evidence.optional):
            if name in _OF_ENTRIES and not self.threshold:
                counted = _OF_ENTRIES[name]
                raise ValueError(f"«{name}» chỉ ghi khi đếm {counted}; hãy thêm «threshold»")
        if self.feeds and not (self.threshold and self.counted):
            raise ValueError("có «feeds» thì việc phải được đếm; hãy ghi «threshold», «counted»")
        if self.notify_children and not (self.children and self.children_title):
            raise ValueError(
                "có «notify_children» thì phải ghi «children» (vai trò, ví dụ cap_xa) và"
                " «children_title» (đơn vị cấp dưới được giao việc gì)"
            )
        missing = [name for name in ("responsible", "cadence", "opens", "due") if self._lacks(name)]
        if missing:
            raise ValueError(
                f"nhiệm vụ (kind: duty) còn thiếu {', '.join(missing)}; hãy ghi thêm,"
                " hoặc đổi thành kind: principle nếu không có việc phải làm theo hạn"
            )
        if isinstance(self.due, dict) and set(self.due) != set(self.roles):
            raise ValueError(
                "«due» ghi theo vai trò thì phải đủ và chỉ gồm các vai trò của «responsible»: "
                + ", ".join(self.roles)
            )
        return self

    def _lacks(self, name: str) -> bool:
        return name not in self.model_fields_set or not getattr(self, name)
