"""Forms signed beside releases, row by row past their pages; and as a browser sends them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from practice.spans import local_day
from releases.models import FormCapacity, FormKind, Mark, SignedForm
from releases.signed_forms.who import ways_to_sign
from releases.signed_forms.words import frozen, version_of, words_of
from tests.room import PASSWORD

# Who most often signs it, and by what right.
USUAL: dict[FormKind, tuple[FormCapacity, str]] = {
    FormKind.CONSENT: (FormCapacity.PARENT, "mother"),
    FormKind.CONFIDENTIALITY: (FormCapacity.PARENT, "mother"),
    FormKind.ACKNOWLEDGEMENT: (FormCapacity.PARTICIPANT, ""),
    FormKind.ASSENT: (FormCapacity.TEEN, ""),
}


def form_of(
    client: Client,
    kind: FormKind = FormKind.CONSENT,
    contact: Contact | None = None,
    **columns: Any,
) -> SignedForm:
    """Signed on paper today by whoever most often does, not saved."""
    capacity, authority = USUAL[kind]
    words = words_of(kind, client, contact, "en")
    at = columns.get("recorded_at") or timezone.now()
    names = {
        FormCapacity.PARTICIPANT: contact.name if contact else "",
        FormCapacity.TEEN: client.legal_name,
        FormCapacity.PARENT: f"A parent of {client.legal_name}",
    }
    return SignedForm(
        **{
            "client": client,
            "contact": contact,
            "kind": kind,
            "language": "en",
            "wording_version": words["version"],
            "content": frozen(words),
            "content_sha256": version_of(words),
            "signer": names[capacity],
            "capacity": capacity,
            "authority": authority,
            "mark": Mark.PAPER,
            "signed_on": local_day(at),
            "time_zone": settings.TIME_ZONE,
            "whole": True,
            "recorded_by": client.clinician,
            "recorded_at": at,
            **columns,
        }
    )


def form_signed(
    client: Client,
    kind: FormKind = FormKind.CONSENT,
    contact: Contact | None = None,
    **columns: Any,
) -> SignedForm:
    """The same, kept."""
    made = form_of(client, kind, contact, **columns)
    made.save(force_insert=True)
    return made


def taken_back(form: SignedForm, **columns: Any) -> SignedForm:
    """And taken back now."""
    form.withdrawn_by = columns.get("by") or form.client.clinician
    form.withdrawn_at = columns.get("at") or timezone.now()
    form.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return form


def typed_form(
    client: Client,
    kind: FormKind = FormKind.CONSENT,
    contact: Contact | None = None,
    **fields: str,
) -> dict[str, str]:
    """What a browser sends where someone signs by typing a name: in the right of
    ``capacity``, or the one who is called so, or the first who is not named.
    """
    usual, authority = USUAL[kind]
    signer = fields.pop("signer", f"A parent of {client.legal_name}")
    if usual is FormCapacity.TEEN:
        signer = client.legal_name
    elif contact and usual is FormCapacity.PARTICIPANT:
        signer = contact.name
    capacity = fields.pop("capacity", "")
    return {
        "read": version_of(words_of(kind, client, contact, "en")),
        "who": key_of(
            client, kind, contact, capacity, fields.get("typed_name", signer)
        ),
        "signer": signer,
        "authority": authority,
        "mark": "typed",
        "typed_name": signer,
        "screen": "on",
        "intends": "on",
        **fields,
    }


def key_of(
    client: Client, kind: FormKind, contact: Contact | None, capacity: str, name: str
) -> str:
    """The choice of whoever signs in that right, or of who has that name."""
    ways = ways_to_sign(kind, client, contact, timezone.localdate())
    offered = list(dict.fromkeys(each for way in ways for each in way))
    offered = [s for s in offered if capacity in ("", s.capacity)]
    named = [s for s in offered if s.names and s.is_called(name)]
    open_to_all = [s for s in offered if not s.names]
    found = [*named, *open_to_all, *offered]
    return found[0].key if found else ""


def sign_form(browser: Browser, page: str, sent: dict[str, str]) -> Any:
    """Hand the form at ``page`` over to whom ``sent`` says, send it in the room, and give
    the browser back: the first answer that refuses, or the last that leads on.
    """
    answer = browser.post(page, {"who": sent["who"]})
    if answer.status_code != 302:
        return answer
    answer = browser.post("/room/form/", sent)
    left = browser.post("/room/leaving/", {"password": PASSWORD}, follow=True)
    return left if answer.status_code == 302 else answer
