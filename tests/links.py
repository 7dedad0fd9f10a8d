"""Links to sign by: made for someone, and opened in a browser of their own."""

from __future__ import annotations

from typing import Any

from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client
from practice.models import User
from practice.secret import fresh, sha256_of
from releases.links.act import make, version_of
from releases.links.tokens import path_of, stop_path_of
from releases.models import FormKind, ReleaseDraft, SignatureLink
from tests.clock import DAY

BORN = "1990-05-02"  # as clients of the cast are
ANOTHER_DAY = "1990-05-03"


def link_of(draft: ReleaseDraft, by: User, **said: Any) -> tuple[SignatureLink, str]:
    """A link for the client, and the path to which it leads."""
    who = {"signer": draft.client.legal_name, "capacity": "client"}
    link = SignatureLink(draft=draft, made_by=by, **{**who, **said})
    return link, path_of(make(link))


def form_link_of(
    client: Client, kind: FormKind, by: User, **said: Any
) -> tuple[SignatureLink, str]:
    """A link to a form for Rosa, as a parent, and the path to which it leads."""
    who = {"signer": "Rosa Vance", "capacity": "parent", "language": "en"}
    link = SignatureLink(client=client, form_kind=kind, made_by=by, **{**who, **said})
    return link, path_of(make(link))


def run_out(draft: ReleaseDraft, by: User, **said: Any) -> str:
    """The path of one that led somewhere until just now."""
    token, now = fresh(), timezone.now()
    SignatureLink.objects.create(
        draft=draft,
        made_by=by,
        made_at=now - DAY,
        expires_at=now,
        token_sha256=sha256_of(token),
        version=version_of(SignatureLink(draft=draft)),
        **said,
    )
    return path_of(token)


def opened(path: str, born: str = BORN) -> Browser:
    """A browser of the signer's own, in which the link is open."""
    browser = Browser()
    answer = browser.post(path, {"born": born})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/room/")
    return browser


def mailed_link(draft: ReleaseDraft, by: User, **said: Any) -> SignatureLink:
    """One that was mailed to the client three days ago, and that nobody has opened."""
    then = timezone.now() - 3 * DAY
    given = {
        "signer": draft.client.legal_name,
        "capacity": "client",
        "email": "jordan@example.org",
        "made_at": then,
        "mailed_at": then,
        "expires_at": then + 7 * DAY,
        **said,
    }
    return SignatureLink.objects.create(
        draft=draft,
        made_by=by,
        token_sha256=sha256_of(fresh()),
        version=version_of(SignatureLink(draft=draft)),
        **given,
    )


def reminded(link: SignatureLink, number: int = 1) -> str:
    """The path by which whoever got a reminder of ``link`` just now stops them."""
    token, now = fresh(), timezone.now()
    link.reminders.create(
        number=number, taken_at=now, sent_at=now, stop_sha256=sha256_of(token)
    )
    return stop_path_of(token)
