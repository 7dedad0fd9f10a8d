"""A form that is printed, signed by hand and scanned: its pages find it by their code."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.signed_forms.paper import to_sign
from practice.models import User
from practice.paper import codes
from releases.models import FormKind, Printout, ScannedPage
from releases.printing.coded import to_sign as release_to_sign
from releases.scans.sets import sets_of, waiting
from releases.signed_forms.words import version_of, words_of
from tests.collateral.signed_forms.sheets import asked, sent_in
from tests.formed import form_signed
from tests.refusals import refused_by, run
from tests.refusals import words_of as said_of
from tests.releases.scans.papers import as_pdf, inked, sheets
from tests.signed import draft_for

CONSENT, ACK = FormKind.CONSENT, FormKind.ACKNOWLEDGEMENT


def printout(client: Client, by: User, **said: object) -> Printout:
    """Of a consent to treat, not saved."""
    words = words_of(CONSENT, client, None, "en")
    columns = {
        "number": codes.new_number(),
        "client": client,
        "form_kind": CONSENT,
        "version": version_of(words),
        "content": words,
        "pages": 1,
        "printed_by": by,
    }
    return Printout(**{**columns, **said})


def test_printed_again_as_it_is_it_has_the_code_that_it_had(
    teo: Client, ada: User
) -> None:
    first = to_sign(asked(teo), ada)
    assert to_sign(asked(teo), ada) == first
    made = Printout.objects.get()
    assert (made.client, made.form_kind, made.pages) == (teo, "consent", 1)
    assert made.content == words_of(CONSENT, teo, None, "en")
    assert made.version == version_of(made.content)


def test_a_stack_finds_each_its_own_upside_down_and_mixed(
    teo: Client, rosa: Contact, ada: User
) -> None:
    forms = to_sign(asked(teo), ada), to_sign(asked(teo, ACK, rosa, "es"), ada)
    release = release_to_sign(draft_for(rosa, ada), ada)
    pages = [inked(page) for pdf in (release, *forms) for page in sheets(pdf)]
    found = sent_in(ada, as_pdf([each.rotate(180) for each in reversed(pages)]))
    assert None not in [each.printout for each in found]
    kinds = [each.printout.form_kind for each in found if each.printout]
    assert kinds[:2] == ["acknowledgement", "consent"]
    assert {each.page for each in found[:2]} == {1}
    told = ConsentEvent.objects.filter(client=teo, kind=EventKind.SCAN_RECEIVED)
    assert {each.detail.get("form") for each in told} == {
        "acknowledgement",
        "consent",
        None,
    }


def test_what_came_back_waits_beside_releases(
    adas: Browser, teo: Client, ada: User
) -> None:
    sent_in(ada, as_pdf(sheets(to_sign(asked(teo), ada))))
    page = adas.get("/scans/").content.decode()
    assert "Teo Vance</bdi>, consent to treat" in page
    assert "All pages are here" in page
    assert f"/clients/{teo.pk}/forms/consent/filing/?language=en" in page


def test_it_waits_no_more_once_everyone_has_signed(teo: Client, ada: User) -> None:
    sent_in(ada, as_pdf(sheets(to_sign(asked(teo), ada))))
    (found,) = waiting(ada)
    form_signed(teo, CONSENT, signer="Ida Lind", whole=False)
    assert list(waiting(ada)) == [found]
    form_signed(teo, CONSENT)
    assert list(waiting(ada)) == []
    assert sets_of([found])[0].trouble == "signed"


def test_what_says_something_else_by_now_is_printed_again(
    teo: Client, ada: User
) -> None:
    sent_in(ada, as_pdf(sheets(to_sign(asked(teo), ada))))
    run("UPDATE clients_client SET legal_name = 'Teodor Vance'")
    (theirs,) = sets_of(list(waiting(ada)))
    assert theirs.trouble == "older"
    assert "Print it again" in theirs.problems[0]
    run("UPDATE clients_client SET legal_name = 'Teo Vance'")
    (theirs,) = sets_of(list(waiting(ada)))
    assert theirs.problems == []


def test_another_clinicians_pages_are_nobody_elses(
    adas: Browser, kim: Client, ada: User, cleo: User
) -> None:
    (page,) = sent_in(cleo, as_pdf(sheets(to_sign(asked(kim), cleo))))
    assert adas.get(f"/scans/pages/{page.pk}/").status_code == 404
    assert not ScannedPage.objects.visible_to(ada).exists()
    assert ScannedPage.objects.visible_to(cleo).get() == page


def test_a_page_that_nobody_recognised_is_put_with_its_form(
    adas: Browser, teo: Client, ada: User
) -> None:
    (sheet,) = sheets(to_sign(asked(teo), ada))
    blank = sheet.copy()
    blank.paste("white", (0, 0, *blank.size))
    (page,) = sent_in(ada, as_pdf([blank]))
    there = f"/scans/pages/{page.pk}/"
    assert "Teo Vance, consent to treat, code" in adas.get(there).content.decode()
    made = Printout.objects.get()
    code = codes.code_for(made.number, made.version, 1)
    answer = adas.post(there, {"code": str(code)})
    assert answer.status_code == 302
    page.refresh_from_db()
    assert (page.printout, page.page) == (made, 1)
    shown = adas.get(there).content.decode()
    assert "of the consent to treat" in shown


def test_it_is_of_one_release_or_one_form(
    teo: Client, rosa: Contact, ada: User
) -> None:
    draft = draft_for(rosa, ada)
    wrong: list[dict[str, object]] = [
        {"draft": draft},
        {"form_kind": ""},
        {"form_kind": "letter"},
    ]
    for said in wrong:
        assert said_of("printout_is_of_one_paper", printout(teo, ada, **said))
        with refused_by("printout_is_of_one_paper"):
            printout(teo, ada, **said).save()
    printout(teo, ada).save()


def test_it_says_who_joins(teo: Client, rosa: Contact, ben: Contact, ada: User) -> None:
    for said in ({"contact": rosa}, {"form_kind": ACK}):
        assert said_of("printout_says_who_joins", printout(teo, ada, **said))
        with refused_by("printout_says_who_joins"):
            printout(teo, ada, **said).save()
    with refused_by("printout_contact_of_client"):
        printout(teo, ada, form_kind=ACK, contact=ben).save()
    printout(teo, ada, form_kind=ACK, contact=rosa).save()


@pytest.mark.parametrize("points", [0, 18])
@pytest.mark.parametrize("code", ["en", "es"])
def test_each_page_has_a_code_that_is_read(
    teo: Client, ada: User, code: str, points: int
) -> None:
    kind = FormKind.CONFIDENTIALITY
    pages = sheets(to_sign(asked(teo, kind, None, code), ada, points))
    found = sent_in(ada, as_pdf(pages))
    assert [each.page for each in found] == list(range(1, len(pages) + 1))
