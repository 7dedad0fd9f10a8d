from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from crispy_forms.layout import Column, Layout, Row
from crispy_forms.utils import render_crispy_form
from django import forms
from django.db import IntegrityError, OperationalError, transaction

from practice.accounts.forms import SignInForm
from practice.forms import Form, ModelForm
from practice.models import Role, Room, User


class PersonForm(ModelForm):
    """Says nothing of the role, which a constraint wants."""

    class Meta:
        model = User
        fields = ["username", "name"]


class VisitForm(Form):
    name = forms.CharField(max_length=60)
    note = forms.CharField(required=False, widget=forms.Textarea)
    day = forms.DateField(required=False)
    at = forms.TimeField(required=False)
    rooms = forms.MultipleChoiceField(
        choices=[("1", "Blue"), ("2", "Green")], widget=forms.CheckboxSelectMultiple
    )
    layout = Layout(Row(Column("name"), Column("day")), "at", "note", "rooms")


def person(username: str = "ada", **fields: str) -> User:
    return User(role=Role.CLINICIAN, **fields, username=username)


def diagnosed(constraint: str) -> IntegrityError:
    """What the database says when ``constraint`` is violated."""
    cause = Exception()
    cause.diag = type("Diag", (), {"constraint_name": constraint})()  # type: ignore[attr-defined]
    error = IntegrityError()
    error.__cause__ = cause
    return error


# Constraints


def test_a_constraint_on_what_is_not_on_the_form_has_its_say(db: None) -> None:
    form = PersonForm({"username": "ada", "name": "Ada"}, instance=User(role="boss"))
    assert form.errors == {"__all__": ["Choose a role."]}


def test_a_constraint_on_an_expression_has_its_say(ada: User) -> None:
    form = PersonForm({"username": "ADA", "name": "Ada"}, instance=person())
    assert form.errors == {"__all__": ["Someone already signs in with this name."]}


def test_a_form_that_breaks_nothing_is_saved(ada: User) -> None:
    form = PersonForm({"username": "ben", "name": "Ben"}, instance=person())
    assert form.is_valid()
    assert form.save().pk


def test_what_changed_since_the_question_is_said_in_the_constraints_words(
    db: None,
) -> None:
    form = PersonForm({"username": "ada", "name": "Ada"}, instance=person())
    assert form.is_valid()
    User.objects.create(username="Ada", name="Ada", role=Role.ADMIN)
    with form.explaining_violations(), transaction.atomic():
        Room.objects.create(name="Blue")
        form.save()
    assert form.errors == {"__all__": ["Someone already signs in with this name."]}
    assert not Room.objects.exists()  # and the transaction goes on


def test_it_is_said_beside_the_field_that_it_is_about(db: None) -> None:
    class Beside(PersonForm):
        beside = {"user_username_once": "username"}

    form = Beside({"username": "ada", "name": "Ada"}, instance=person())
    assert form.is_valid()
    with form.explaining_violations():
        raise diagnosed("user_username_once")
    assert form.errors == {"username": ["Someone already signs in with this name."]}


@pytest.mark.parametrize("name", ["participant_release_in_force", "no_such", ""])
def test_the_gates_own_constraint_and_unknown_ones_pass(db: None, name: str) -> None:
    form = PersonForm({"username": "ada", "name": "Ada"}, instance=person())
    with pytest.raises(IntegrityError), form.explaining_violations():
        raise diagnosed(name)


def test_other_faults_pass(db: None) -> None:
    form = PersonForm({"username": "ada", "name": "Ada"}, instance=person())
    with pytest.raises(OperationalError), form.explaining_violations():
        raise OperationalError


# Text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("Ada\x00", "Null characters are not allowed.", id="NUL"),
        pytest.param("Ada\x1b[1m", "hidden control character", id="escape"),
        pytest.param("Ada\x85Ben", "hidden control character", id="next line"),
        pytest.param("Ada\nBen", "hidden control character", id="two lines"),
        pytest.param("Ada\u2028Ben", "hidden control character", id="line separator"),
        pytest.param("Ada\ud800", "hidden control character", id="half a pair"),
        pytest.param("Ada\u202enebA", "turns text around", id="override"),
        pytest.param("Ada\u2066Ben", "turns text around", id="isolate"),
        pytest.param("\u200b\u200d", "no character that can be seen", id="nothing"),
        pytest.param("   ", "This field is required.", id="blank"),
        pytest.param("A" * 10_000, "at most 60 characters", id="too long"),
    ],
)
def test_a_name_with_what_cannot_be_seen_is_refused(text: str, message: str) -> None:
    form = VisitForm({"name": text, "rooms": ["1"]})
    assert message in form.errors["name"][0]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Nguyễn Thị Ánh", id="Vietnamese"),
        pytest.param("Анна Каренина", id="Cyrillic"),
        pytest.param("محمد علی\u200cرضا", id="Persian, with a joiner"),
        pytest.param("王小明", id="Chinese"),
        pytest.param("O’Brien-Smith, Jr.", id="marks"),
        pytest.param("<script>alert(1)</script>", id="script, which is only text"),
    ],
)
def test_a_name_in_any_script_is_welcome(name: str) -> None:
    form = VisitForm({"name": f" {name} ", "rooms": ["1"]})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == name


