"""Reports as mail servers write them."""

from __future__ import annotations

from tests.support.mailroom import CLERK

_REPORT = """\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.so-tai-chinh.example>
To: {to}
Subject: Undelivered Mail Returned to Sender
Message-ID: <{number}@mx.so-tai-chinh.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="B"

--B
Content-Type: text/plain

{prose}

--B
Content-Type: message/{kind}

{facts}

--B
Content-Type: text/rfc822-headers

Message-ID: <{original}>
Subject: [Nhac han]

--B--
"""


def delivery_report(
    to: str,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    words: str = "550 5.1.1 User unknown",
    recipient: str = CLERK,
    original: str = "x@don-doc.example",
    number: int = 1,
) -> bytes:
    """A delivery status notification (RFC 3464), as Postfix writes it."""
    facts = (
        "Reporting-MTA: dns; mx.so-tai-chinh.example\n\n"
        f"Final-Recipient: rfc822; {recipient}\n"
        f"Action: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {words}"
    )
    return _REPORT.format(
        to=to, kind="delivery-status", prose=words, facts=facts, original=original, number=number
    ).encode()


def read_receipt(to: str) -> bytes:
    """A message disposition notification (RFC 8098)."""
    facts = (
        f"Final-Recipient: rfc822; {CLERK}\nDisposition: manual-action/MDN-sent-manually; displayed"
    )
    return _REPORT.format(
        to=to,
        kind="disposition-notification",
        prose="Thư đã được mở. Đã nộp, số 12/BC-STC ngày 15/3/2027",
        facts=facts,
        original="x@don-doc.example",
        number=2,
    ).encode()
