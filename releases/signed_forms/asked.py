"""Which form is asked for, of whom, in which language, and who signed it already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from clients.models import Client, Contact
from practice.spans import local_day
from practice.web.requests import SignedInRequest, id_in
from releases.models import FormCapacity, FormKind, Printout, SignedForm
from releases.printing.asked import language_asked
from releases.signed_forms.who import (
    OF_MINORS,
    Signs,
    Way,
    is_offered,
    left,
    missing,
    ways_to_sign,
)
from releases.signed_forms.words import same_but_language, version_of, words_of


@dataclass(frozen=True)
class Asked:
    """One form for these people. ``signed`` are the signatures of it that stand."""

    kind: FormKind
    client: Client
    contact: Contact | None
    code: str
    signed: Sequence[SignedForm]
    day: date

    @cached_property
    def words(self) -> dict[str, Any]:
        return words_of(self.kind, self.client, self.contact, self.code)

    @cached_property
    def version(self) -> str:
        """Tells these words from any other."""
        return version_of(self.words)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        return ways_to_sign(self.kind, self.client, self.contact, self.day)

    @property
    def whole(self) -> SignedForm | None:
        """The signature with which it came to be in force."""
        found = next((each for each in self.signed if each.whole), None)
        return None if found and self._outgrown(found) else found

    @property
    def outgrown(self) -> bool:
        """Whether it was in force for a minor, who is none any more."""
        return any(each.whole and self._outgrown(each) for each in self.signed)

    def _outgrown(self, form: SignedForm) -> bool:
        """45 CFR 164.502(g)(3): nobody decides in a minor's place once they are of age."""
        client = self.client
        if client.is_minor_on(self.day) or self.contact:
            return False
        in_minority = local_day(form.recorded_at) < client.comes_of_age_on
        return (
            self.kind in OF_MINORS
            or form.capacity == FormCapacity.PARENT
            or (form.capacity == FormCapacity.AGENT and in_minority)
        )

    @property
    def printed_at(self) -> datetime | None:
        """When these words were first on paper, to be signed. One query."""
        printed = Printout.objects.filter(
            client=self.client,
            contact=self.contact,
            form_kind=self.kind,
            version=self.version,
        )
        return (
            printed.order_by("printed_at").values_list("printed_at", flat=True).first()
        )

    @property
    def begun(self) -> list[SignedForm]:
        """What was signed since, and waits for others: of these very words."""
        return since_whole(self.signed, self.words)

    @property
    def signers(self) -> list[Signs]:
        """Who may sign now, once each."""
        begun = self.begun
        return list(dict.fromkeys(s for way in self.ways for s in left(way, begun)))

    @property
    def awaits(self) -> Way:
        """Who has to sign besides those who began; nobody, where nobody did."""
        return missing(self.ways, self.begun) if self.begun else ()


def since_whole(
    signed: Iterable[SignedForm], words: Mapping[str, Any]
) -> list[SignedForm]:
    """The newest signatures, up to the one with which everyone had signed: of ``words``,
    in whichever language.
    """
    found = []
    for each in signed:
        if each.whole:
            break
        if same_but_language(each.words, words):
            found.append(each)
    return found


class Names(Protocol):
    """What names a form: a signing session of one, or a link to it."""

    client: Any
    contact: Any
    form_kind: str
    language: str


def form_of(printout: Printout) -> Asked:
    """The form that was printed, in its language, as it is now; who signed it is not
    asked.
    """
    return Asked(
        FormKind(printout.form_kind),
        printout.client,
        printout.contact,
        printout.content["language"],
        (),
        timezone.localdate(),
    )


def asked_by(names: Names) -> Asked:
    """The form that was handed over, or sent, as it is now."""
    kind = FormKind(names.form_kind)
    standing = SignedForm.objects.standing().filter(
        client=names.client, kind=kind, contact=names.contact
    )
    return Asked(
        kind,
        names.client,
        names.contact,
        names.language,
        list(standing),
        timezone.localdate(),
    )


def found_client(request: SignedInRequest, client_id: int) -> Client:
    """Raises Http404 for a stranger."""
    clients = Client.objects.visible_to(request.user).select_related("clinician")
    return get_object_or_404(clients, pk=client_id)


def asked_of(request: SignedInRequest, client_id: int, kind: str) -> Asked:
    """As the address says: an acknowledgement, of a ``contact``. Raises Http404."""
    client, day = found_client(request, client_id), timezone.localdate()
    if kind not in FormKind.values or not is_offered(FormKind(kind), client, day):
        raise Http404
    contact = None
    if kind == FormKind.ACKNOWLEDGEMENT:
        pk = id_in(request.GET.get("contact", ""))
        contact = get_object_or_404(client.contacts.all(), pk=pk or 0)
    signed = SignedForm.objects.standing().filter(
        client=client, kind=kind, contact=contact
    )
    code = language_asked(request, client)
    return Asked(FormKind(kind), client, contact, code, list(signed), day)
