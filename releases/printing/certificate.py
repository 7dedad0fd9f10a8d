"""The last page of a sealed paper: who signed, how and when, and what proves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clients.models import ConsentEvent
from practice.letterhead.current import letterhead
from releases.models import Document, RecordsConsent, Signature, SignedByHand
from releases.models.interpreting import INTERPRETING
from releases.printing.device import device_of
from releases.terms import content as contents
from releases.terms.languages import Language, language
from releases.terms.when import when_signed

GROUP = 8
# From which version on a content says all that was shown to whoever signed it.
SHOWN_SINCE = 4


@dataclass(frozen=True)
class Certificate:
    """In the language of what was signed."""

    signed: list[list[tuple[str, str]]]  # of each who signed: rows of what and how
    proofs: list[tuple[str, str, list[str]]]  # what, in words, and its hash in groups


def certificate_of(document: Document, seal: str) -> Certificate:
    """What proves ``document``, to be sealed by the certificate of this fingerprint."""
    spoken = language(document.content.get("language", "en"))
    made = document.signatures.select_related(
        "by_hand__checked_by", "consent"
    ).order_by("pk")
    return Certificate(
        [_signed(spoken, each) for each in made], _proofs(spoken, document, seal)
    )


def _signed(spoken: Language, made: Signature) -> list[tuple[str, str]]:
    say, rights = spoken.table("certificate"), spoken.table("capacities")
    right = rights[made.capacity]
    how, when = say[made.mark], when_signed(spoken, made)["signed_at_label"]
    return [
        (say["signer"], made.signer),
        (say["right"], f"{right}: {made.authority}" if made.authority else right),
        (say["how"], f"{how}. {say['by_link']}" if made.link_id else how),
        (say["when"], f"{when} ({made.time_zone})"),
        (say["witness"], made.witness or spoken.table("paper")["no_witness"]),
        *_beside(spoken, made),
    ]


def _beside(spoken: Language, made: Signature) -> list[tuple[str, str]]:
    """What there is not always, in the order of the paper before it."""
    say = spoken.table("certificate")
    there = [
        ("witness_2", made.witness_2),
        ("interpreter", _interpreted(made)),
        ("checked_by", _checked(say, made.by_hand)),
        ("records", _agreed(spoken, made.consent)),
        ("device", device_of(made.device, say)),
    ]
    return [(say[what], words) for what, words in there if words]


def _interpreted(made: Signature) -> str:
    """By whom, into which language, and by what they can; of a paper, as it says that."""
    if made.by_hand:
        return made.by_hand.interpreter
    said = (getattr(made, each) for each in INTERPRETING)
    return ", ".join(filter(None, said))


def _checked(say: Mapping[str, Any], paper: SignedByHand | None) -> str:
    if paper is None or paper.checked_by is None:
        return ""
    alone = f" ({say['alone']})" if paper.alone else ""
    return f"{paper.checked_by.name}{alone}"


def _agreed(spoken: Language, consent: RecordsConsent | None) -> str:
    """When, and to which words: 15 USC 7001(c)."""
    if consent is None:
        return ""
    said: str = spoken.table("certificate")["agreed"]
    return said.format(
        when=spoken.instant(consent.given_at),
        version=consent.wording_version,
        language=consent.language,
    )


def _proofs(
    spoken: Language, document: Document, seal: str
) -> list[tuple[str, str, list[str]]]:
    say, content = spoken.table("certificate"), document.content
    shown = contents.sha256_of(_shown(content))
    number, head = _head(document)
    version, practice = content["version"], letterhead().name
    found = [
        (
            say["was_signed"],
            say["version"].format(number=version),
            document.content_sha256,
        ),
        (say["history"], say["entry"].format(number=number), head),
        (say["seal"], say["key"].format(practice=practice), seal),
    ]
    if version >= SHOWN_SINCE:
        found.insert(0, (say["was_shown"], "", shown))
    return [(what, words, _groups(proof)) for what, words, proof in found]


def _shown(content: contents.Content) -> contents.Content:
    """What whoever signed had before them: ``content`` without what they made."""
    boxes = [{**topic, "initials": ""} for topic in content["sensitive"]]
    return {**content, "sensitive": boxes, "signatures": []}


def _head(document: Document) -> tuple[int, str]:
    """The end of the client's history as it is now: its number, and its hash."""
    events = ConsentEvent.objects.filter(client=document.client_id)
    last: Any = events.order_by("-number").values_list("number", "sha256").first()
    return last or (0, "")


def _groups(proof: str) -> list[str]:
    return [proof[at : at + GROUP] for at in range(0, len(proof), GROUP)]
