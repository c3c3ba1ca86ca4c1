"""A pack is written: texts and files of each assignment, the tables, the index, the manifest.

What stands in it follows from its facts and the stored files alone, so that the same facts give
the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import IO

from dondoc.documents.evidence import pack_tables as tables
from dondoc.documents.evidence.entry_names import INDEX, MANIFEST, SHEETS
from dondoc.documents.evidence.evidence_case import EvidenceCase, PackFacts, PackFile
from dondoc.documents.evidence.index_paper import index_paper
from dondoc.documents.evidence.manifest import LackingFile, Manifest, PackCounts
from dondoc.documents.evidence.pack_zip import PackZip, lack_of
from dondoc.documents.paper.table import Table
from dondoc.documents.paper.workbook import workbook
from dondoc.limits import MOST_ENTRIES
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import number
from dondoc.problems import Problem, Refused
from dondoc.submissions.files import stored_path

_OWN_ENTRIES = 3
"""Manifest, index, workbook."""


def write_pack(target: IO[bytes], facts: PackFacts, folder: Path) -> Manifest:
    """Write the zip; `folder` is where the files handed in lie. Returns its manifest.

    Raises Refused for more entries than a pack may have, before anything is written.
    """
    _refuse_too_many(facts)
    pack = PackZip(target, facts.as_of)
    lacking: list[LackingFile] = []
    for paper in facts.papers:
        lacking += _put(pack, paper, folder)
    for one in facts.demanding:
        lacking += _put(pack, one.file, folder)
    for case in facts.cases:
        for name, text in _texts(case, facts):
            pack.text(name, text.encode())
        for handed in case.handed:
            for file in handed.files:
                lacking += _put(pack, file, folder)
    pack.text(SHEETS, workbook(_sheets(facts, lacking), made=facts.as_of))
    pack.text(INDEX, index_paper(facts, counts_of(facts), lacking))
    manifest = Manifest(
        about=facts.subject.about,
        as_of=facts.as_of,
        plan=facts.plan.number,
        program=f"dondoc {version('dondoc')}",
        counts=counts_of(facts),
        entries=tuple(pack.entries),
        lacking=tuple(lacking),
        left_out=facts.left_out,
    ).sealed()
    pack.close(MANIFEST, manifest.text())
    return manifest


def counts_of(facts: PackFacts) -> PackCounts:
    """How much the pack tells of; `files` are those that the ledger names."""
    return PackCounts(
        assignments=len(facts.cases),
        submissions=sum(len(case.handed) for case in facts.cases),
        files=len(facts.files),
        decisions=sum(len(case.rulings) for case in facts.cases),
        letters=sum(len(case.letters) for case in facts.cases),
    )


def _put(pack: PackZip, file: PackFile, folder: Path) -> Iterator[LackingFile]:
    """Put it in; or what is wrong with it."""
    lack = lack_of(folder, file)
    if lack is None:
        pack.file(file, stored_path(folder, file.sha256))
        return
    yield LackingFile(
        name=file.entry, sha256=file.sha256, size=file.size, given=file.given, lack=lack
    )


def _texts(case: EvidenceCase, facts: PackFacts) -> Iterator[tuple[str, str]]:
    """The life of an assignment, and a receipt for each version; each ends its last line."""
    book = phrases("evidence")
    yield f"{case.folder}/dien-bien.txt", book.life(case, facts.as_of) + "\n"
    for one in case.handed:
        name = f"{case.folder}/lan-{one.version}/bien-nhan-{one.receipt.lower()}.txt"
        yield name, book.receipt(case, one) + "\n"


def _sheets(facts: PackFacts, lacking: list[LackingFile]) -> list[Table]:
    """Every table, those without a row left out but for the first."""
    first = facts.sheets or (tables.cases_table(facts),)
    more = (
        *([tables.cases_table(facts)] if facts.sheets else []),
        tables.handed_table(facts),
        tables.files_table(facts),
        tables.rulings_table(facts),
        tables.letters_table(facts),
        tables.activities_table(facts),
        tables.lacking_table(lacking),
    )
    return [*first, *(one for one in more if one.rows)]


def _refuse_too_many(facts: PackFacts) -> None:
    texts = sum(1 + len(case.handed) for case in facts.cases)
    if (many := texts + len(facts.files) + _OWN_ENTRIES) > MOST_ENTRIES:
        wanted = f"quá {number(MOST_ENTRIES)} mục trong một gói; hãy lập theo từng đơn vị"
        raise Refused(Problem("pack", f"{number(many)} mục", wanted, "Hồ sơ minh chứng"))
