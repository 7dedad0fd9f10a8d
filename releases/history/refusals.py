"""How the history tells why a session was not booked."""

from __future__ import annotations

# Why a session was refused, by the gate's codes.
REFUSALS = {
    "NO_ROI": "No release had been signed.",
    "AWAITING_SIGNATURE": "A release was prepared, and not yet signed.",
    "UNVERIFIED": "A paper was signed, and nobody had checked it yet.",
    "NOT_YET_EFFECTIVE": "The release was not in force yet.",
    "EXPIRED": "The release had ended.",
    "EXPIRES_BEFORE_SESSION": "The release would end before the session.",
    "REVOKED": "The release had been revoked.",
    "SUPERSEDED": "The release had been replaced.",
    "VOIDED": "The release was void.",
    "EVENT_OCCURRED": "The release had ended by its event.",
    "WRONG_DISCLOSER": "The release let another clinician speak with them.",
    "SIGNER_LAPSED": "The authority of whoever signed would have ended.",
    "STATE_RULE": "The law of the client’s state asked for more than the release had.",
    "NO_CONTACT": "They take part in no sessions with this client.",
    "NOT_EXECUTED": "Not everyone had signed the release who has to.",
    "WRONG_SIGNER": "Somebody else had to sign the release.",
    "NO_AUTHORITY": "Nothing on file let whoever signed the release do so.",
    "PART2_REQUIRED": "The release was signed without what Part 2 asks.",
    "CHANGED": "The release was changed after it was signed.",
    "FORMAT": "The release did not let them join so.",
    "DIRECTION": "The release let us share nothing with them.",
    "TOPIC": "The release did not let them hear of all of it.",
    "MAX_SESSIONS": "The release allowed no more sessions.",
    "CLIENT_ENDED": "The client was not in care any more.",
    "STOPPED": "It was not ready.",
    "UNSAFE": "It was not ready.",
    "SCREENING_STALE": "It was not ready.",
    "PLAN_NOT_READY": "It was not ready.",
    "OFF_LIMITS": "It was not ready.",
    "NOT_READY": "It was not ready.",
    "NO_CONSENT": "No consent to treat was in force.",
    "SENSITIVE_NOT_INITIALED": "What needed initials on the release had none.",
}
