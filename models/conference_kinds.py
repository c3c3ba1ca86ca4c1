"""The closed lists of words of the scoring-guidance conference (decision 0075)."""

from enum import StrEnum


class RsvpAnswer(StrEnum):
    """What a unit says to its invitation."""

    COMES = "comes"
    SUBSTITUTE = "substitute"  # somebody comes in place of who was invited
    CANNOT = "cannot"  # with a reason


class ConferenceChange(StrEnum):
    """Why a conference has one revision more."""

    CREATED = "created"
    MOVED = "moved"  # day, hour, place, link or chair are others
    SPLIT = "split"  # two sessions instead of one, or one instead of two
    POSTPONED = "postponed"  # no day any more, for now
    CANCELLED = "cancelled"


class ConferenceFileKind(StrEnum):
    """What a file, or a link, on the conference's page is."""

    PLAN = "plan"  # kế hoạch, quyết định tổ chức
    INVITATION = "invitation"  # giấy mời as issued
    PROGRAMME = "programme"
    GUIDANCE = "guidance"  # tài liệu hướng dẫn chấm điểm
    MINUTES = "minutes"
    CONCLUSIONS = "conclusions"  # thông báo kết luận
    PHOTO = "photo"
    NEWS = "news"  # tin, bài
    ATTENDANCE = "attendance"  # the list signed on paper, scanned
    OTHER = "other"


class CheckInAct(StrEnum):
    """What a desk did."""

    ARRIVE = "arrive"
    UNDO = "undo"  # a mistake at the desk: a row of its own


class CheckInOutcome(StrEnum):
    """What became of one scan or tap. Only the first two count a delegate in."""

    COUNTED = "counted"
    FORCED = "forced"  # kept though something was odd: from a queue, or pressed through
    AGAIN = "again"  # in already; nothing changes
    REFUSED = "refused"
    UNDONE = "undone"


class CheckInRefusal(StrEnum):
    """Why a scan counted nobody."""

    UNKNOWN_CODE = "unknown_code"
    OTHER_CONFERENCE = "other_conference"
    UNIT_REMOVED = "unit_removed"  # its unit is invited no longer
    DELEGATE_REMOVED = "delegate_removed"
    CANCELLED = "cancelled"  # the conference does not take place, or has no day
    TOO_EARLY = "too_early"  # before its day: somebody tries the page out
    CLOSED = "closed"  # the minutes are signed
    NOTHING_TO_UNDO = "nothing_to_undo"


class DelegateOrigin(StrEnum):
    """How somebody came onto the list."""

    REGISTERED = "registered"  # by the unit, in its answer
    SUBSTITUTE = "substitute"  # at the desk, in place of a delegate
    WALK_IN = "walk_in"  # at the desk, of nobody's list
