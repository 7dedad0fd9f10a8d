"""A browser with someone signed in, and the practice that they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.utils import timezone
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from clients.models import Client, Contact
from practice.models import User
from tests.cast import contact_of
from tests.clock import DAY
from tests.signed import sign

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
NOTED = (
    "Failed to load resource: the server responded with a status of 4",
    "Response Status Error Code 401",
    "htmx:sendAbort",
    "htmx:afterRequest",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    """A browser that minds its own business."""
    usual = browser_type_launch_args
    return {**usual, "args": [*usual["args"], *QUIET]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """In the zone of the practice."""
    return {**browser_context_args, "timezone_id": settings.TIME_ZONE}


@pytest.fixture
def let_in(context: BrowserContext, live_server: Any) -> Callable[[User], None]:
    """Signs someone in to this browser, without their password."""

    def let_in(user: User, into: BrowserContext = context) -> None:
        signed_in = Browser()
        signed_in.force_login(user)
        key = signed_in.session.session_key
        into.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])

    return let_in


@pytest.fixture
def adas_page(page: Page, ada: User, let_in: Callable[[User], None]) -> Page:
    """A page on which Ada is signed in."""
    let_in(ada)
    return page


@pytest.fixture
def leo(jordan: Client) -> Contact:
    """Jordan's brother, for whom nothing has been signed."""
    return contact_of(jordan, "Leo Reyes", "brother")


@pytest.fixture
def family(ben: Contact, maria: Contact, leo: Contact) -> Client:
    """Jordan, whose mother is covered for half a year, whose partner for twelve days
    and whose brother is not.
    """
    sign(maria)
    sign(ben, ends=timezone.now() + 12 * DAY)
    return ben.client


@pytest.fixture(autouse=True)
def nothing_amiss(context: BrowserContext) -> Iterator[None]:
    """No page may break the policy or its own scripts, whatever a test does with it.

    That an answer was 404, 409 or 422 the browser notes by itself, and htmx that a
    session has ended, and that a question gave way to the next, as ``hx-sync`` has it:
    on a busy machine it often does.
    """
    amiss: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(NOTED):
            amiss.append(message.text)

    context.on("console", heard)
    context.on("weberror", lambda error: amiss.append(str(error.error)))
    yield
    assert amiss == []
