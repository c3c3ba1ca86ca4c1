"""The files that came with an answer, through the same checks as a form's."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dondoc.incoming.mail.parse import Attached
from dondoc.limits import MOST_FILES
from dondoc.messages.environment import phrases
from dondoc.problems import Refused
from dondoc.submissions.files import StoredFile, store


def keep_files(
    folder: Path, attached: Iterable[Attached], earlier: Iterable[StoredFile] = ()
) -> tuple[list[StoredFile], list[str]]:
    """Store what can be taken; the rest stays in the mail, each a sentence for the officer.

    `earlier` are files of the version before, which stay with the answer.
    """
    kept = {file.sha256: file for file in earlier}
    flags: list[str] = []
    for one in attached:
        if one.inline or not one.content:
            continue  # a logo, or nothing
        if len(kept) == MOST_FILES:
            flags.append(phrases("incoming").too_many_files(MOST_FILES))
            break
        try:
            file = store(folder, one.name, one.content)
        except Refused as refused:
            problem = refused.problems[0]
            flags.append(phrases("incoming").file_not_taken(problem.given))
        else:
            kept[file.sha256] = file
    return list(kept.values()), flags
