"""What the database holds of an invitation, whoever writes it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from practice.models import Invitation, Role, User
from practice.people.inviting import fresh_invitation, withdraw
from tests.clock import DAY
from tests.invited import CHOSEN, at_the_door, invitation_of
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run, words_of


def unsaved(by: User, **said: Any) -> Invitation:
    """Lena's, with nothing wrong but what is ``said``."""
    made, _ = fresh_invitation(by)
    who = {"name": "Dr. Lena Park", "role": Role.CLINICIAN, **said}
    for name, value in who.items():
        setattr(made, name, value)
    return made


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("invitation_has_a_name", {"name": " "}, "Say who is to join."),
    ("invitation_has_a_role", {"role": "owner"}, "Choose a role."),
    (
        "invitation_address_is_hashed",
        {"token_sha256": "plain"},
        "Of an address, its hash is kept.",
    ),
    (
        "invitation_used_by_someone",
        {"used_at": timezone.now()},
        "Say who joined by it.",
    ),
    (
        "invitation_withdrawn_by_someone",
        {"withdrawn_at": timezone.now()},
        "Say who withdrew it.",
    ),
]


@pytest.mark.parametrize(("name", "said", "words"), WRONG)
def test_what_is_wrong_is_refused_in_words_and_by_the_database(
    name: str, said: dict[str, Any], words: str, nora: User
) -> None:
    assert words_of(name, unsaved(nora, **said)) == words
    with refused_by(name):
        unsaved(nora, **said).save()
    assert words_of(name, unsaved(nora)) == ""
    unsaved(nora).save()


@pytest.mark.parametrize("days", [7, 1])
def test_it_lasts_for_a_week_at_most(days: int, nora: User) -> None:
    made = unsaved(nora)
    made.expires_at = made.invited_at + days * DAY
    made.save()
    longer = unsaved(nora)
    longer.expires_at = longer.invited_at + 7 * DAY + timedelta(microseconds=1)
    assert words_of("invitation_lasts_a_week", longer)
    with refused_by("invitation_lasts_a_week"):
        longer.save()


def test_it_ends_after_it_was_made(nora: User) -> None:
    made = unsaved(nora)
    made.expires_at = made.invited_at
    with refused_by("invitation_lasts_a_week"):
        made.save()


def test_it_is_not_dated_back(nora: User) -> None:
    made = unsaved(nora)
    made.invited_at -= timedelta(minutes=2)
    made.expires_at -= timedelta(minutes=2)
    run("SET LOCAL third_chair.past = ''")
    with refused_by("invitation_is_made_now"):
        made.save()


def test_an_address_is_one_invitations(nora: User) -> None:
    first, _ = invitation_of(nora)
    again = unsaved(nora, token_sha256=first.token_sha256)
    assert words_of("invitation_known_by_its_address", again)
    with refused_by("invitation_known_by_its_address"):
        again.save()


def test_a_form_without_a_name_comes_back_with_its_words(nora: User) -> None:
    answer = browser_of(nora).post("/settings/people/", {"name": " ", "role": "owner"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "This field is required." in html
    assert "owner is not one of the available choices" in html


def joined(by: User) -> Invitation:
    """Lena's, by which she joined."""
    made, path = invitation_of(by)
    assert at_the_door(path).post("/join/", CHOSEN).status_code == 302
    made.refresh_from_db()
    return made


def test_it_is_used_once(nora: User, ada: User) -> None:
    made = joined(nora)
    with refused_by("invitation_ends_once"):
        Invitation.objects.filter(pk=made.pk).update(user=ada)
    with refused_by("invitation_ends_once"):
        Invitation.objects.filter(pk=made.pk).update(used_at=None, user=None)


def test_one_that_was_used_is_not_withdrawn(nora: User) -> None:
    made = joined(nora)
    assert not withdraw(made.pk, nora)
    now = timezone.now()
    with refused_by("invitation_ends_once"):
        Invitation.objects.filter(pk=made.pk).update(
            withdrawn_at=now, withdrawn_by=nora
        )


def test_one_that_was_withdrawn_lets_nobody_in(nora: User, ada: User) -> None:
    made, _ = invitation_of(nora)
    assert withdraw(made.pk, nora)
    with refused_by("invitation_ends_once"):
        Invitation.objects.filter(pk=made.pk).update(used_at=timezone.now(), user=ada)


def test_it_is_used_or_withdrawn_and_never_both(nora: User, ada: User) -> None:
    now = timezone.now()
    both: dict[str, Any] = {"used_at": now, "user": ada}
    both |= {"withdrawn_at": now, "withdrawn_by": nora}
    assert words_of("invitation_used_or_withdrawn", unsaved(nora, **both))
    with refused_by("invitation_used_or_withdrawn"):
        unsaved(nora, **both).save()


def test_one_that_has_run_out_is_not_used_and_may_be_put_aside(
    nora: User, ada: User
) -> None:
    made, _ = invitation_of(nora, ago=8 * DAY)
    with refused_by("invitation_ends_once"):
        Invitation.objects.filter(pk=made.pk).update(used_at=timezone.now(), user=ada)
    assert withdraw(made.pk, nora)


@pytest.mark.parametrize(
    "change", ["name = 'Uma'", "role = 'admin'", "email = 'a@b.c'"]
)
def test_whom_it_invites_and_as_what_stays(change: str, nora: User) -> None:
    invitation_of(nora)
    with refused_by("invitation_ends_once"):
        run(f"UPDATE practice_invitation SET {change}")


def test_its_end_is_noted_as_it_happens(nora: User) -> None:
    made, _ = invitation_of(nora)
    then = timezone.now() - timedelta(minutes=2)
    with refused_by("invitation_ends_once"):
        Invitation.objects.filter(pk=made.pk).update(
            withdrawn_at=then, withdrawn_by=nora
        )


def test_no_invitation_goes(nora: User) -> None:
    made, _ = invitation_of(nora)
    with refused_by("invitation_ends_once"):
        made.delete()
    with refused_by("invitations_are_kept"):
        run("TRUNCATE practice_invitation CASCADE")


def test_whoever_joined_by_one_joined_by_no_other(nora: User) -> None:
    made = joined(nora)
    other, _ = invitation_of(nora, name="Uma Roy")
    with refused_by("practice_invitation_user_id_key"):
        Invitation.objects.filter(pk=other.pk).update(
            used_at=timezone.now(), user=made.user
        )


def test_nobody_joins_in_a_browser_that_opened_none(db: None) -> None:
    assert Browser().get("/join/").status_code == 404
    assert Browser().post("/join/", CHOSEN).status_code == 404


def test_only_an_admin_is_invited_by_nobody(ada: User) -> None:
    with refused_by("invitation_by_someone_or_of_an_admin"):
        invitation_of(None, role=Role.CLINICIAN)
    invitation_of(None, role=Role.ADMIN)
    invitation_of(ada, role=Role.CLINICIAN)
