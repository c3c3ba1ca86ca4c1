"""What a host shows for a path that cannot exist: many show a page of theirs, and call it found.

Asked once a host and week by a random path; a page that is the same is no page (the trick of GSA's
site-scanning).
"""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from dondoc.text import fold
from dondoc.web.media_types import HTML
from dondoc.web.page_look import look_at
from dondoc.web.page_text import decode_page
from dondoc.web.site_answer import NotFetched, SiteAnswer

_KEPT = timedelta(weeks=1)
_LEAST_PATH = 6
"""Letters of a path that are looked for in the page; fewer stand in it by themselves."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class MissingPage:
    """The digest of what a host shows there, "" where it rightly says that there is nothing."""

    digest: str
    asked_at: datetime


class MissingPages:
    """What the hosts of a run show. `known`, by origin, may be kept for the next run."""

    def __init__(self, clock: Callable[[], datetime], known: Mapping[str, MissingPage]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._known = dict(known)

    @property
    def known(self) -> dict[str, MissingPage]:
        with self._lock:
            return dict(self._known)

    def is_like(self, answer: SiteAnswer, origin: str, get: Callable[[str], SiteAnswer]) -> bool:
        """Is this page what the host shows for everything? A home page never is."""
        if answer.status != 200 or answer.media_type != HTML or not _path(answer, origin):
            return False
        missing = self._of(origin, get)
        if missing is None or not missing.digest:
            return False
        return missing.digest == _digest(answer, origin)

    def _of(self, origin: str, get: Callable[[str], SiteAnswer]) -> MissingPage | None:
        now = self._clock()
        with self._lock:
            found = self._known.get(origin)
        if found is not None and now - found.asked_at < _KEPT:
            return found
        try:
            answer = get(f"{origin}/{secrets.token_hex(12)}")
        except NotFetched:
            return None
        found = MissingPage(_digest(answer, origin) if answer.status == 200 else "", now)
        with self._lock:
            self._known[origin] = found
        return found


def _path(answer: SiteAnswer, origin: str) -> str:
    return answer.address.removeprefix(origin).partition("?")[0].strip("/")


def _digest(answer: SiteAnswer, origin: str) -> str:
    """Of what a person sees, without its figures and without the path, which it may repeat."""
    seen = fold(look_at(decode_page(answer.body, answer.charset).text).text)
    path = fold(_path(answer, origin))
    if len(path) >= _LEAST_PATH:
        seen = seen.replace(path, "")
    return hashlib.sha256(" ".join(_DIGITS.sub("", seen).split()).encode()).hexdigest()
