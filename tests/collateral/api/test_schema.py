"""What the API says of itself is what it does, whatever it is asked."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
import schemathesis
from django.test import Client as Browser
from hypothesis import given, settings
from requests.adapters import HTTPAdapter
from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance
from urllib3 import HTTPResponse

from practice.models import User
from tests.privacy.doors import browser_of

pytestmark = [pytest.mark.long, pytest.mark.django_db]


def answer(case: Case, browser: Browser) -> requests.Response:
    """What ``browser`` is answered, as schemathesis reads it."""
    asked = case.as_transport_kwargs(base_url="http://testserver")
    asked = {name: asked[name] for name in ("method", "url", "params") if name in asked}
    request = requests.Request(**asked).prepare()
    where = urlsplit(request.url)
    given = browser.generic(case.method, where.path, QUERY_STRING=where.query)
    body, headers = io.BytesIO(given.content), dict(given.headers)
    raw = HTTPResponse(body, headers, given.status_code, preload_content=False)
    return HTTPAdapter().build_response(request, raw)


@pytest.mark.parametrize("mode", schemathesis.GenerationMode)
def test_every_question_is_answered_as_described(mode: Any, ada: User) -> None:
    browser = browser_of(ada)
    document = browser.get("/api/openapi.json").json()
    operation = schemathesis.openapi.from_dict(document)["/api/gate/"]["GET"]
    answered = set()

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=100, deadline=None)
    def ask(case: Case) -> None:
        # That a session ends after it begins, no schema can say.
        response = answer(case, browser)
        case.validate_response(response, excluded_checks=[positive_data_acceptance])
        answered.add(response.status_code)

    ask()
    assert 422 in answered
    # There is nobody to ask about; and what holds a NUL is read by nobody.
    assert answered <= {400, 404, 422}
