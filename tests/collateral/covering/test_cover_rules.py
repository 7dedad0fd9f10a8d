"""What cannot be covered is refused, in words and by the database."""

from __future__ import annotations

from typing import Any

from django.test import Client as Browser
from django.utils import timezone

from clients.covering.act import end_cover
from clients.models import Client, Cover
from practice.models import User
from practice.people.acts import let_sign_in
from practice.spans import span
from tests.clock import DAY, HOUR
from tests.collateral.covering.test_covering import covered, path_of, typed
from tests.refusals import refused_by, run


def refused(browser: Browser, client: Client, sent: dict[str, Any], says: str) -> None:
    answer = browser.post(path_of(client), sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_the_last_day_is_not_before_the_first(
    adas: Browser, jordan: Client, cleo: User
) -> None:
    says = "The last day is not before the first."
    refused(adas, jordan, typed(cleo, 3, 2), says)
    now = timezone.now()
    with refused_by("cover_has_both_ends"):
        Cover.objects.create(client=jordan, clinician=cleo, during=span(now, now))
    assert adas.post(path_of(jordan), typed(cleo, 3, 3)).status_code == 302


def test_nobody_covers_for_years(adas: Browser, jordan: Client, cleo: User) -> None:
    says = "Choose a day within a year."
    refused(adas, jordan, typed(cleo, last=367), says)
    refused(adas, jordan, typed(cleo) | {"last": "9999-12-31"}, says)
    assert adas.post(path_of(jordan), typed(cleo, 0, 366)).status_code == 302


def test_what_is_over_is_not_named(adas: Browser, jordan: Client, cleo: User) -> None:
    refused(adas, jordan, typed(cleo, -3, -1), "The last day is over.")
    now = timezone.now()
    gone = span(now - 2 * HOUR, now - HOUR)
    with refused_by("cover_is_not_over_when_named"):
        Cover.objects.create(client=jordan, clinician=cleo, during=gone)
    covered(jordan, cleo, 0, 0)


def test_it_is_not_dated_back(adas: Browser, jordan: Client, cleo: User) -> None:
    for first in ((timezone.localdate() - DAY).isoformat(), "0001-01-01"):
        sent = typed(cleo) | {"first": first}
        refused(adas, jordan, sent, "It begins today at the earliest.")
    with refused_by("cover_is_not_dated_back"):
        covered(jordan, cleo, -2, 3)
    cover = covered(jordan, cleo)
    run("SET LOCAL third_chair.past = ''")
    with refused_by("cover_ends_now"):
        run("UPDATE clients_cover SET ended_at = now() - interval '2 minutes'")
    with refused_by("cover_is_named_now"):
        run(
            "INSERT INTO clients_cover (client_id, clinician_id, during, named_at) "
            "SELECT client_id, clinician_id, tstzrange(now(), now() + interval '1 day'), "
            "now() - interval '2 minutes' FROM clients_cover"
        )
    assert end_cover(cover, jordan.clinician)


def test_nobody_covers_the_same_days_twice(
    adas: Browser, jordan: Client, cleo: User
) -> None:
    covered(jordan, cleo, 0, 3)
    refused(adas, jordan, typed(cleo, 3, 5), "on some of these days already")
    with refused_by("cover_by_each_once_at_a_time"):
        covered(jordan, cleo, 3, 5)
    covered(jordan, cleo, 4, 5)


def test_another_clinician_who_works_here_covers(
    adas: Browser, jordan: Client, ada: User, cleo: User, finn: User, nora: User
) -> None:
    for who in (ada, finn):
        refused(adas, jordan, typed(who), "Select a valid choice")
        with refused_by("cover_by_a_colleague"):
            covered(jordan, who)
    let_sign_in(cleo, nora, may=False)
    with refused_by("cover_by_a_colleague"):
        covered(jordan, cleo)
    let_sign_in(cleo, nora, may=True)
    covered(jordan, cleo)


def test_what_was_named_stays(jordan: Client, cleo: User) -> None:
    cover = covered(jordan, cleo)
    with refused_by("cover_is_final"):
        run("UPDATE clients_cover SET during = '[2030-01-01,2030-02-01)'")
    with refused_by("cover_is_final"):
        cover.delete()
    with refused_by("covers_are_kept"):
        run("TRUNCATE clients_cover")
    assert end_cover(cover, jordan.clinician)
    with refused_by("cover_is_final"):
        run("UPDATE clients_cover SET ended_at = NULL")
