"""Forms on paper, in both languages."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from PIL import Image, ImageChops

from clients.models import Client, Contact, EventKind
from collateral.signed_forms.by_hand import passes
from collateral.signed_forms.paper import signed_paper, to_sign
from practice.chained.acts import change, following
from practice.letterhead.current import letterhead
from practice.models import User
from releases.models import FormKind
from releases.signed_forms.words import said_in
from tests.collateral.signed_forms.sheets import asked, paper, sent_in
from tests.formed import form_of, form_signed, taken_back
from tests.on_paper import form_said
from tests.releases.scans.papers import as_pdf, inked, sheets

ACK = FormKind.ACKNOWLEDGEMENT


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("kind", FormKind)
def test_each_form_is_printed_to_be_signed(
    adas: Browser, teo: Client, rosa: Contact, kind: FormKind, code: str
) -> None:
    path = f"/clients/{teo.pk}/forms/{kind.value}/paper/?language={code}"
    text = paper(adas, f"{path}&contact={rosa.pk}" if kind is ACK else path)
    said = said_in(code)
    assert said[kind.value]["title"] in text
    assert said["paper"]["signature"] in text
    assert "{" not in text
    assert "Teo Vance" in text
    last = teo.events.order_by("-number").first()
    assert last is not None
    assert (last.kind, last.detail) == (EventKind.FORM_PRINTED, {"form": kind.value})


def test_an_agreement_has_room_for_each_who_signs(adas: Browser, teo: Client) -> None:
    text = paper(adas, f"/clients/{teo.pk}/forms/confidentiality/paper/")
    assert text.count("By what right") == 3
    assert "45 CFR 164.502(g)" in text


def test_what_was_signed_is_printed_as_it_was(adas: Browser, teo: Client) -> None:
    form = form_signed(teo, signer="Rosa Vance")
    Client.objects.filter(pk=teo.pk).update(legal_name="Teo Other")
    text = paper(adas, f"/forms/{form.pk}/paper/")
    assert "Rosa Vance" in text
    assert "A parent or guardian: mother" in text
    assert "By hand, on paper that we keep" in text
    assert "Teo Vance" in text
    assert "Teo Other" not in text
    assert "Taken back" not in text


def test_it_says_that_it_was_taken_back(adas: Browser, teo: Client) -> None:
    form = taken_back(form_signed(teo))
    assert "Taken back" in paper(adas, f"/forms/{form.pk}/paper/")


def test_everyone_who_signed_the_same_words_is_on_it(
    adas: Browser, teo: Client
) -> None:
    kind = FormKind.CONFIDENTIALITY
    first = form_signed(teo, kind, signer="Rosa Vance", whole=False)
    form_signed(teo, kind, capacity="teen", signer="Teo Vance", authority="")
    text = paper(adas, f"/forms/{first.pk}/paper/")
    assert "Rosa Vance" in text
    assert text.count("Signature") == 2


def test_a_drawn_signature_is_drawn(adas: Browser, teo: Client) -> None:
    form = form_of(teo, mark="drawn", strokes=[[[10, 10], [200, 100]]])
    form.save(force_insert=True)
    assert b"%PDF" in adas.get(f"/forms/{form.pk}/paper/").getvalue()


def test_both_languages_say_the_same_things() -> None:
    english, spanish = said_in("en"), said_in("es")
    assert english.keys() == spanish.keys()
    for name, table in english.items():
        if isinstance(table, dict):
            assert table.keys() == spanish[name].keys(), name
            pieces = [table.get("sections", ()), spanish[name].get("sections", ())]
            assert len(pieces[0]) == len(pieces[1])


def test_a_paper_that_was_signed_keeps_the_letterhead_of_then(
    adas: Browser, teo: Client, ada: User, nora: User
) -> None:
    form = form_signed(teo)
    new = following(letterhead, nora)
    new.name, new.address = "Ash Street Therapy", "9 Ash Street, Troy, NY 12180"
    change(letterhead, new)
    assert "Ash Street" not in paper(adas, f"/forms/{form.pk}/paper/")
    page = f"/clients/{teo.pk}/forms/consent/paper/"
    assert "9 Ash Street" in paper(adas, page)


def has_ink(page: Image.Image) -> bool:
    """Whether something on it is as blue as the pen of ``inked``."""
    red, green, blue = page.split()
    dark = [each.point(lambda dot: 255 * (dot < 70)) for each in (red, green)]
    pen = ImageChops.multiply(*dark)
    bright = blue.point(lambda dot: 255 * (dot > 90))
    return ImageChops.multiply(pen, bright).getbbox() is not None


def test_its_paper_shows_the_page_that_was_signed(
    teo: Client, ada: User, finn: User
) -> None:
    (sheet,) = sheets(to_sign(asked(teo), ada))
    sent_in(ada, as_pdf([inked(sheet)]))
    said = form_said(teo, ada)
    said.save()
    taken_back(teo.forms.get())
    *words, scan = sheets(signed_paper(passes(said, finn)))
    assert has_ink(scan)
    assert not any(map(has_ink, words))
