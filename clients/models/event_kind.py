"""What a consent history tells of."""

from __future__ import annotations

from django.db import models


class EventKind(models.TextChoices):
    """What happened."""

    CLIENT_ADDED = "client_added", "Client added"
    CLIENT_CHANGED = "client_changed", "Client's details changed"
    CONTACT_ADDED = "contact_added", "Contact added"
    CONTACT_CHANGED = "contact_changed", "Contact's details changed"
    CONTACT_CORRECTED = "contact_corrected", "Contact corrected"
    AUTHORITY_ADDED = "authority_added", "Authority to sign entered"
    AUTHORITY_VERIFIED = "authority_verified", "Authority to sign verified"
    AUTHORITY_CLOSED = "authority_closed", "Authority to sign ended early"
    ORDER_ADDED = "order_added", "Court order entered"
    DRAFT_PREPARED = "draft_prepared", "Release prepared"
    DRAFT_WITHDRAWN = "draft_withdrawn", "Prepared release put aside"
    DRAFT_PRINTED = "draft_printed", "Release printed for signature"
    SCAN_RECEIVED = "scan_received", "Signed paper scanned"
    SCAN_VIEWED = "scan_viewed", "Scanned paper viewed"
    SCAN_DISCARDED = "scan_discarded", "Scanned page discarded"
    PAPER_ENTERED = "paper_entered", "Paper signed by hand entered"
    PAPER_RETURNED = "paper_returned", "Paper signed by hand sent back"
    PAPER_CHECKED = "paper_checked", "Paper signed by hand checked"
    SIGNED_IN_PART = "signed_in_part", "Release signed by one of several"
    SIGNING_REFUSED = "signing_refused", "Signing of a release refused"
    REFUSAL_TAKEN_BACK = "refusal_taken_back", "Refusal to sign taken back"
    LINK_MADE = "link_made", "Link to sign made"
    LINK_OPENED = "link_opened", "Link to sign opened"
    LINK_LOCKED = "link_locked", "Link to sign locked"
    LINK_WITHDRAWN = "link_withdrawn", "Link to sign withdrawn"
    RECORDS_WITHDRAWN = (
        "records_withdrawn",
        "Consent to sign on a screen taken back",
    )
    SIGNED = "signed", "Release signed"
    SUPERSEDED = "superseded", "Release superseded"
    REVOKED = "revoked", "Release revoked"
    REVOKED_IN_PART = "revoked_in_part", "Release revoked in part"
    REVOCATION_WRITTEN = "revocation_written", "Revocation received in writing"
    EVENT_OCCURRED = "event_occurred", "Release ended by its event"
    AUTHORITY_ENDED = "authority_ended", "Signer's authority ended"
    LAW_ENDED = "law_ended", "Release ended by law"
    VOIDING_ASKED = "voiding_asked", "Voiding of a release asked for"
    VOIDING_DECLINED = "voiding_declined", "Release not voided"
    VOIDED = "voided", "Release voided"
    VIEWED = "viewed", "Release viewed"
    PRINTED = "printed", "Release printed"
    NOTICE_GIVEN = "notice_given", "Part 2 notice handed out"
    BOOKED = "booked", "Session booked"
    MOVED = "moved", "Session moved"
    JOINED = "joined", "Contact added to a session"
    LEFT = "left", "Contact taken out of a session"
    TOPICS_CHANGED = "topics_changed", "Topics of a session changed"
    HELD = "held", "Session put on hold"
    REOPENED = "reopened", "Session re-opened"
    CANCELLED = "cancelled", "Session cancelled"
    CLIENT_ENDED = "client_ended", "Client discharged or deceased"
    CLIENT_RETURNED = "client_returned", "Client back in care"
    REFUSED = "refused", "Session not booked"
