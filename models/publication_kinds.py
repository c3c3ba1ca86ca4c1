"""The closed lists of words of the publication check (decision 0065)."""

from enum import StrEnum


class SourceKind(StrEnum):
    """Where a procedure must be public: NĐ 63/2010 art. 17.1 as amended, and II.3.5 of the plan."""

    AGENCY_SITE = "agency_site"  # Trang thông tin điện tử of the unit (II.3.5)
    PROVINCIAL_PORTAL = "provincial_portal"  # Cổng thông tin điện tử tỉnh
    NATIONAL_DATABASE = "national_database"  # Cơ sở dữ liệu quốc gia về TTHC
    OFFICE = "office"  # niêm yết tại trụ sở


class ReadingWay(StrEnum):
    """How what a source shows is learned."""

    PAGE = "page"  # a public page or pages that list the procedures
    FILE = "file"  # a public document: pdf, docx, xlsx, doc
    IMPORT = "import"  # a table that a person exports elsewhere and hands in
    DECLARATION = "declaration"  # the unit says it, with a dated photo
    BY_HAND = "by_hand"  # no machine can read it: an officer looks


class CheckVerdict(StrEnum):
    """What one look at one source came to. Only READ and UNCHANGED say what is public there."""

    READ = "read"
    UNCHANGED = "unchanged"  # the same as at the last good look, whose result stands
    LINKED = "linked"  # it only leads on to an official portal: published there, judged there
    UNREACHABLE = "unreachable"  # nothing came
    UNVERIFIABLE = "unverifiable"  # something came, and it proves nothing either way


class ReadingTrouble(StrEnum):
    """Why a look does not say what is public there."""

    REFUSED_ADDRESS = "refused_address"  # not of the public Internet, and not allowed
    SLOW = "slow"
    NO_CONNECTION = "no_connection"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    SERVER_ERROR = "server_error"  # 5xx, 429
    GONE = "gone"  # 404, 410, or a page that says so under 200
    FORBIDDEN = "forbidden"  # 401, 403
    TLS_INVALID = "tls_invalid"  # expired, another name, self-signed: not read
    ROBOTS = "robots"  # robots.txt asks not to be read, or could not be asked
    BLOCKED = "blocked"  # a challenge page
    NEEDS_BROWSER = "needs_browser"  # its content is made by a script
    TRUNCATED = "truncated"  # longer than is read
    EMPTY = "empty"  # no row of a procedure
    STRUCTURE = "structure"  # far fewer rows than last time: the page was rebuilt
    SCAN = "scan"  # a picture of paper
    DAMAGED = "damaged"  # a file that does not open, or is not what its name says
    OFF_HOST = "off_host"  # led to a host that is not official
    OWN_LINE = "own_line"  # our own line was down: nobody's fault


class Component(StrEnum):
    """The parts of a procedure, NĐ 63/2010 art. 8.2: a to g always, the rest where it has them.

    Of what was announced as a list, art. 13.2 wants five: name, legal basis, time, place, fee.
    """

    NAME = "name"  # a
    STEPS = "steps"  # b trình tự thực hiện
    WAYS = "ways"  # c cách thức thực hiện
    DOSSIER = "dossier"  # d thành phần, số lượng hồ sơ
    TIME = "time"  # đ thời hạn giải quyết
    SUBJECTS = "subjects"  # e đối tượng thực hiện
    AGENCY = "agency"  # g cơ quan giải quyết
    FORMS = "forms"  # h mẫu đơn, tờ khai
    RESULT = "result"  # h kết quả
    CONDITIONS = "conditions"  # h yêu cầu, điều kiện
    FEE = "fee"  # h phí, lệ phí
    LEGAL_BASIS = "legal_basis"  # art. 13.2 căn cứ pháp lý
    PLACE = "place"  # art. 13.2 địa điểm thực hiện


class ListKind(StrEnum):
    """What was announced, art. 13.2: a list (tên, căn cứ, thời hạn, địa điểm, phí) or all parts."""

    LIST = "list"
    FULL = "full"


class DecisionIssuer(StrEnum):
    """Who announced: it sets the days of arts. 15 and 24.2."""

    PROVINCE = "province"
    MINISTRY = "ministry"


class ItemAct(StrEnum):
    """What a decision does to a procedure."""

    NEW = "new"
    AMEND = "amend"
    REVOKE = "revoke"


class MatchWay(StrEnum):
    """How a row was taken for a procedure: staged, the surest first; never by likeness."""

    CODE = "code"
    NAME = "name"  # the folded name, exactly
    PREFIX = "prefix"  # cut off by «…», and only one begins so
    TYPO = "typo"  # one letter a word, and only one is as near
    AMBIGUOUS = "ambiguous"  # several of one name
    NONE = "none"


class Severity(StrEnum):
    HIGH = "high"  # a citizen is harmed
    MEDIUM = "medium"
    LOW = "low"  # technical


class FindingKind(StrEnum):
    """What is wrong; the severity, name and remedy of each stand in `publication/findings`."""

    MISSING = "missing"
    NOT_YET_DUE = "not_yet_due"  # information, never an assignment
    OUTDATED_VERSION = "outdated_version"
    REVOKED_STILL_SHOWN = "revoked_still_shown"
    UNKNOWN_PROCEDURE = "unknown_procedure"
    INCOMPLETE_COMPONENTS = "incomplete_components"
    WRONG_FEE = "wrong_fee"
    WRONG_TIME = "wrong_time"
    WRONG_AGENCY = "wrong_agency"
    WRONG_CODE = "wrong_code"
    AMBIGUOUS_NAME = "ambiguous_name"
    DUPLICATE = "duplicate"
    DEAD_LINK = "dead_link"
    FORM_MISSING = "form_missing"
    UNREADABLE_SCAN = "unreadable_scan"
    LEGACY_ENCODING = "legacy_encoding"
    UNREACHABLE = "unreachable"
    TLS_INVALID = "tls_invalid"
    TLS_INCOMPLETE_CHAIN = "tls_incomplete_chain"
    NOT_OFFICIAL_HOST = "not_official_host"
    NEEDS_BROWSER = "needs_browser"  # to the officer, not an assignment of the unit
    STRUCTURE_CHANGED = "structure_changed"  # to the officer, not an assignment of the unit
    ANNOUNCE_LATE = "announce_late"
    DATABASE_LATE = "database_late"
    OFFICE_NOT_DECLARED = "office_not_declared"


class ScanScope(StrEnum):
    """What a scan looks at."""

    ALL = "all"  # every source that is on: weekly
    OPEN = "open"  # the sources with findings open: daily
    ONE = "one"  # one source, because an officer asked
