"""A form ends with the right of whoever signed it, as a release does: with their papers,
with what a court takes from them, or as the client is another than was known (45 CFR
164.502(g)). It is no taking back; what stood on a consent to treat is held with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils import timezone

from clients.ledger import record
from clients.models import Authority, Client, CourtOrder, EventKind
from clients.names import folded
from collateral.gate.consent import consented_until
from collateral.models import Session
from collateral.signed_forms.consent import hold_what_needs_consent, needing_consent
from practice.models import User
from practice.spans import local_day, start_of
from releases.models import FormCapacity, FormKind, SignedForm, WhyEnded

DECIDES = (FormCapacity.PARENT, FormCapacity.AGENT)
IN_PERSON = (FormCapacity.CLIENT, FormCapacity.MINOR)
AGE = {"emancipated", "date_of_birth", "state"}


@dataclass(frozen=True)
class FormEnd:
    """All signatures of one form, oldest first, that ends at ``at``."""

    signatures: list[SignedForm]
    at: datetime
    because: WhyEnded

    @property
    def form(self) -> SignedForm:
        """The signature with which it came to be in force, or the last until now."""
        return self.signatures[-1]

    @property
    def is_ahead(self) -> bool:
        return local_day(self.at) > timezone.localdate()

    @property
    def serves(self) -> bool:
        """Whether sessions may stand on it until then."""
        return self.form.kind == FormKind.CONSENT and self.form.whole


def forms_of(client: Client) -> Iterator[list[SignedForm]]:
    """What stands for ``client``, form by form: the signatures up to the one that makes it
    whole, oldest first.
    """
    standing = SignedForm.objects.standing().filter(client=client)
    ordered = standing.select_related("client", "contact", "rests_on")
    forms = ordered.order_by("kind", "contact", "pk")
    for _, theirs in groupby(forms, key=lambda each: (each.kind, each.contact_id)):
        made: list[SignedForm] = []
        for signature in theirs:
            made.append(signature)
            if signature.whole:
                yield made
                made = []
        if made:
            yield made


def _ending(
    client: Client,
    at: datetime,
    because: WhyEnded,
    ends: Callable[[list[SignedForm]], bool],
) -> list[FormEnd]:
    counts = (each for each in forms_of(client) if (each[-1].until or at) >= at)
    return [FormEnd(each, at, because) for each in counts if ends(each)]


def by_papers(papers: Authority, at: datetime) -> list[FormEnd]:
    """What was signed by ``papers``, with whoever else signed it."""

    def rests(signatures: list[SignedForm]) -> bool:
        return any(each.rests_on_id == papers.pk for each in signatures)

    return _ending(papers.client, at, WhyEnded.PAPERS, rests)


def by_order(order: CourtOrder, at: datetime) -> list[FormEnd]:
    """What the contact of ``order`` signed in the client's place: by papers that name
    them, or under their name.
    """
    name = folded(order.contact.name)

    def theirs(signatures: list[SignedForm]) -> bool:
        return any(
            each.capacity in DECIDES
            and (
                folded(each.signer) == name
                or (each.rests_on and each.rests_on.contact_id == order.contact_id)
            )
            for each in signatures
        )

    return _ending(order.client, at, WhyEnded.ORDERED, theirs)


def by_change(
    client: Client, fields: Iterable[str], because: WhyEnded
) -> list[FormEnd]:
    """What changing ``fields`` of ``client``, not saved yet, ends: what they signed as of
    age, and were not; and what others consented to, once they consent alone.
    """
    changed, now = set(fields), timezone.now()
    ends: list[FormEnd] = []
    if changed & AGE and not client.emancipated:
        of_age = client.comes_of_age_on

        def as_of_age(signatures: list[SignedForm]) -> bool:
            return any(
                each.capacity == FormCapacity.CLIENT
                and local_day(each.recorded_at) < of_age
                for each in signatures
            )

        ends += _ending(client, now, because, as_of_age)
    if "self_consent_from" in changed and client.self_consent_from:
        at = max(now, start_of(client.self_consent_from))

        def by_others(signatures: list[SignedForm]) -> bool:
            return signatures[0].kind == FormKind.CONSENT and not any(
                each.capacity in IN_PERSON for each in signatures
            )

        ends += _ending(client, at, WhyEnded.ALONE, by_others)
    return ends


def held_with(client: Client, ends: Iterable[FormEnd]) -> list[Session]:
    """The sessions that stand on nothing else, soonest first."""
    until = _served_until(client, ends)
    return needing_consent(client, until) if until else []


def end_forms(client: Client, ends: Iterable[FormEnd], actor: User) -> list[Session]:
    """End them, in the transaction of what ends them; the sessions put on hold. Before
    that is saved: ``client`` is how they will be.
    """
    ends = list(ends)
    until = _served_until(client, ends)
    held = hold_what_needs_consent(client, actor, until) if until else []
    for each in ends:
        for form in each.signatures:
            form.ended_at, form.ended_by = each.at, actor
            form.ended_because = each.because
            form.save(update_fields=["ended_at", "ended_by", "ended_because"])
        _record(each, actor)
    return held


def _served_until(client: Client, ends: Iterable[FormEnd]) -> datetime | None:
    """Until when sessions stand on a consent yet; None where no consent ends."""
    consents = [each for each in ends if each.serves]
    if not consents:
        return None
    left = consented_until(client, [each.form for each in consents])
    return max(filter(None, (left, *(each.at for each in consents))))


def _record(ended: FormEnd, actor: User) -> None:
    form = ended.form
    record(
        EventKind.FORM_WITHDRAWN,
        form.client,
        actor,
        contact=form.contact,
        names={"signer": form.signer},
        form=form.kind,
        signed_form=form.pk,
        content=form.content_sha256,
        signature=form.signature_sha256,
        capacity=form.capacity,
        because=ended.because,
        ends=ended.at.isoformat(),
    )
