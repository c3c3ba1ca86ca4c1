"""What is kept: the ledger's tables, its engine and the only commit.

Importing this package registers every table, so that migrations and foreign keys see them all.
"""

from models.asked_rows import AskedAct, InstallationRow
from models.beat import Beat, Silence
from models.calendar_rows import DecidedDays
from models.call_rows import CallNote
from models.conference import (
    Conference,
    ConferenceRevision,
    ConferenceSession,
    Invitee,
    Rsvp,
)
from models.conference_matters import (
    ConferenceFile,
    ConferenceQuestion,
    ConferenceTask,
    ScoringAccount,
)
from models.contact_request import ContactRequest
from models.decision import Audit, DateChange, Decision
from models.decision_review import DecisionReview
from models.delegate import Attendance, CheckIn, Delegate
from models.document import Document, DocumentAssignment, DocumentFile, DocumentText
from models.incoming_mail import Incoming, Mailbox
from models.index_766 import Index766
from models.inspection_tables import Appointment, Draw
from models.notice import Attempt, Message, Notice, Token
from models.office_posting import DeclarationCheck, SpotCheck
from models.procedure import DecisionItem, Procedure, ProcedureDecision
from models.publication_check import PublicationCheck, PublicationSource, Scan, Snapshot
from models.publication_finding import FindingSighting, FindingWaiver, PublicationFinding
from models.restoration import Restoration, RestoredHold
from models.round import Assignment, DemandFile, Round
from models.scoring import ScoringExplanation, ScoringExport, ScoringLine
from models.submission import Activity, Figure, File, ReceiptChange, Submission
from models.unit import Account, Channel, ChannelAlarm, Contact, ContactUse, ServiceToken, UnitRow

__all__ = [
    "Account",
    "Activity",
    "Appointment",
    "AskedAct",
    "Assignment",
    "Attempt",
    "Attendance",
    "Audit",
    "Beat",
    "CallNote",
    "Channel",
    "ChannelAlarm",
    "CheckIn",
    "Conference",
    "ConferenceFile",
    "ConferenceQuestion",
    "ConferenceRevision",
    "ConferenceSession",
    "ConferenceTask",
    "Contact",
    "ContactRequest",
    "ContactUse",
    "DateChange",
    "DecidedDays",
    "Decision",
    "DecisionItem",
    "DecisionReview",
    "DeclarationCheck",
    "Delegate",
    "DemandFile",
    "Document",
    "DocumentAssignment",
    "DocumentFile",
    "DocumentText",
    "Draw",
    "Figure",
    "File",
    "FindingSighting",
    "FindingWaiver",
    "Incoming",
    "Index766",
    "InstallationRow",
    "Invitee",
    "Mailbox",
    "Message",
    "Notice",
    "Procedure",
    "ProcedureDecision",
    "PublicationCheck",
    "PublicationFinding",
    "PublicationSource",
    "ReceiptChange",
    "Restoration",
    "RestoredHold",
    "Round",
    "Rsvp",
    "Scan",
    "ScoringAccount",
    "ScoringExplanation",
    "ScoringExport",
    "ScoringLine",
    "ServiceToken",
    "Silence",
    "Snapshot",
    "SpotCheck",
    "Submission",
    "Token",
    "UnitRow",
]
