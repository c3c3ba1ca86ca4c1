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

MOST_UNCLAIMED = 300 * MEGABYTE
"""Bytes that a unit may have laid down without handing them in: three full forms."""

LEAST_FREE = 500 * MEGABYTE
"""Bytes that stay free on the disk: below them no file is taken, and answers are still recorded."""

LARGEST_FORM = MEGABYTE
"""Bytes of a form beside its files: text that a person typed."""

LARGEST_UPLOAD = MOST_FILES * LARGEST_FILE + LARGEST_FORM

LARGEST_GROWTH = 20 * MEGABYTE
"""Bytes that a docx or xlsx may unpack to beyond its own: the text of a report of a thousand pages.
Pictures hardly grow, so a report of photos at the limit of a file is within this too.
"""

LONGEST_ENTRY = 200
"""Letters of a name inside an evidence pack: below what Windows unpacks into a folder of its own.
"""

MOST_ENTRIES = 20_000
"""Entries of an evidence pack: a province's communes with four reports of five files have a fifth.
"""

LARGEST_MANIFEST = 20 * MEGABYTE
"""Bytes of its manifest: so many entries with names, hashes and what they were called."""

LARGEST_COPY_LIST = 100 * MEGABYTE
"""Bytes of the list of a copy of the installation: half a million files under their hashes."""

MOST_GROWN = 20
"""How many times its own size an evidence pack may unpack to, beside `LARGEST_GROWTH`. Ours does
not grow at all; one that an office zipped anew has its tables and texts squeezed to a tenth.
"""

LARGEST_DOWNLOAD = 200 * MEGABYTE
"""Bytes of files in a pack that the board makes while somebody waits: half a minute of an office's
line. A larger one is made at the machine.
"""

MOST_DOWNLOADED_ROWS = 1_000
"""Assignments of such a pack: their lives are told in some ten seconds."""

PACK_PATIENCE = 20.0
"""Seconds that one more waits for the pack that is being made."""

MOST_PACKED = 5_000
"""Parts of a docx or xlsx: a report with a thousand pictures has some two thousand."""

MOST_TABLE_LINES = 20_000
"""Lines of a table that is imported: every unit of a province with ten people each has half."""

MOST_TAGS = 1_200_000
"""Tags in all parts of a workbook that is read: so many lines of ten full columns have no more. A
file of 24 kB that unpacks to five million cells without a value held a gigabyte and a half.
"""

MOST_EXPORTED = 20_000
"""Rows of all sheets of a file that is made of a view: every commune of the country in five periods
has as many. It takes some five seconds and a hundred megabytes; a narrower view says more.
"""

WIDEST_LINE = 100
"""Columns of such a table in which something may stand."""

MOST_WRONG_LINES = 200
"""Things wrong with it that are listed at a time; nobody mends more before he tries again."""

LARGEST_MAIL = 2 * LARGEST_FILE
"""Bytes of a mail that is fetched whole: a file grows by a third on its way, and its text beside
it. Of a larger one the header is kept, and its sender gets a link for the file.
"""

READ_BEFORE_SENDING = 500
"""Mails that are kept, and as many read, before a window sends: some five seconds of work. The rest
is read when the letters that wait have left.
"""

MOST_PUT_AWAY = 100
"""Letters of one page of the officers' list, and put away at a time."""

UNFINISHED_WAITS = timedelta(minutes=2)
"""How long a file that may not be at its end is left to whoever writes it."""

CUT_WAITS = timedelta(minutes=10)
"""The same for one that ends in the middle of a part; after that it is kept as a mail cut off."""

MOST_STRANGERS = 10
"""Mails a day to people who are no contacts, answers to theirs: with one code of ours somebody made
us write to forty. Who is left out waits for an officer like any other.
"""

MOST_QUESTIONS = 20
"""Mails in 24 hours that ask one account about what was typed in its name: an officer who enters a
day's papers by Prefect's forms has fewer, and nobody's mailbox is filled by who holds its password.
"""