def test_longer_text_may_have_lines() -> None:
    form = VisitForm({"name": "Ada", "rooms": ["1"], "note": "One\r\n\tTwo"})
    assert form.is_valid(), form.errors
    form = VisitForm({"name": "Ada", "rooms": ["1"], "note": "One\u202e"})
    assert "turns text around" in form.errors["note"][0]


def test_a_password_may_hold_anything() -> None:
    field = SignInForm().fields["password"]
    assert field.clean("\u202e\x1b") == "\u202e\x1b"


def test_a_field_that_a_form_adds_to_itself_is_no_exception() -> None:
    class Grown(VisitForm):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            self.fields["initials"] = forms.CharField()

    form = Grown({"name": "Ada", "rooms": ["1"], "initials": "\u202eA"})
    assert "turns text around" in form.errors["initials"][0]


# On the page


def test_the_browser_remembers_nobody() -> None:
    html = render_crispy_form(VisitForm())
    assert html.count('autocomplete="off"') == 4
    sign_in = render_crispy_form(SignInForm())
    assert 'autocomplete="username"' in sign_in
    assert 'autocomplete="current-password"' in sign_in


def key_in(html: str) -> uuid.UUID:
    (key,) = re.findall(r'name="form_key"\s+value="([^"]+)"', html)
    return uuid.UUID(key)


def test_each_new_form_has_a_key_of_its_own() -> None:
    keys = [key_in(render_crispy_form(form)) for form in (VisitForm(), VisitForm())]
    assert keys[0] != keys[1]


def test_a_form_that_comes_back_keeps_its_key() -> None:
    key = str(uuid.uuid4())
    assert str(key_in(render_crispy_form(VisitForm({"form_key": key})))) == key


def test_a_key_that_is_none_is_replaced() -> None:
    assert key_in(render_crispy_form(VisitForm({"form_key": '"><script>'})))


def test_what_is_asked_by_its_address_has_no_key() -> None:
    form = VisitForm()
    form.method = "get"
    assert 'type="hidden"' not in render_crispy_form(form)


def test_the_template_writes_the_form_around_it() -> None:
    html = render_crispy_form(VisitForm())
    assert "<form" not in html
    assert "csrfmiddlewaretoken" not in html


def test_a_layout_passes_over_what_the_form_does_not_ask(
    caplog: pytest.LogCaptureFixture,
) -> None:
    form = VisitForm()
    del form.fields["day"], form.fields["at"]
    html = render_crispy_form(form)
    assert 'name="name"' in html
    assert 'name="note"' in html
    assert 'name="day"' not in html
    assert caplog.records == []
    assert 'name="day"' in render_crispy_form(VisitForm())


def test_each_problem_leads_to_its_field() -> None:
    html = render_crispy_form(VisitForm({"name": "", "day": "soon"}))
    assert "Please look at these again" in html
    places = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', html)
    assert places == [
        ("id_name", "Name: This field is required."),
        ("id_day", "Day: Enter a day as month/day/year, such as 12/17/2026."),
        ("id_rooms_0", "Rooms: This field is required."),
    ]
    for place, _ in places:
        assert f'id="{place}"' in html


def test_what_is_wrong_is_tied_to_its_field_for_readers() -> None:
    html = render_crispy_form(VisitForm({"name": ""}))
    (described,) = re.findall(r'<input type="text" name="name"[^>]*>', html)
    assert 'aria-invalid="true"' in described
    assert 'aria-describedby="id_name_error"' in described
    assert 'id="id_name_error"' in html


def test_what_was_typed_comes_back_as_text_only() -> None:
    html = render_crispy_form(VisitForm({"name": '"><script>alert(1)</script>'}))
    assert "<script" not in html
