from __future__ import annotations

import uuid

import pytest
from django.db import connection

from clients.models import Contact
from collateral.models import Participant
from practice.forms import ModelForm
from practice.models import Role, Room, Submission, User
from releases.models import Release
from tests.refusals import refused_by, words_of


@pytest.mark.parametrize(
    ("taken", "name"), [("ada", "ADA"), ("ivy", "ıvy"), ("ΝΊΚΟΣ", "νίκος")]
)
def test_a_name_to_sign_in_with_is_taken_in_any_case(
    taken: str, name: str, ada: User
) -> None:
    """However it is asked for: of two that the door takes for one, neither would get in."""
    User.objects.update(username=taken)
    again = User(username=name, name="Ada Again", role=Role.ADMIN, password="!")
    assert words_of("user_username_once", again) == (
        "Someone already signs in with this name."
    )
    with refused_by("user_username_once"):
        again.save()


def test_a_longer_name_to_sign_in_with_is_free(ada: User) -> None:
    other = User(username="ada2", name="Ada Two", role=Role.ADMIN, password="!")
    assert words_of("user_username_once", other) == ""
    other.save()


@pytest.mark.parametrize("role", ["", "owner", "Admin"])
def test_nobody_signs_in_without_one_of_the_roles(db: None, role: str) -> None:
    stranger = User(username="sam", name="Sam", role=role, password="!")
    assert words_of("user_has_a_role", stranger) == "Choose a role."
    with refused_by("user_has_a_role"):
        stranger.save()


@pytest.mark.parametrize("role", Role.values)
def test_each_role_signs_in(db: None, role: str) -> None:
    someone = User(username="sam", name="Sam", role=role, password="!")
    assert words_of("user_has_a_role", someone) == ""
    someone.save()


def test_a_form_counts_once_for_each_person(ada: User, cleo: User) -> None:
    key = uuid.uuid4()
    Submission.objects.create(user=ada, key=key, url="/")
    again = Submission(user=ada, key=key, url="/")
    assert "already exists" in words_of("submission_counts_once", again)
    with refused_by("submission_counts_once"):
        again.save()
    Submission.objects.create(user=ada, key=uuid.uuid4(), url="/")
    Submission.objects.create(user=cleo, key=key, url="/")


def test_two_rooms_have_two_names(blue_room: Room) -> None:
    with refused_by("practice_room_name_key"):
        Room.objects.create(name="Blue room")
    Room.objects.create(name="Green room")


def test_house_constraints_deconstruct_to_themselves() -> None:
    ours = [*Release._meta.constraints, *Participant._meta.constraints]
    for constraint in ours:
        path, args, kwargs = constraint.deconstruct()
        again = type(constraint)(*args, **kwargs)
        assert again == constraint
        assert again.deconstruct() == (path, args, kwargs)
        assert constraint != Contact._meta.constraints[0]


def test_house_constraints_ask_nothing_of_columns_left_out(ben: Contact) -> None:
    empty = Participant(contact=ben)
    for constraint in Participant._meta.constraints:
        constraint.validate(
            Participant, empty, exclude={f.name for f in Participant._meta.fields}
        )


def test_a_house_form_lets_a_constraint_speak_that_names_a_column_not_on_it(
    ada: User,
) -> None:
    class NameForm(ModelForm):
        class Meta:
            model = User
            fields = ["username"]

    form = NameForm({"username": "sam"}, instance=User(name="Sam", role="owner"))
    assert form.errors == {"__all__": ["Choose a role."]}


def test_house_constraints_drop_by_their_name(db: None) -> None:
    (one,) = (
        c for c in Release._meta.constraints if c.name == "release_contact_of_client"
    )
    with connection.schema_editor(collect_sql=True) as editor:
        editor.remove_constraint(Release, one)
    assert editor.collected_sql == [
        'ALTER TABLE "releases_release" DROP CONSTRAINT "release_contact_of_client";'
    ]
