"""Mail servers, asked as a letter or a reading asks them; nothing is sent, nothing marked."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import SecretStr

from dondoc.delivery.apprise_send import knock_at
from dondoc.delivery.archive import check_archive
from dondoc.delivery.channels.smtp.knock import KnockStep
from dondoc.incoming.read_incoming import answer_sources
from dondoc.operations.doctor import before_start
from dondoc.operations.doctor.examine import LeftOut, WhyNot
from dondoc.operations.doctor.patient import Patient
from dondoc.operations.doctor.symptom import Symptom
from dondoc.operations.doctor.symptom_kinds import symptom
from dondoc.problems import Refused

_CODES = {
    KnockStep.REACH: "smtp_unreached",
    KnockStep.PROTECT: "smtp_unprotected",
    KnockStep.LOG_IN: "smtp_login",
    KnockStep.SENDER: "smtp_sender",
}


def mail_server(patient: Patient) -> Iterator[Symptom]:
    settings = patient.settings
    sender = settings.bounce_address
    yield from _knock(before_start.mail_url(settings), "DONDOC_SMTP_URL", sender)


def alarm_servers(patient: Patient) -> Iterator[Symptom]:
    """Those that are mail; of other services only the address can be looked at without sending."""
    _require(patient.settings.alarm_urls)
    for url in patient.settings.alarm_addresses:
        yield from _knock(url, "DONDOC_ALARM_URLS")


def _knock(url: str, variable: str, sender: str = "") -> Iterator[Symptom]:
    try:
        found = knock_at(url, sender=sender)
    except Refused:
        return  # said by the look at the addresses
    if found is not None and found.step in _CODES:
        facts = {"place": found.place, "variable": variable, "words": found.words}
        yield symptom(_CODES[found.step], **facts)


def mailbox(patient: Patient) -> Iterator[Symptom]:
    _require(patient.settings.incoming_url)
    for source in answer_sources(patient.settings):
        try:
            source.check()
        except Refused as refused:
            yield symptom("mailbox_shut", words=_words(refused))
        except OSError as fault:
            yield symptom("mailbox_shut", words=" ".join(str(fault).split()))


def archive(patient: Patient) -> Iterator[Symptom]:
    _require(patient.settings.archive_url)
    try:
        check_archive(patient.settings)
    except Refused as refused:
        yield symptom("archive_shut", words=_words(refused))


def _words(refused: Refused) -> str:
    return "; ".join(one.wanted.partition("; hãy ")[0] for one in refused.problems)


def _require(setting: SecretStr) -> None:
    if not setting.get_secret_value():
        raise LeftOut(WhyNot.NOT_SET)
