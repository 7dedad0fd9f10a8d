"""What was signed, and what it permits."""

from __future__ import annotations

from releases.models.alarm import PaperAlarm
from releases.models.by_hand import Box, SignedByHand
from releases.models.document import Document, DocumentKind
from releases.models.draft import (
    Purpose,
    ReleaseDraft,
    SensitiveTopic,
    Topic,
)
from releases.models.ends import LawAsks, WhyEnded
from releases.models.form_kinds import FormCapacity, FormKind
from releases.models.grant import Grant
from releases.models.lapse import Lapse
from releases.models.paper import Paper
from releases.models.preset import ReleasePreset
from releases.models.printout import Printout
from releases.models.queries import ReleaseQuerySet
from releases.models.records_consent import RecordsConsent
from releases.models.refusal import Refusal
from releases.models.release import Release
from releases.models.reminder import LinkReminder, ReminderStop
from releases.models.restored import LostRevocation, Restoration
from releases.models.revocation import Manner, Revocation
from releases.models.root import RootLeaf, RootStamp, SealedRoot
from releases.models.scan import FileKind, ScanBatch, ScannedFile, ScannedPage
from releases.models.scope import PRACTICE, SEVERAL, Direction, Format, Kind, Place
from releases.models.signature import Mark, Signature
from releases.models.signature_link import LinkState, SignatureLink
from releases.models.signed_form import SignedForm
from releases.models.signers_copy import CopyWay, SignersCopy
from releases.models.signing_session import HowEnded, SigningSession, Way
from releases.models.voiding import Voiding
from releases.models.wording import ReleaseWording
from releases.models.writing import RevocationWriting

__all__ = [
    "PRACTICE",
    "SEVERAL",
    "Box",
    "CopyWay",
    "Direction",
    "Document",
    "DocumentKind",
    "FileKind",
    "FormCapacity",
    "FormKind",
    "Format",
    "Grant",
    "HowEnded",
    "Kind",
    "Lapse",
    "LawAsks",
    "LinkReminder",
    "LinkState",
    "LostRevocation",
    "Manner",
    "Mark",
    "Paper",
    "PaperAlarm",
    "Place",
    "Printout",
    "Purpose",
    "RecordsConsent",
    "Refusal",
    "Release",
    "ReleaseDraft",
    "ReleasePreset",
    "ReleaseQuerySet",
    "ReleaseWording",
    "ReminderStop",
    "Restoration",
    "Revocation",
    "RevocationWriting",
    "RootLeaf",
    "RootStamp",
    "ScanBatch",
    "ScannedFile",
    "ScannedPage",
    "SealedRoot",
    "SensitiveTopic",
    "Signature",
    "SignatureLink",
    "SignedByHand",
    "SignedForm",
    "SignersCopy",
    "SigningSession",
    "Topic",
    "Voiding",
    "Way",
    "WhyEnded",
]