MOST_CONFERENCE_QUESTIONS = 30
"""Questions that one unit may have asked of one conference: far more than anybody has,
withdrawn ones too."""

MOST_PARTS = 100
"""Parts of a mail, those inside other parts too: a letter with five files and ten logos has twenty.
More than these is nobody's answer, and the library that reads them goes one call deeper for each.
"""

DEEPEST_PARTS = 20
"""Parts inside one another: a signed letter that was forwarded three times has ten."""

MOST_HEADERS = 5_000
"""Headers of a mail and all its parts: one that passed twenty servers has a hundred."""

LONGEST_HEADER = 16_000
"""Letters of one header that are looked at: a letter to two hundred people has as many. Of the ids
of a thread the last count, of any other header the first.
"""

MOST_RECIPIENTS = 200
"""Addresses of a mail among which ours is looked for."""

LARGEST_LOGO = 100_000
"""Bytes of a picture of the letter's own look; a larger one may be the photo of a document."""

MOST_THREAD_IDS = 20
"""Ids of a thread that are asked for in the ledger, the newest."""

LONGEST_TEXT = 20_000
"""Letters of a mail's text that are looked at: ten typed pages. A person reads a longer one."""

LARGEST_HTML = 200_000
"""Letters of HTML in which they are looked for: a mail program writes ten for one."""

LONGEST_LINE = 500
"""Letters of a line in which the head of a quotation is looked for."""

LONGEST_LOCAL_PART = 24
"""Letters before the @ of an address that gets a code: together below RFC 5321's 64."""

LARGEST_FEED = 2_000_000
"""Bytes of an RSS feed: a portal's hundred items with their summaries have a tenth."""

MOST_FEED_ITEMS = 100
"""Items of a feed that are looked at; the newest come first."""

HEAD_SECONDS = 10.0
"""For the whole head of a request, from its first letter: a browser sends it in one piece."""

PIECE_SECONDS = 30.0
"""Between two pieces of a request's body, or of an answer that is being read."""

SLOWEST_LINE = 16 * 1024
"""Bytes a second: a body that falls behind this by `PIECE_SECONDS` is not waited for."""

MOST_CONNECTIONS = 300
"""Lines to the portal at once; 160 units and their browsers have two or three each, briefly. Of
more, who has waited longest without having sent a whole request has to go.
"""

MOST_REQUESTS = 2 * MOST_CONNECTIONS
"""Beyond this an answer is «come again later»; the lines above never let it come to that."""

MOST_UPLOADS = 4
"""Forms with files that are read at once: of 100 MB each, beside the rest of the machine."""

MOST_UPLOADS_OF_ONE = 2
"""Of them by one link or one session: a person who presses twice leaves the rest to others."""

UPLOAD_PATIENCE = 60.0
"""Seconds that one more waits for its turn."""

MOST_FIELDS = 1000
"""Fields of a form: a district's table has five a commune, and the largest thirty communes."""

MOST_HOPS = 5
"""Redirects that are followed to a public page."""

ANSWER_SECONDS = 4.0
"""For the connection to a public page, and for each piece of its answer."""

TOTAL_SECONDS = 8.0
"""For all of a public page, whatever the other side does: it may drip for hours."""

MOST_FETCHES_AT_ONCE = 8
"""Links that are looked at at the same time: who waits for them holds a thread of the portal."""

SOCKET_SECONDS = 15.0
"""For each operation on a line to a mail server, an archive or a chat service."""

LETTER_SECONDS = 240.0
"""For one letter from the greeting to its final dot, whatever the server does: it may drip."""

DOT_SECONDS = 600.0
"""For the answer to the final dot: RFC 5321 §4.5.3.2.6 asks for ten minutes. The server has the
letter and looks at it; who hangs up before sends it again to somebody who has it.
"""

MAILBOX_SECONDS = 30.0
"""The same for the mailbox that is read: a search over a large one takes its time."""

