"""How far work is, for whoever waits for it, and that they may stop it."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from practice.jobs.models import State
from practice.jobs.progress import WENT_WRONG, under_way
from practice.models import Progress, User
from tests.refusals import refused_by, words_of

TABLE = Progress.objects


@pytest.fixture
def printing(finn: User) -> Progress:
    """Two papers, for Finn."""
    return TABLE.create(kind="print_batch", made_by=finn, total=2)


def kept(progress: Progress) -> tuple[str, int, bool]:
    progress.refresh_from_db()
    return progress.state, progress.done, progress.ended_at is not None


def test_work_is_counted_and_ends_with_its_result(printing: Progress) -> None:
    with under_way(printing.pk) as work:
        assert work
        work.step()
        assert kept(printing) == (State.RUNNING, 1, False)
        work.step()
        work.result = 7
    assert kept(printing) == (State.DONE, 2, True)
    assert printing.result == 7


def test_work_that_somebody_stopped_goes_no_further(printing: Progress) -> None:
    reached = []
    with under_way(printing.pk) as work:
        assert work
        work.step()
        assert printing.cancel()
        work.step()
        reached.append("the second paper")
    assert reached == []
    assert kept(printing) == (State.CANCELLED, 1, True)
    assert not printing.cancel()


def test_work_stopped_before_it_begins_never_does(printing: Progress) -> None:
    printing.cancel()
    with under_way(printing.pk) as work:
        assert work is None
    assert kept(printing) == (State.CANCELLED, 0, True)


def test_what_was_stopped_at_the_last_moment_is_not_done(printing: Progress) -> None:
    with under_way(printing.pk):
        printing.cancel()
    assert kept(printing) == (State.CANCELLED, 0, True)


def test_work_that_fails_says_so_and_begins_anew(printing: Progress) -> None:
    with pytest.raises(ZeroDivisionError), under_way(printing.pk) as work:  # noqa: PT012
        assert work
        work.step()
        raise ZeroDivisionError
    assert kept(printing) == (State.FAILED, 1, True)
    assert printing.problem == WENT_WRONG
    with under_way(printing.pk) as again:
        assert again
        assert kept(printing) == (State.RUNNING, 0, False)


def test_only_whoever_began_it_sees_it(
    printing: Progress, finn: User, ada: User
) -> None:
    assert printing in TABLE.visible_to(finn)
    assert printing not in TABLE.visible_to(ada)


@pytest.mark.parametrize(
    ("rule", "changed", "allowed"),
    [
        ("progress_has_a_state", {"state": "lost", "ended_at": timezone.now()}, None),
        ("progress_within_total", {"done": 3}, {"done": 2}),
        ("progress_within_total", {"done": 3}, {"done": 3, "total": None}),
        ("progress_ends_when_it_ended", {"state": "done"}, {"state": "running"}),
        ("progress_ends_when_it_ended", {"ended_at": timezone.now()}, None),
    ],
)
def test_the_database_keeps_what_progress_may_say(
    rule: str,
    changed: dict[str, object],
    allowed: dict[str, object] | None,
    printing: Progress,
) -> None:
    unsaved = Progress(kind="print_batch", total=2, state=State.WAITING)
    for name, value in changed.items():
        setattr(unsaved, name, value)
    assert words_of(rule, unsaved)
    with refused_by(rule):
        TABLE.filter(pk=printing.pk).update(**changed)
    assert TABLE.filter(pk=printing.pk).update(**(allowed or {"done": 1}))


def shown(progress: Progress, target: str = "") -> str:
    request = RequestFactory().get("/batches/4/")
    request.htmx = type("Htmx", (), {"target": target})()  # type: ignore[attr-defined]
    given = {"progress": progress, "cancel_url": "/batches/4/cancel/"}
    return render_to_string("practice/_progress.html", given, request)


def test_the_page_says_how_far_it_is_and_asks_again(printing: Progress) -> None:
    with under_way(printing.pk) as work:
        assert work
        work.step()
        page = shown(work)
    assert "Under way: 1 of 2." in page
    assert 'hx-get="/batches/4/"' in page
    assert 'action="/batches/4/cancel/"' in page


def test_once_it_has_ended_the_page_is_had_anew_only_once(printing: Progress) -> None:
    printing.cancel()
    printing.refresh_from_db()
    assert 'hx-select="#main"' in shown(printing, printing.html_id)
    assert "hx-get" not in shown(printing, "main")
