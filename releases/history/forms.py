"""How the history tells of forms that are signed beside releases."""

from __future__ import annotations

from clients.models import ConsentEvent, EventKind
from releases.history import links
from releases.history.authority import BECAUSE, ends_in
from releases.models import FormKind

# Of a form whose kind is not known.
FORM = "a form"
_TOLD: dict[str, str] = {
    EventKind.FORM_SIGNED: "{holder} signed {form}; {actor} took it ({client}).",
    EventKind.FORM_WITHDRAWN: (
        "{actor} recorded that {form} was taken back ({client})."
    ),
    EventKind.FORM_PRINTED: "{actor} printed {form} ({client}).",
}
# What is told of papers that were signed by hand, of a release or of a form.
_SCANS: dict[str, str] = {
    EventKind.SCAN_RECEIVED: "{actor} scanned {form}, signed on paper ({client}).",
    EventKind.SCAN_VIEWED: "{actor} looked at a scan of {form} ({client}).",
    EventKind.SCAN_DISCARDED: "{actor} put aside a scanned page of {form} ({client}).",
    EventKind.PAPER_ENTERED: (
        "{actor} entered {form} ({client}) that {holder} signed on paper {signed_on}, to "
        "be checked."
    ),
    EventKind.PAPER_RETURNED: (
        "{actor} checked the paper of {form} ({client}) that {holder} signed {signed_on}, "
        "and sent it back."
    ),
    EventKind.PAPER_CHECKED: (
        "{actor} checked the paper of {form} ({client}) that {holder} signed {signed_on} "
        "and {asker} entered: it fits."
    ),
}
FORMS = {
    FormKind.CONSENT: "a consent to treat",
    FormKind.CONFIDENTIALITY: "a confidentiality agreement with a teen",
    FormKind.ACKNOWLEDGEMENT: "an acknowledgement for {contact}, who joins",
    FormKind.ASSENT: "a minor’s assent",
}


# Of one that ended with the right of whoever signed it.
ENDED = "{form} that {holder} signed {ends}: {because}; {actor} recorded it ({client})."

SENTENCES = {kind: said.replace("{form}", FORM) for kind, said in _TOLD.items()}


def template_of(event: ConsentEvent) -> str:
    """What happened to which form; empty for any other event."""
    said = _TOLD.get(event.kind, "")
    detail = event.detail if isinstance(event.detail, dict) else {}
    kind = detail.get("form")
    form = FORMS[FormKind(kind)] if kind in FormKind.values else FORM
    if kind and event.kind in links.TOLD:
        return links.TOLD[event.kind].replace("{paper}", form)
    if event.kind == EventKind.FORM_WITHDRAWN and "because" in detail:
        why = str(BECAUSE.get(str(detail["because"]), "they may sign no more"))
        said = ENDED.replace("{ends}", ends_in(event, detail)).replace("{because}", why)
        form = form[:1].upper() + form[1:]
    if kind and event.kind in _SCANS:
        said = _SCANS[event.kind]
    return said.replace("{form}", form)
