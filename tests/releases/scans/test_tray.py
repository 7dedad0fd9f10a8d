"""Pages that nobody recognised: said by hand what they are, or put aside."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import ConsentEvent, Contact, EventKind
from practice.models import User
from practice.paper.codes import code_for
from releases.models import Printout, ReleaseDraft, ScannedPage
from releases.scans import tray_form
from releases.scans.tray_form import NO_CODE, NOT_OURS, SAY
from tests.on_paper import in_tray, printed, scanned
from tests.said import errors_in
from tests.signed import draft_for

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def lost(ada: User) -> ScannedPage:
    """A page that Ada sent in, and that has no code."""
    return in_tray(ada)


@pytest.fixture
def bens(draft: ReleaseDraft, ada: User) -> Printout:
    return printed(draft, ada)


def kinds() -> list[str]:
    return list(ConsentEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_it_waits_beside_its_picture(adas: Browser, lost: ScannedPage) -> None:
    page = adas.get("/scans/").content.decode()
    assert f'src="/scans/pages/{lost.pk}/picture/"' in page
    assert f'href="/scans/pages/{lost.pk}/"' in page


def test_whoever_reads_the_code_types_it(
    adas: Browser, ada: User, lost: ScannedPage, bens: Printout
) -> None:
    code = str(code_for(bens.number, bens.version, 2))
    response = adas.post(f"/scans/pages/{lost.pk}/", {"code": f" {code.lower()}"})
    assert response.status_code == 302
    lost.refresh_from_db()
    assert (lost.printout, lost.page, lost.assigned_by) == (bens, 2, ada)
    assert kinds()[-1] == EventKind.SCAN_RECEIVED


def test_without_a_code_the_release_and_the_page_are_chosen(
    adas: Browser, lost: ScannedPage, bens: Printout
) -> None:
    said = {"printout": bens.pk, "page": 1}
    assert adas.post(f"/scans/pages/{lost.pk}/", said).status_code == 302
    lost.refresh_from_db()
    assert (lost.printout, lost.page) == (bens, 1)


def test_only_the_newest_are_chosen_from_and_any_is_found_by_its_code(
    adas: Browser,
    ada: User,
    maria: Contact,
    lost: ScannedPage,
    bens: Printout,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tray_form, "OFFERED", 1)
    printed(draft_for(maria, ada), ada)
    path = f"/scans/pages/{lost.pk}/"
    choices = adas.get(path).context["form"].fields["printout"].queryset
    assert bens not in choices
    assert len(choices) == 1
    code = str(code_for(bens.number, bens.version, 2))
    assert adas.post(path, {"code": code}).status_code == 302


def test_what_cannot_be_is_said_beside_its_field(
    adas: Browser, lost: ScannedPage, bens: Printout
) -> None:
    code = code_for(bens.number, bens.version, 2)
    strange = code_for(bens.number ^ 1, bens.version, 2)
    older = code_for(bens.number, "0" * 64, 2)
    misread = ("0" if str(code)[0] != "0" else "1") + str(code)[1:]
    for sends, words in [
        ({"code": misread}, NO_CODE),
        ({"code": str(strange)}, NOT_OURS),
        ({"code": str(older)}, NOT_OURS),
        ({}, SAY),
        ({"printout": bens.pk}, "This field is required."),
        ({"printout": bens.pk, "page": 3}, "This release has fewer pages."),
    ]:
        response = adas.post(f"/scans/pages/{lost.pk}/", sends)
        assert response.status_code == 422
        assert words in errors_in(response)
    lost.refresh_from_db()
    assert lost.printout is None


def test_nobody_puts_a_page_with_a_strangers_release(
    client: Browser, cleo: User, bens: Printout
) -> None:
    client.force_login(cleo)
    hers = in_tray(cleo)
    code = str(code_for(bens.number, bens.version, 1))
    response = client.post(f"/scans/pages/{hers.pk}/", {"code": code})
    assert NOT_OURS in errors_in(response)
    assert "Jordan" not in errors_in(client.get(f"/scans/pages/{hers.pk}/"))


def test_what_the_code_says_is_not_said_otherwise(
    adas: Browser, ada: User, bens: Printout
) -> None:
    page, _ = scanned(bens, ada)
    said = {"printout": bens.pk, "page": 2}
    response = adas.post(f"/scans/pages/{page.pk}/", said)
    page.refresh_from_db()
    assert page.page == 1
    assert "Put it with its release" not in errors_in(response)


def test_what_was_said_by_hand_is_mended(
    adas: Browser, lost: ScannedPage, bens: Printout
) -> None:
    for page in (1, 2):
        adas.post(f"/scans/pages/{lost.pk}/", {"printout": bens.pk, "page": page})
    lost.refresh_from_db()
    assert lost.page == 2


def test_a_page_is_put_aside_for_a_reason(
    adas: Browser, ada: User, bens: Printout
) -> None:
    page, _ = scanned(bens, ada)
    path = f"/scans/pages/{page.pk}/discarding/"
    assert adas.post(path, {"reason": " "}).status_code == 422
    assert adas.post(path, {"reason": "Twice."}).status_code == 302
    page.refresh_from_db()
    assert (page.discarded_by, page.discard_reason) == (ada, "Twice.")
    event = ConsentEvent.objects.latest("pk")
    assert (event.kind, event.reason) == (EventKind.SCAN_DISCARDED, "Twice.")
    assert "put aside already: Twice." in errors_in(adas.get(path))


def test_looking_at_a_picture_of_somebodys_is_recorded(
    adas: Browser, ada: User, bens: Printout, lost: ScannedPage
) -> None:
    page, _ = scanned(bens, ada)
    adas.get(f"/scans/pages/{page.pk}/picture/")
    event = ConsentEvent.objects.latest("pk")
    assert (event.kind, event.actor) == (EventKind.SCAN_VIEWED, ada)
    assert event.detail == {"draft": bens.draft_id, "scan": page.pk, "page": 1}


def test_pages_of_anothers_client_are_told_by_number_alone(
    client: Browser, cleo: User, bens: Printout
) -> None:
    page, _ = scanned(bens, cleo)
    client.force_login(cleo)
    batch = errors_in(client.get(f"/scans/{page.batch_id}/"))
    assert "2 pages for clients of another clinician are with them" in batch
    assert "Jordan" not in batch
    assert "Ben" not in batch
