"""What a story's people signed beside releases: of each minor, the consent to treat."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from clients.models import Contact, EventKind
from collateral.demo.case import Case
from practice.spans import local_day
from releases.models import FormCapacity, FormKind, Mark, SignedForm
from releases.signed_forms.who import Signs
from releases.signed_forms.words import frozen, version_of, words_of
from releases.terms.languages import spoken_by


def sign_forms(case: Case, came: datetime) -> None:
    """The consent to treat as they ``came``, and the others on their days."""
    if case.client.is_minor_on(case.setting.calendar.today):
        _sign(case, FormKind.CONSENT, came, _decides(case))
    teen = Signs(FormCapacity.TEEN, case.client.legal_name)
    for formed in case.story.forms:
        at = case.setting.calendar.at(formed.signed.ago, 10, case.minute)
        if formed.contact:
            (joins,) = (
                p.contact for p in case.people if p.contact.name == formed.contact
            )
            own = Signs(FormCapacity.PARTICIPANT, joins.name)
            _sign(case, formed.kind, at, own, contact=joins)
        elif formed.kind is FormKind.ASSENT:
            _sign(case, formed.kind, at, teen)
        else:
            clinician = Signs(FormCapacity.CLINICIAN, case.setting.clinician.name)
            _sign(case, formed.kind, at, teen, whole=False)
            _sign(case, formed.kind, at, _decides(case), whole=False)
            _sign(case, formed.kind, at, clinician)


def _decides(case: Case) -> Signs:
    """Whoever signs the client's releases."""
    told = (case.story.signer, *(each.signer for each in case.story.releases))
    if signer := next(filter(None, told), None):
        capacity = FormCapacity(signer.capacity.value)
        return Signs(capacity, signer.name, said=signer.authority)
    return Signs(FormCapacity.MINOR, case.client.legal_name)


def _sign(
    case: Case,
    kind: FormKind,
    at: datetime,
    who: Signs,
    *,
    contact: Contact | None = None,
    whole: bool = True,
) -> None:
    setting = case.setting
    words = words_of(kind, case.client, contact, spoken_by(case.client.language))
    form = SignedForm(
        client=case.client,
        contact=contact,
        kind=kind,
        language=words["language"],
        wording_version=words["version"],
        content=frozen(words),
        content_sha256=version_of(words),
        signer=who.called,
        capacity=who.capacity,
        authority=who.said,
        mark=Mark.TYPED,
        typed_name=who.called,
        signed_on=local_day(at),
        time_zone=settings.TIME_ZONE,
        whole=whole,
        recorded_by=setting.desk,
        recorded_at=at,
    )
    setting.batch.add(form)
    case.say(
        EventKind.FORM_SIGNED,
        at,
        setting.desk,
        contact=contact,
        names={"signer": who.called},
        form=kind.value,
        signed_form=form.pk,
        content=form.content_sha256,
        signature=form.signature_sha256,
        capacity=who.capacity.value,
    )
