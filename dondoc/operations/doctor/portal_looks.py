"""The portal's address as a unit opens it: somebody answers, and the certificate holds."""

from __future__ import annotations

from collections.abc import Iterator

import requests

from dondoc.clock import local_date
from dondoc.limits import CERTIFICATE_SOON, LOOPBACK
from dondoc.operations.certificate_end import certificate_end
from dondoc.operations.doctor.examine import LeftOut, WhyNot
from dondoc.operations.doctor.patient import Patient
from dondoc.operations.doctor.symptom import Symptom
from dondoc.operations.doctor.symptom_kinds import symptom
from dondoc.operations.portal_health import trusted_roots
from dondoc.text import parse_link

_SECONDS = 5.0
"""For the connection, and again for the answer."""


def address(patient: Patient) -> Iterator[Symptom]:
    """Would a unit outside this machine come here, on a line that is protected?"""
    url = patient.settings.base_url
    if patient.settings.demo:
        return
    parts = parse_link(url)
    if parts is None or parts.hostname in LOOPBACK:
        yield symptom("base_local", url=url)
    elif parts.scheme == "http":
        yield symptom("base_unprotected", url=url)


def answers(patient: Patient) -> Iterator[Symptom]:
    url = patient.settings.base_url
    try:
        asked = f"{url}/robots.txt"
        with requests.get(
            asked, timeout=_SECONDS, allow_redirects=False, stream=True, verify=trusted_roots()
        ) as answer:
            if answer.status_code >= 400:
                yield symptom("base_answers_wrongly", url=url, status=answer.status_code)
    except requests.exceptions.SSLError as fault:
        yield symptom("base_untrusted", url=url, words=_words(fault))
    except requests.RequestException as fault:
        yield symptom("base_unreached", url=url, words=_words(fault))


def certificate(patient: Patient) -> Iterator[Symptom]:
    """One that has ended already is what `answers` says."""
    if not patient.settings.base_url.startswith("https:"):
        raise LeftOut(WhyNot.NOT_SET)
    ends_at = certificate_end(patient.settings.base_url)
    if ends_at is None:
        raise LeftOut(WhyNot.NO_SERVER)
    if patient.now <= ends_at < patient.now + CERTIFICATE_SOON:
        yield symptom("certificate_ends", url=patient.settings.base_url, on=local_date(ends_at))


def _words(fault: Exception) -> str:
    """The library's innermost words: what is around them repeats the address three times."""
    inner: object = fault
    while isinstance(inner, Exception):
        reason = getattr(inner, "reason", None)
        nested = inner.args[0] if inner.args else None
        deeper = reason if isinstance(reason, Exception) else nested
        if not isinstance(deeper, Exception):
            break
        inner = deeper
    return " ".join(str(inner).rpartition("connection: ")[2].split())[:200]