LONGEST_SUBJECT = 150
"""Letters of a demand's subject: it stands in the subject of the mail to each unit."""

LONGEST_NUMBER = 100
"""Letters of a document's number and symbol: the longest in use have forty."""

LONGEST_EVIDENCE = 2000
"""Letters of one typed field of an answer, and of what an officer writes to a unit."""

LONGEST_NARRATIVE = 20_000
"""Letters of one paragraph that a person writes for a paper: some eight pages."""

MOST_NARRATIVES = 100
"""Such parts in one paper; the longest report has ten."""

LARGEST_TEMPLATE = 5 * MEGABYTE
"""Bytes of an office's own template: a page or two of text, and a picture of its emblem."""

LONGEST_PERSON = 100
"""Letters of a person's name or telephone: the longest in use have forty."""

LONGEST_DEVICE = 40
"""Letters by which a desk calls itself: «Bàn 2, điện thoại chị Hà»."""

MOST_CONTACT_WISHES = 3
"""Requests about its contacts that one contact sends a day: to be another, one colleague, a third
because the second was mistyped. Who has more to say calls.
"""

MOST_NEW_LINKS = 3
"""Fresh links that a unit's addresses get a day from the page of a dead one."""

LONGEST_UNIT = 200
"""Letters of what somebody calls a unit: the longest name in use has eighty."""

MOST_LINES = 500
"""Lines of a list of units: a province has some hundred and seventy."""

LARGEST_ID = 2**31 - 1
"""The largest number that a row can have."""

LONGEST_SEARCH = 100
"""Letters of what is looked for in a list."""

MOST_DECIDED_DAYS = 40
"""Days of one decision: the calendar of a whole year moves a dozen."""

MOST_FOUND = 20
"""Things found by one search; a fuller name finds fewer."""

MOST_AUDIT_LINES = 100
"""Acts of a page of the audit: a morning's, read in two minutes."""

MOST_AUDIT_LINES_PRINTED = 10_000
"""Acts that the command line prints at once: a year of a small office, 3 MB."""

MOST_ACTORS = 200
"""People of one name whose acts are looked for at once; a fuller name has fewer."""

LONGEST_ADDRESS = 2000
"""Letters of an address that a page leads on to: a header is no longer on every way."""

LONGEST_PART = 200
"""Letters between two strokes of an address: a link's token has thirty-two."""

LONGEST_EXCERPT = 600
"""Letters of a page's own words, or of the official list's, beside a finding: some six lines."""

LONGEST_TITLE = 300
"""Letters of the title of a news item or a programme."""

GIVE_UP = timedelta(days=1)
"""How long a message that a server puts off is tried, or that trial mode holds is kept."""

GIVE_UP_WORDS = f"{in_words(GIVE_UP.days)} ngày"


def megabytes(size: int) -> str:
    """«20 MB»"""
    return f"{size // MEGABYTE} MB"


LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Names of this machine itself: where the demo may be served, and under which it answers."""

LONGEST_QUOTED = 600
"""Characters of a unit's own words in a report: some six lines; the whole stands on its page."""

MOST_QUOTED = 200
"""Units' words, or good examples, that one report lists: more than that nobody reads."""

MOST_UNMATCHED = 200
"""Rows of a page that are no procedure by their name, and for which the likest are looked up."""

EXCERPT_AROUND = 200
"""Letters kept before and after the place of a finding: it is read side by side on a phone."""

LONGEST_CELL = 4_000
"""Letters of one cell or part of a procedure: the longest lists of papers have some 3,000."""

MOST_PDF_PAGES = 300
"""Pages of a PDF that are read: a decision with all procedures of a department has two hundred."""

PDF_SECONDS = 20.0
"""For all of them, asked after each: a page with text takes 60 ms."""

MOST_PDF_STEPS = 200_000
"""Steps in which one page of it is drawn: a page of text has some two thousand."""

LARGEST_PDF_PART = 10 * MEGABYTE
"""Bytes to which one stream of a PDF may unpack: a page's text has some 20 kB."""

