"""The house forms: laid out by crispy, and every constraint has its say."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import BLANK_CHOICE_DASH, BaseConstraint, Model, UniqueConstraint
from django.forms.models import construct_instance
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy

from practice.database.constraints import violated
from practice.database.violations import error_of, violations
from practice.layouts import Helper
from practice.paper.letters import drawable
from practice.readable import Readable, storable, whole_minutes
from practice.web.submissions import KEY, submitted_once

__all__ = ["Form", "ModelForm", "problems_of", "submitted_once"]

# What a browser without a time field may send.
CLOCKS = ["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p"]
# What a day looks like to a browser without a date field, which shows its placeholder.
DAY = gettext_lazy("mm/dd/yyyy")
NO_DAY = gettext_lazy("Enter a day as month/day/year, such as 12/17/2026.")

# Fields in which a browser may remember what was typed.
TYPED = (
    forms.TextInput,
    forms.Textarea,
    forms.EmailInput,
    forms.URLInput,
    forms.NumberInput,
)

# What Django's own offers where nothing is chosen yet.
DASHES = BLANK_CHOICE_DASH[0][1]
CHOOSE = "Choose …"


class _House(forms.BaseForm):
    """What the two house forms share."""

    # How the fields stand on the page; without it, one below the other.
    layout: Layout | None = None
    # How it is sent; what only asks, by its address, is "get".
    method = "post"
    # The field beside which a constraint speaks, by the constraint's name.
    beside: ClassVar[dict[str, str]] = {}
    # The fields that stand on a paper, which has to show every letter of them.
    printed: tuple[str, ...] = ()
    # The version that it shows now, where practice.versions found another than was sent.
    version_now = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepared: dict[str, forms.Widget] = {}
        self._prepare_fields()

    def _prepare_fields(self) -> None:
        """Each once, and again with another widget."""
        for name, field in self.fields.items():
            if self._prepared.get(name) is not field.widget:
                _prepare(field)
                self._prepared[name] = field.widget

    def full_clean(self) -> None:
        self._prepare_fields()  # also those that a form adds to itself
        super().full_clean()
        self._ask_what_is_printed()

    def _ask_what_is_printed(self) -> None:
        for name in self.printed:
            if name in self.changed_data and name in getattr(self, "cleaned_data", {}):
                try:
                    drawable(self.cleaned_data[name])
                except ValidationError as error:
                    self.add_error(name, error)

    @cached_property
    def helper(self) -> Helper:
        """How crispy lays the form out. Asked for with each field, and built once."""
        self._prepare_fields()
        return Helper(self)

    @cached_property
    def form_key(self) -> uuid.UUID:
        """Tells one filled-in form from the next: ``submitted_once`` counts it once."""
        sent = self.data.get(KEY, "") if self.is_bound else ""
        try:
            return uuid.UUID(sent)
        except ValueError:
            return uuid.uuid4()

    @contextmanager
    def explaining_violations(self) -> Iterator[None]:
        """Turn a constraint that the database finds violated into its own sentence.

        For what changed between the form's question and the insert, and for what only
        the database asks. What is inside undoes itself, as every act does. The gate's
        own constraint, on a period, is left to the gate.
        """
        try:
            yield
        except IntegrityError as error:
            constraint = _constraint(violated(error))
            if constraint is None or getattr(constraint, "period", None):
                raise
            self.refuse(constraint)

    def refuse(
        self, constraint: BaseConstraint, error: ValidationError | None = None
    ) -> None:
        """Say what ``constraint`` says, beside the field that it is about."""
        place = self.beside.get(constraint.name, "")
        self.add_error(
            place if place in self.fields else None, error or error_of(constraint)
        )


class Form(_House, forms.Form):
    """A form that saves nothing by itself."""


class ModelForm(_House, forms.ModelForm):
    """A form that its model's constraints all have a say in.

    Django's own skips a constraint that names a column not on the form, and so skips
    every constraint on a generated column.
    """

    def _post_clean(self) -> None:
        """As Django does, but that it asks each constraint in a savepoint of its own."""
        own: Any = self
        try:
            self.instance = construct_instance(
                self, self.instance, self._meta.fields, self._meta.exclude
            )
            self.instance.full_clean(
                own._get_validation_exclusions(),
                validate_unique=False,
                validate_constraints=False,
            )
        except ValidationError as error:
            own._update_errors(error)
        self.validate_unique()
        self._ask_constraints()

    def _ask_constraints(self) -> None:
        """Every constraint, or where a field has a fault, those on the others."""
        own: Any = self
        faulty = own._get_validation_exclusions() if self.errors else ()
        constraints = self.instance._meta.constraints
        for constraint, error in violations(self.instance, constraints, faulty):
            self.refuse(constraint, error)


def problems_of(form: forms.BaseForm) -> Iterator[tuple[str, str, str]]:
    """Each message on ``form``: where to go, the field's label, and what is wrong.

    In the order of the fields; what is wrong with the form as a whole comes last. A
    label that is a sentence says by itself what its message is about.
    """
    for name in form.fields:
        field = form[name]
        # A group of boxes has no id of its own; its first box has.
        place = field.id_for_label or f"{field.auto_id}_0"
        said = strip_tags(str(field.label))  # in another language it stands in a span
        label = "" if said.endswith((".", "?")) else str(field.label)
        yield from (("#" + place, label, str(m)) for m in field.errors)
    yield from (("", "", str(message)) for message in form.non_field_errors())


def _prepare(field: forms.Field) -> None:
    """Give a field what every field of the house has."""
    widget = field.widget
    if isinstance(widget, TYPED):
        # A shared screen must not offer one client's details to the next person.
        widget.attrs.setdefault("autocomplete", "off")
    _say_choose(field)
    if isinstance(widget, forms.DateInput):
        widget.input_type, widget.format = "date", "%Y-%m-%d"
        widget.attrs.setdefault("placeholder", DAY)
    if isinstance(widget, forms.TimeInput):
        widget.input_type, widget.format = "time", "%H:%M"
    if isinstance(field, forms.DateField):
        field.error_messages["invalid"] = NO_DAY
    if isinstance(field, forms.TimeField):
        field.input_formats = CLOCKS
        if whole_minutes not in field.validators:
            field.validators.append(whole_minutes)
    if isinstance(field, forms.IntegerField) and storable not in field.validators:
        field.validators.append(storable)
    if isinstance(field, forms.CharField) and not isinstance(
        widget, forms.PasswordInput
    ):
        readable = Readable(lines=isinstance(widget, forms.Textarea))
        if readable not in field.validators:
            field.validators.append(readable)


def _say_choose(field: forms.Field) -> None:
    """Ask for a choice in words, where Django has dashes."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = CHOOSE
    elif isinstance(field, forms.ChoiceField):
        offered: Any = field.choices
        choices = list(offered)
        if choices[:1] == [("", DASHES)]:
            field.choices = [("", CHOOSE), *choices[1:]]


def _constraint(name: str) -> BaseConstraint | None:
    for model in apps.get_models():
        every: list[BaseConstraint] = [*model._meta.constraints, *_uniques(model)]
        for constraint in every:
            if constraint.name == name:
                return constraint
    return None


def _uniques(model: type[Model]) -> Iterator[BaseConstraint]:
    """Of the columns that are unique by themselves, by the names that PostgreSQL gives."""
    for field in model._meta.local_concrete_fields:
        if field.unique and not field.primary_key:
            known = {
                "model_name": model._meta.verbose_name,
                "field_label": field.verbose_name,
            }
            yield UniqueConstraint(
                fields=[field.name],
                name=f"{model._meta.db_table}_{field.column}_key",
                violation_error_message=str(field.error_messages["unique"]) % known,
            )
