"""The admin reads who did what to what, when and why; and nobody else does."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clients.law.signers import Capacity
from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.gate import Code
from practice.formats import say_instant
from practice.models import User
from releases.history.refusals import REFUSALS
from releases.history.sentences import SENTENCES
from releases.history.views import PER_PAGE
from releases.models import Signature
from tests.booked import book, typed
from tests.cast import contact_of
from tests.clock import DAY, afternoon
from tests.refusals import run, settle
from tests.releases.history.happenings import happened, read, read_all
from tests.revoked import revoke
from tests.signed import sign

STARTS = "2027-01-12T20:00:00+00:00"


def test_a_revocation_reads_as_people_say_it(
    noras: Browser, ada: User, jordan: Client, ben: Contact
) -> None:
    release = sign(ben)
    session = book(jordan, [ben], afternoon())
    revoke(release, "They have parted.", ada)
    page = read(noras)
    event = ConsentEvent.objects.get(kind=EventKind.REVOKED)
    assert (
        "Ben Hart’s release was revoked by Jordan Reyes, by word of mouth; Dr. Ada Okafor "
        "recorded it."
    ) in page
    assert "Reason: They have parted." in page
    assert say_instant(event.at) in page
    on = say_instant(session.during.lower)
    held = (
        f"Dr. Ada Okafor put the session on {on} on hold: it is no longer covered for"
    )
    assert f"{held} Ben Hart (Jordan Reyes)." in page
    links = noras.get("/history/").content.decode()
    assert f'href="/releases/{release.pk}/"' in links
    assert f'href="/sessions/{session.pk}/"' in links


def test_a_refusal_is_there_with_its_reason(
    adas: Browser, nora: User, jordan: Client, ben: Contact
) -> None:
    starts = afternoon()
    url = f"/clients/{jordan.pk}/sessions/new/"
    assert adas.post(url, typed([ben], starts)).status_code == 409
    adas.force_login(nora)
    page = read(adas)
    assert (
        f"Not booked: Dr. Ada Okafor asked for a session on {say_instant(starts)} with "
        "Ben Hart (Jordan Reyes). No release had been signed."
    ) in page


def test_every_kind_has_its_sentence_and_every_gap_its_reason(
    noras: Browser, jordan: Client, ben: Contact
) -> None:
    assert set(SENTENCES) == set(EventKind)
    assert set(REFUSALS) == {code.value for code in Code} - {"COVERED"}
    for kind in EventKind:
        detail = {"starts": STARTS, "was": "2027-01-11T20:00:00+00:00"}
        happened(kind, jordan, contact=ben, detail=detail)
    page = read_all(noras)
    assert "{" not in page
    moved = (
        "moved a session from Mon, Jan 11, 2027, 3:00 pm EST to Tue, Jan 12, 2027, 3:00"
    )
    assert moved in page
    assert "Dr. Ada Okafor had Ben Hart’s release signed (Jordan Reyes)." in page


def test_a_signing_names_the_signer_and_their_right(
    noras: Browser, jordan: Client, maria: Contact
) -> None:
    sign(maria)
    assert (
        "Jordan Reyes signed the release for Maria Reyes, as the client; Dr. Ada Okafor "
        "took the signature."
    ) in read(noras)
    assert "<bdi>Jordan Reyes</bdi> signed" in noras.get("/history/").content.decode()


def test_whoever_signs_for_a_client_is_told_apart_from_them(
    noras: Browser, teo: Client, rosa: Contact
) -> None:
    release = sign(rosa)
    settle()
    run("ALTER TABLE releases_signature DISABLE TRIGGER signature_is_final")
    Signature.objects.filter(document__release=release).update(
        signer="Rosa <Vance>", capacity=Capacity.PARENT, authority="mother"
    )
    assert (
        "Rosa <Vance> signed the release for Rosa Vance, as a parent or guardian "
        "(Teo Vance); Dr. Ada Okafor took the signature."
    ) in read(noras)


def test_what_is_missing_or_odd_is_still_told(
    noras: Browser, jordan: Client, ben: Contact
) -> None:
    happened(EventKind.BOOKED, jordan, actor=None, detail={"starts": "tomorrow"})
    happened(EventKind.MOVED, jordan, detail={"starts": 12, "was": None})
    happened(EventKind.HELD, jordan)
    happened(EventKind.REFUSED, jordan, contact=ben, detail={"code": "NEW_CODE"})
    page = read(noras)
    assert "Third Chair booked a session (Jordan Reyes)." in page
    assert "moved a session from another time to another time" in page
    assert "put a session on hold: it is no longer covered for a contact" in page
    assert "NEW_CODE" in page


def test_a_row_that_is_odd_hides_none_of_the_others(
    noras: Browser, jordan: Client, ben: Contact
) -> None:
    settle()
    for name in ("event_has_a_kind", "event_detail_is_an_object"):
        run(f"ALTER TABLE clients_consentevent DROP CONSTRAINT {name}")
    odd: list[Any] = [
        [1],
        "starts",
        7,
        {"contacts": {"1": 2}, "fields": 3, "starts": [1]},
        {"contacts": [[1], None, 2.5, str(ben.pk)], "fields": "name", "code": None},
    ]
    for detail in odd:
        for kind in EventKind:
            happened(kind, jordan, detail=detail, reason="")
    happened("{merged} {0}", jordan)  # type: ignore[arg-type]
    happened(EventKind.CLIENT_ADDED, jordan)
    for kind in EventKind:
        assert "Jordan Reyes" in read(noras, f"?kind={kind}")
    page = read(noras)
    assert "Dr. Ada Okafor: {merged} {0} (Jordan Reyes)." in page
    assert "Dr. Ada Okafor added Jordan Reyes." in page


def test_names_stay_text(noras: Browser, ada: User, kim: Client) -> None:
    kim.legal_name = "<script>alert(1)</script> {actor} %s"
    kim.save()
    happened(EventKind.CLIENT_ADDED, kim, reason="<b>because</b>")
    page = noras.get("/history/").content.decode()
    assert "<bdi>&lt;script&gt;alert(1)&lt;/script&gt; {actor} %s</bdi>" in page
    assert "&lt;b&gt;because&lt;/b&gt;" in page


def test_a_change_names_the_fields_only(noras: Browser, jordan: Client) -> None:
    happened(
        EventKind.CLIENT_CHANGED, jordan, detail={"fields": ["legal_name", "state"]}
    )
    assert "Changed: legal name and state." in read(noras)


@pytest.mark.parametrize("who", ["ada", "finn"])
@pytest.mark.parametrize("path", ["", "export.csv"])
def test_nobody_else_sees_that_it_is_there(
    request: pytest.FixtureRequest, client: Browser, who: str, path: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"/history/{path}").status_code == 404
    assert client.post(f"/history/{path}").status_code == 404


def test_the_history_of_nothing_says_so(noras: Browser) -> None:
    page = read(noras)
    assert "Nothing has happened yet." in page
    assert "Download" not in page


def test_pages_follow_by_key_and_each_event_is_shown_once(
    noras: Browser, jordan: Client
) -> None:
    at = timezone.now() - DAY
    total = 2 * PER_PAGE + 3
    for number in range(total):
        happened(EventKind.VIEWED, jordan, at, reason=f"event-{number}")
    seen: list[str] = []
    url = "/history/?kind=viewed"
    while url:
        page = noras.get(url).content.decode()
        seen += re.findall(r"event-\d+", page)
        following = re.search(r'rel="next" href="([^"]*)"', page)
        url = "/history/" + unescape(following[1]) if following else ""
    assert seen == [f"event-{number}" for number in reversed(range(total))]


def test_a_page_takes_a_handful_of_queries_however_much_happened(
    noras: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    url = f"/history/?client={jordan.pk}&contact={ben.pk}&to=2026-12-01"

    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert noras.get(url).status_code == 200
        return len(captured)

    read(noras)  # the first page of all also notes since when Nora is signed in
    before = queries("/history/"), queries(url)
    for _ in range(PER_PAGE + 5):
        happened(EventKind.VIEWED, jordan, contact=ben)
    for friend in (contact_of(jordan, f"Friend {n}") for n in range(3)):
        sign(friend)
    assert queries("/history/") <= before[0]
    assert queries(url) <= before[1]
    # That it was looked at among them.
    assert before[0] <= 9
    assert before[1] <= 14
