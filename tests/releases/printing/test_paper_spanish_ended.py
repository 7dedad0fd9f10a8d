"""What was signed in Spanish says in Spanish how it ended, in whole or in part."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import User
from releases.printing import paper
from releases.printing.ended import WATERMARKS, Ended
from releases.terms import content
from releases.terms.languages import language, languages
from releases.terms.wording import shipped
from tests.clock import HOUR
from tests.releases.printing.papers import footer_of, stamp_of, text_of
from tests.revoked import revoke, revoke_part
from tests.signed import sign


@pytest.fixture
def jordan(jordan: Client) -> Client:
    jordan.language = "Spanish"
    jordan.save()
    return jordan


@pytest.mark.usefixtures("jordan")
def test_what_was_revoked_and_what_remains_is_said_in_spanish(
    ben: Contact, ada: User
) -> None:
    release = sign(ben)
    revoke_part(release, ["skills"], ada)
    pdf = paper.current_paper(release, timezone.now())
    said = text_of(pdf)
    assert "Revocada en parte el" in said
    assert "ya no se puede compartir nada sobre, o en: formas de afrontar lo" in said
    assert (
        "Lo que queda: asistencia y horas de las citas; sesiones conjuntas; sesiones "
        "colaterales; sesiones en persona; sesiones por teléfono; sesiones por video."
    ) in said
    assert "Firmada, y revocada en parte" in footer_of(pdf, 1)
    assert not any(word in said for word in ("Revoked", "remains", "Nothing more"))


@pytest.mark.usefixtures("jordan")
def test_one_that_was_revoked_is_stamped_so_in_spanish_with_its_day(
    ben: Contact, ada: User
) -> None:
    release = sign(ben)
    revoke(release, "", ada)
    release.refresh_from_db()
    at = timezone.now() + HOUR
    pdf = paper.current_paper(release, at)
    day = language("es").day(timezone.localdate(release.revoked_at), "short")
    assert stamp_of(pdf, 1) == "REVOCADA"
    assert f"Revocada ({day})." in text_of(pdf)
    assert f"Revocada ({day})" in footer_of(pdf, 1)


@pytest.mark.parametrize("code", sorted(set(languages()) - {"en"}))
@pytest.mark.parametrize("stamp", sorted(set(WATERMARKS.values())))
def test_each_stamp_is_in_the_language(code: str, stamp: str) -> None:
    ended = Ended(stamp, "—")
    pdf = paper.render(content.blank(shipped(code)), blank=True, ended=ended)
    stamped = language(code).table("stamps")[stamp]
    assert stamp_of(pdf, 1) == stamped != language("en").table("stamps")[stamp]
