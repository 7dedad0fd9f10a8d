"""What a release that is in force does not permit, of what a session needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from clients.models import Contact
from collateral.gate import in_part
from collateral.gate.proposal import Proposal
from collateral.gate.reasons import Code, Reason
from releases.models import PRACTICE, SEVERAL, Format, Place
from releases.models.draft import EVERY_TOPIC, SensitiveTopic
from releases.terms import Terms, read

LABELS = dict(EVERY_TOPIC)
JOINS: dict[str, str] = {
    Format.JOINT: "a session with the client",
    Format.COLLATERAL: "a session without the client",
    Place.IN_PERSON: "in person",
    Place.PHONE: "by phone",
    Place.VIDEO: "by video",
}
PLAIN = "The release does not permit all that this session is about."


def tells(release: Any, clinician: int) -> bool:
    """Whether ``release`` lets this clinician tell; or, where it was over by then and
    named several, whether it may have.
    """
    if release.discloser == SEVERAL and release.evidence:
        return clinician in terms_of(release).discloser_ids
    return release.discloser in (PRACTICE, SEVERAL, clinician)


def terms_of(release: Any) -> Terms:
    return read(release.evidence["document"]["content"])


def lacking(
    contact: Contact, releases: Iterable[Any], proposal: Proposal
) -> list[Reason]:
    """Each thing once that any of ``releases``, found with the evidence of those in force
    while it is needed, does not permit.
    """
    found = {
        (reason.code, reason.what): reason
        for release in releases
        if release.evidence
        for reason in _lacking(contact, release, proposal)
    }
    return list(found.values())


def _lacking(contact: Contact, release: Any, proposal: Proposal) -> Iterator[Reason]:
    terms = terms_of(release)
    if not terms.admits:
        sentence = f"The release lets {contact.name} tell us, and us share nothing."
        yield Reason(Code.DIRECTION, sentence)
        return
    by = (PRACTICE, proposal.clinician.pk)
    granted = [each for each in release.evidence["grants"] if each["discloser"] in by]
    holds = {each["what"] for each in granted if each["ended_at"] is None}
    for what in proposal.needs_of(contact.pk):
        if what in JOINS and what not in holds:
            joins = "join" if what in Place.values else "into"
            lost = in_part.revoked(contact, release, what)
            never = f"The release does not let {contact.name} {joins} {JOINS[what]}."
            sentence = lost or never
            yield Reason(Code.FORMAT, sentence, what=what)
        elif what not in holds:
            lost = in_part.revoked(contact, release, what)
            yield _of_topic(contact, terms, what, lost)


def _of_topic(contact: Contact, terms: Terms, what: str, lost: str) -> Reason:
    name, label = contact.name, LABELS[what]
    if lost:
        said = lost
    elif any(topic["code"] == what for topic in terms.off_limit_topics):
        said = f"“{label}” stays private: the release keeps it from {name}."
    elif what in SensitiveTopic:
        said = f"The release has no initials to let {name} hear of “{label}”."
        return Reason(Code.SENSITIVE_NOT_INITIALED, said, PLAIN, what)
    else:
        said = f"The release does not let {name} hear of “{label}”."
    return Reason(Code.TOPIC, said, PLAIN, what)
