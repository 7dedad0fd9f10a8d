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
    return said.replace("{form}", form)