CONNECT_SECONDS = 3.05
"""For the connection to a site that is checked: a little over the first repeat of a lost packet."""

READ_SECONDS = 10.0
"""Without a byte from such a site: what slow portals of offices take to begin is two to five."""

VISIT_SECONDS = 12.0
"""For all of one page of it, redirects included, whatever it does: it may drip for hours."""

MOST_DETAILS = 200
"""Pages of single procedures that are read of one source in one look."""

FOLLOW_SECONDS = 120.0
"""For all of them: a second apart, as an office's server is asked. Of what is left out nothing is
said, and nothing that was found there before is over.
"""

LARGEST_PAGE = 8 * MEGABYTE
"""Bytes of a page or file of a site, unpacked: a list of 2,000 procedures has one."""

LARGEST_ON_WIRE = 4 * MEGABYTE
"""The same as it comes, packed or not: a portal whose pages hold more repeats its whole menu."""

KEPT_OF_LARGER = MEGABYTE
"""Bytes that are kept of a larger one: enough to see what it was, sixteen at a time are little."""

LARGEST_ROBOTS = 512 * 1024
"""Bytes of a robots.txt that are read: RFC 9309 §2.5 asks for at least 500 KiB."""

LARGEST_CERTIFICATE = 64 * 1024
"""Bytes of a certificate that a site forgot to send: one has two thousand, a bundle ten times that.
"""

MOST_INTERMEDIATES = 3
"""Certificates between a site's own and the root: there are one or two."""

MOST_PINNED = 100
"""Files of such certificates that an office keeps itself."""

MOST_ADDRESSES = 3
"""Addresses of one name that are tried; the next request tries again."""

MOST_LOOKUPS = 64
"""Names that are looked up at once, those too whose resolver hangs."""

LONGEST_WAIT = 5
"""Seconds that a busy server may ask us to wait before the one repeat: it may ask for six hours."""

LONGEST_VALIDATOR = 300
"""Letters of an ETag or Last-Modified that is kept and sent back."""

SCAN_THREADS = 24
"""Hosts visited at once. 200 sites of which nothing is known yet took 16 s by 16 threads, 13 s by
24, 12 s by 32; known, with the slow ones first, 10 s by any (`make bench-publication`).
"""
MOST_ONWARD = 40
"""Further pages of one list that a look follows: 2,000 procedures at fifty a page."""

LEAST_HOSTS = 10
"""Hosts of a run from which on their silence says something of our own line."""

MOST_HOSTS_DOWN = 0.3
"""Share of them that may be silent: so many offices are never down at once by themselves."""

LOOK_SECONDS = 10.0
"""For one look of the doctor into ledger or disk: a ledger of five years is checked in two."""

LIVE_LOOK_SECONDS = 20.0
"""For one that asks another machine; all look at once, so the doctor is done soon after."""

KNOCK_SECONDS = 12.0
"""For a mail server to let us in: a slow one takes five. So that a look has its answer in time."""

CLOCK_DIFFERS = timedelta(seconds=60)
"""Between two clocks: one that asks a time server differs by less than a second."""

CERTIFICATE_SOON = timedelta(days=14)
"""Before its end: what renews by itself does so a month before, an office's letter takes a week."""

DOCTOR_SECONDS = 40.0
"""For all looks at once, with the start of a process on a busy machine."""

MOST_RUNS_A_NIGHT = 500
"""Old runs, and old tables, that a night deletes in Prefect; a working day makes some 60 of each.

What an installation of years has left over is gone after some nights, none of them long.
"""

PREFECT_PAGE = 200
"""Rows in one answer of Prefect's server: the most it gives unless it is told otherwise."""

MOST_TABLE_NAMES = 2_000
"""Names of tables on one Prefect server that a night looks through; a plan makes some 60."""

MOST_OF_A_PERSON = 10_000
"""Rows of one kind in the export about a person: letters of five years are 2,000."""
