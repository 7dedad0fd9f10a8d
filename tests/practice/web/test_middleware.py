from __future__ import annotations

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.test import Client as Browser
from django.test import RequestFactory

from practice.web.middleware import NoNulMiddleware

NUL = "\0"


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/clients/?q=a%00b", id="in a value"),
        pytest.param("/clients/?a%00b=1", id="in a name"),
        pytest.param("/week/2027%00/", id="in the path"),
    ],
)
def test_a_nul_in_an_address_gets_a_page(adas: Browser, path: str) -> None:
    response = adas.get(path)
    assert response.status_code == 400
    assert "This could not be read" in response.content.decode()


def test_a_nul_in_a_form_gets_a_page(adas: Browser) -> None:
    response = adas.post("/clients/", {"q": f"a{NUL}b"})
    assert response.status_code == 400
    assert "Nothing was saved" in response.content.decode()


def test_a_nul_in_a_session_key_is_refused(rf: RequestFactory) -> None:
    request = rf.get("/sign-in/")
    request.COOKIES["sessionid"] = f"{NUL}abcdefgh"
    with pytest.raises(BadRequest):
        NoNulMiddleware(lambda _: HttpResponse())(request)


def test_a_nul_in_a_cookie_gets_a_page(client: Browser, db: None) -> None:
    """Some Pythons decode it, and some refuse to, so that whoever sent it is nobody."""
    sent = {"Cookie": 'sessionid="\\000abcdefgh"'}
    response = client.get("/sign-in/", headers=sent)
    assert response.status_code in {200, 400}
    assert "<h1" in response.content.decode()


def test_other_odd_text_is_only_text(adas: Browser) -> None:
    assert adas.get("/?q=%2500%ff%F0%9F%AA%91").status_code == 302


def test_a_fragment_is_told_that_its_session_has_ended(
    client: Browser, db: None
) -> None:
    response = client.post("/clients/7/coverage/", headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response.content == b""
    assert response.headers["Cache-Control"] == "no-store"


def test_a_page_is_redirected_as_ever(client: Browser, db: None) -> None:
    assert client.get("/clients/7/").status_code == 302
