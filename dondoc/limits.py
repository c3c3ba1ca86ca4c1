"""Every bound on what comes from outside, each with its reason. Sentences are computed from them.

Who sends a file, a mail, a feed or a form is not trusted to be small, quick or few.
"""

from __future__ import annotations

from datetime import timedelta

from dondoc.text import in_words

MEGABYTE = 1024 * 1024

LARGEST_FILE = 20 * MEGABYTE
"""Bytes of a file handed in: a scanned report of a hundred pages has less."""

MOST_FILES = 5
"""Files of one submission, by form or by mail: a report and its appendices."""

LARGEST_FORM = MEGABYTE
"""Bytes of a form beside its files: text that a person typed."""

LARGEST_UPLOAD = MOST_FILES * LARGEST_FILE + LARGEST_FORM

LARGEST_MAIL = 2 * LARGEST_FILE
"""Bytes of a mail that is fetched whole: a file grows by a third on its way, and its text beside
it. Of a larger one the header is kept, and its sender gets a link for the file.
"""

LONGEST_LOCAL_PART = 24
"""Letters before the @ of an address that gets a code: together below RFC 5321's 64."""

LARGEST_FEED = 2_000_000
"""Bytes of an RSS feed: a portal's hundred items with their summaries have a tenth."""

MOST_FEED_ITEMS = 100
"""Items of a feed that are looked at; the newest come first."""

MOST_HOPS = 5
"""Redirects that are followed to a public page."""

ANSWER_SECONDS = 4.0
"""For the connection to a public page, and for each piece of its answer."""

TOTAL_SECONDS = 8.0
"""For all of a public page, whatever the other side does: it may drip for hours."""

MOST_FETCHES_AT_ONCE = 8
"""Requests that may hang at the same time."""

SOCKET_SECONDS = 15.0
"""For each operation on a line to a mail server, an archive or a chat service."""

MAILBOX_SECONDS = 30.0
"""The same for the mailbox that is read: a search over a large one takes its time."""

LONGEST_SUBJECT = 150
"""Letters of a demand's subject: it stands in the subject of the mail to each unit."""

LONGEST_EVIDENCE = 2000
"""Letters of one typed field of an answer."""

LONGEST_TITLE = 300
"""Letters of the title of a news item or a programme."""

GIVE_UP = timedelta(days=1)
"""How long a message that a server puts off is tried, or that trial mode holds is kept."""

GIVE_UP_WORDS = f"{in_words(GIVE_UP.days)} ngày"


def megabytes(size: int) -> str:
    """«20 MB»"""
    return f"{size // MEGABYTE} MB"
