"""What was signed and prepared before anyone was asked how a contact joins."""

from __future__ import annotations

import pytest

from clients.models import Contact
from practice.models import User
from releases.models import PRACTICE, Format, Place, ReleaseDraft
from tests.migrating import migrate
from tests.refusals import run, settle
from tests.releases.history.chains import triggers_off
from tests.signed import draft_for, sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]

BEFORE = "0011_each_purpose"
IN_VERSION_3 = (
    "UPDATE releases_document SET content = jsonb_build_object('version', 3, "
    "'discloser', content #> '{disclosers,0}') || (content - '{version,kind,language,"
    "wording,law,disclosers,direction,formats,places,most_sessions,off_limit_topics}'"
    "::text[])"
)


def test_what_was_signed_grants_each_place_too(
    ben: Contact, maria: Contact, ada: User
) -> None:
    wide, named = sign(ben), sign(maria, discloser=ada.pk)
    with triggers_off():
        run(IN_VERSION_3)
    migrate(("releases", BEFORE))
    assert run("SELECT FROM releases_grant WHERE what = 'phone'") == 0
    migrate()
    for release in (wide, named):
        grants = release.grants.filter(what__in=Place.values)
        assert {grant.what for grant in grants} == set(Place)
        assert {grant.discloser for grant in grants} == {release.discloser}
        assert {grant.in_force for grant in grants} == {release.in_force}
    settle()


def test_what_was_prepared_says_every_way_and_who_may_tell(
    ben: Contact, maria: Contact, ada: User
) -> None:
    bens = draft_for(ben, ada, formats=["joint"], places=["phone"])
    marias = draft_for(maria, ada, disclosers=[ada.pk])
    migrate(("releases", BEFORE))
    assert run("SELECT FROM releases_releasedraft WHERE discloser = 'clinician'") == 1
    migrate()
    told = dict(ReleaseDraft.objects.values_list("pk", "disclosers"))
    assert told == {bens.pk: [PRACTICE], marias.pk: [ada.pk]}
    for draft in ReleaseDraft.objects.all():
        assert (draft.formats, draft.places) == (Format.values, Place.values)
        assert draft.direction == "disclose"
