"""What is said once someone is added or changed: of whom, and what comes next."""

from __future__ import annotations

from django.test import Client as Browser

from clients.models import Client, Contact
from tests.privacy.pages import Page
from tests.releases.history.happenings import words


def saved(browser: Browser, url: str, **changed: str) -> str:
    """The page that follows once the form at ``url`` is sent, ``changed``."""
    values = Page(browser.get(url).content.decode()).values
    form = browser.get(url).context["form"]
    sends = values | {name: form[name].value() or "" for name in form.fields} | changed
    return words(browser.post(url, sends, follow=True).content.decode())


def test_a_client_who_is_added_wants_to_bring_someone(adas: Browser) -> None:
    new = {
        "legal_name": "Nguyễn Văn An",
        "date_of_birth": "1990-05-02",
        "state": "NY",
        "modality": "individual",
    }
    said = "Nguyễn Văn An is added. Next, add who they want to bring."
    assert said in saved(adas, "/clients/new/", **new)


def test_a_contact_who_is_added_lacks_a_release(adas: Browser, jordan: Client) -> None:
    new = {"name": "Leo Reyes", "relationship": "brother"}
    page = saved(adas, f"/clients/{jordan.pk}/contacts/new/", **new)
    assert "Leo Reyes is added. A release that is signed lets them join." in page


def test_whose_details_are_changed_is_said(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    page = saved(adas, f"/clients/{jordan.pk}/edit/", language="Spanish")
    assert "The details of Jordan Reyes are saved." in page
    page = saved(adas, f"/contacts/{ben.pk}/edit/", phone="555 0100")
    assert "The details of Ben Hart are saved." in page


def test_no_example_names_a_client(adas: Browser, ben: Contact) -> None:
    page = words(adas.get(f"/contacts/{ben.pk}/release/").content.decode())
    assert "such as “treatment here has ended”" in page
