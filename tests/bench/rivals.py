"""What others do on the same line: raw pooled `smtplib`, and Apprise as it comes."""

from __future__ import annotations

import smtplib
import ssl
from concurrent.futures import ThreadPoolExecutor
from email.charset import QP, Charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from queue import SimpleQueue

from apprise import Apprise, NotifyFormat

from tests.bench.far import FROM, Line


def raw(line: Line, text: str, html: str, letters: int, connections: int) -> None:
    """Eight kept connections, the letter built with MIMEText, `sendmail`."""
    context = ssl.create_default_context(cafile=str(line.certificate))
    numbers: SimpleQueue[int] = SimpleQueue()
    for number in range(letters):
        numbers.put(number)

    def work() -> None:
        with smtplib.SMTP("127.0.0.1", line.slow, "may-do") as smtp:
            smtp.starttls(context=context)
            while not numbers.empty():
                number = numbers.get()
                to = f"van-thu-{number}@so-tai-chinh.example"
                smtp.sendmail(FROM, [to], _letter(text, html, to, f"raw-{number}"))

    with ThreadPoolExecutor(connections) as threads:
        for done in [threads.submit(work) for _ in range(connections)]:
            done.result()


def _letter(text: str, html: str, to: str, name: str) -> bytes:
    readable = Charset("utf-8")
    readable.body_encoding = QP
    letter = MIMEMultipart("alternative")
    letter.attach(MIMEText(text, "plain", readable))  # type: ignore[arg-type]
    letter.attach(MIMEText(html, "html", readable))  # type: ignore[arg-type]
    headers = {"From": FROM, "To": to, "Message-ID": f"<{name}@bench.example>"}
    for header, value in {**headers, "Subject": Header("[Nhắc hạn] 2 việc", "utf-8")}.items():
        letter[header] = value
    return letter.as_bytes(policy=compat32.clone(linesep="\r\n"))


def stock(line: Line, text: str, letters: int) -> None:
    """As its guide says: one instance and one URL a recipient, on one thread."""
    for number in range(letters):
        to = f"van-thu-{number}@so-tai-chinh.example"
        url = f"mailto://127.0.0.1:{line.slow}?from={FROM}&to={to}&mode=starttls&verify=no"
        plain = Apprise()
        plain.add(url)
        assert "PooledEmail" != type(plain[0]).__name__
        assert plain.notify(body=text, title="2 việc đến hạn", body_format=NotifyFormat.TEXT)
