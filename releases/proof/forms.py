"""Whether every form beside releases is what was signed and what the history tells, both
ways. Its paper is drawn from these rows each time: there is no PDF to compare.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from clients.models import ConsentEvent, EventKind
from practice.database.timeouts import UNLIMITED
from practice.numbers import say_figures
from releases.history.verification import spent
from releases.models import ScannedPage, SignedForm
from releases.proof.facts import NEAR


@dataclass(frozen=True)
class FormMisfit:
    """A form that does not fit, by its number, and how."""

    form_id: int
    how: str

    def __str__(self) -> str:
        return f"Form {self.form_id} does not fit: {self.how}."


@dataclass(frozen=True)
class FormsVerdict:
    """What was found."""

    forms: int
    misfits: tuple[FormMisfit, ...]
    seconds: float

    def __str__(self) -> str:
        if self.misfits:
            return "\n".join(map(str, self.misfits))
        forms = ngettext("{count} form", "{count} forms", self.forms)
        return gettext("Every signed form fits: {forms}, checked in {spent}.").format(
            forms=forms.format(count=say_figures(self.forms)), spent=spent(self.seconds)
        )


def verify_forms() -> FormsVerdict:
    """Compare every form with its words, their hash, and the events that tell of it."""
    began, forms = time.perf_counter(), 0
    found: list[FormMisfit] = []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UNLIMITED)
        told = _by_form(EventKind.FORM_SIGNED)
        ends = _by_form(EventKind.FORM_WITHDRAWN)
        ended = _by_paper(each for events in ends.values() for each in events)
        for form in SignedForm.objects.order_by("pk").iterator(chunk_size=500):
            forms += 1
            taken_back = ended.get(_paper(form), [])
            if how := [*_misfits(form, told.pop(form.pk, []), taken_back)]:
                found.append(FormMisfit(form.pk, "; ".join(how)))
            ends.pop(form.pk, None)
    gone = "it is gone, and the history tells of it"
    found += [FormMisfit(pk, gone) for pk in sorted({*told, *ends})]
    return FormsVerdict(forms, tuple(found), time.perf_counter() - began)


def _misfits(
    form: SignedForm, told: Sequence[ConsentEvent], ends: Sequence[ConsentEvent]
) -> Iterator[str]:
    if sha256(form.content.encode()).hexdigest() != form.content_sha256:
        yield "its wording does not fit its hash"
    if not told:
        yield "the history does not tell that it was signed"
    elif told[1:]:
        yield "the history tells twice that it was signed"
    for event in told:
        yield from _beside(form, event)
    signing = told[0].pk if told else 0
    since = [each for each in ends if each.pk > signing]
    yield from _taken_back(form, [e for e in since if "because" not in e.detail])
    yield from _ended(form, [e for e in since if "because" in e.detail])


def _beside(form: SignedForm, event: ConsentEvent) -> Iterator[str]:
    """Its columns, and what the event of its signing holds of them."""
    held = event.detail
    if (form.client_id, form.contact_id) != (event.client_id, event.contact_id):
        yield "it is of someone else than the history tells"
    if (form.kind, form.capacity) != (held.get("form"), held.get("capacity")):
        yield "it is of another kind or right than the history tells"
    if form.content_sha256 != held.get("content"):
        yield "its wording is not what the history tells was signed"
    # Events that are older hold no hash of what was done.
    if form.signature_sha256 != held.get("signature", form.signature_sha256):
        yield "its signature is not the one that was signed"
    if form.link_id != held.get("link"):
        yield "it came by another link than the history tells"
    if form.by_hand_id != held.get("by_hand"):
        yield "it was signed by another paper than the history tells"
    if form.by_hand_id and _hashed(form) != held.get("pages"):
        yield "the pictures of its paper are not those that were checked"
    if form.recorded_by_id != event.actor_id:
        yield "it was recorded by someone else than the history tells"
    if abs(form.recorded_at - event.at) > NEAR:
        yield "it was recorded at another time than the history tells"


def hashes_of(form: SignedForm) -> list[str]:
    """Of the pages that it was checked against, in their order."""
    return list(_pages(form).values_list("sha256", flat=True))


def pictures_of(form: SignedForm) -> list[bytes]:
    """Each page as it was scanned (JPEG); none of what was signed on a screen."""
    if not form.by_hand_id:
        return []
    return [bytes(each) for each in _pages(form).values_list("picture", flat=True)]


def _hashed(form: SignedForm) -> list[str]:
    return [sha256(each).hexdigest() for each in pictures_of(form)]


def _pages(form: SignedForm) -> QuerySet[ScannedPage]:
    kept = ScannedPage.objects.kept().filter(printout__by_hand=form.by_hand_id)
    return kept.order_by("page")


def _taken_back(form: SignedForm, ends: Sequence[ConsentEvent]) -> Iterator[str]:
    """Taken back by one, it is taken back of all who had signed until then."""
    if form.withdrawn_at is None:
        if ends:
            yield "it was taken back, and stands"
    elif not any(
        abs(each.at - form.withdrawn_at) <= NEAR
        and each.actor_id == form.withdrawn_by_id
        for each in ends
    ):
        yield "the history does not tell that it was taken back so"


def _ended(form: SignedForm, ends: Sequence[ConsentEvent]) -> Iterator[str]:
    """With the right of one, it ends for all who had signed until then."""
    if form.ended_at is None:
        return
    day = form.ended_at.isoformat()
    if not any(
        each.detail.get("ends") == day
        and each.detail["because"] == form.ended_because
        and each.actor_id == form.ended_by_id
        for each in ends
    ):
        yield "the history does not tell that it ended so"


def _by_form(kind: EventKind) -> dict[int, list[ConsentEvent]]:
    found: dict[int, list[ConsentEvent]] = {}
    for event in ConsentEvent.objects.filter(kind=kind).order_by("pk"):
        found.setdefault(event.detail.get("signed_form", 0), []).append(event)
    return found


Paper = tuple[int, int | None, str]


def _by_paper(events: Iterator[ConsentEvent]) -> dict[Paper, list[ConsentEvent]]:
    found: dict[Paper, list[ConsentEvent]] = {}
    for event in events:
        key = (event.client_id, event.contact_id, event.detail.get("form", ""))
        found.setdefault(key, []).append(event)
    return found


def _paper(form: SignedForm) -> Paper:
    return form.client_id, form.contact_id, form.kind
