"""Which version of a row a form showed, so that the second save does not undo the first.

A page holds a digest of each value that it showed. What has changed since is said beside
its field, what was typed stays, and the form is saved by who has seen both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, time
from hashlib import sha256
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from practice.formats import say_clock, say_day_short_year, say_list

VERSION = "version"  # the field
CHANGED = _(
    "Someone else saved changes while you had this page open. Nothing of yours is saved "
    "yet: look at what they changed, then save it again."
)
TAKEN_OVER = _("Someone else changed this while you had this page open: to {theirs}.")
BOTH = _(
    "Someone else changed this while you had this page open: to {theirs}. What you "
    "typed stands here."
)


def version_of(values: Mapping[str, Any]) -> str:
    return " ".join(f"{name}:{_digest(value)}" for name, value in values.items())


def version_shown(form: Any) -> str:
    """What a page with ``form`` sends along: the version that was first shown, however
    often it comes back; empty where nothing is changed by it.
    """
    if said := form.version_now or form.data.get(VERSION):
        return str(said)
    changes = isinstance(form, forms.ModelForm) and form.instance.pk
    return version_of({n: form.initial.get(n) for n in form.fields}) if changes else ""


def is_latest(form: Any) -> bool:
    """Whether nobody has saved what the page of ``form`` did not show; else it says so.

    Of a valid form on a row that is there, which nobody changes from now until the
    transaction ends.
    """
    rows = type(form.instance)._base_manager.select_for_update(no_key=True)
    stored = model_to_dict(rows.get(pk=form.instance.pk), list(form.fields))
    return tell_changes(form, stored)


def tell_changes(form: Any, stored: Mapping[str, Any]) -> bool:
    """As ``is_latest``, of what is ``stored`` by the names of the form's fields."""
    shown = dict(_parts(version_shown(form) or version_of(form.initial)))
    asked = [name for name in form.fields if name in stored and name in shown]
    changed = [
        name
        for name in asked
        if _digest(stored[name])
        not in (shown[name], _digest(form.cleaned_data.get(name)))
    ]
    if not changed:
        return True
    form.data = form.data.copy()
    for name in changed:
        untouched = _digest(form.cleaned_data.get(name)) == shown[name]
        if untouched:
            _fill_in(form, name, stored[name])
        theirs = _say(form.fields[name], stored[name])
        form.add_error(name, (TAKEN_OVER if untouched else BOTH).format(theirs=theirs))
    form.add_error(None, CHANGED)
    form.version_now = version_of(stored)
    return False


def _parts(version: str) -> Iterator[tuple[str, str]]:
    for part in version.split():
        name, _colon, digest = part.partition(":")
        yield name, digest


def _digest(value: Any) -> str:
    text = json.dumps(_plain(value))
    return sha256(text.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """One form for what is stored and what a browser sends of it."""
    if isinstance(value, list | tuple):
        return sorted(_plain(each) for each in value)
    if isinstance(value, Model):
        value = value.pk
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _fill_in(form: Any, name: str, value: Any) -> None:
    """Let ``form`` show ``value`` as if it had been typed."""
    widget = form.fields[name].widget
    if isinstance(value, list):
        texts = [str(each) for each in value]
    elif isinstance(widget, forms.CheckboxInput):
        texts = ["on"] if value else []
    elif isinstance(widget, forms.DateInput | forms.TimeInput):
        texts = [str(widget.format_value(value) or "")]
    else:
        texts = ["" if value is None else str(value)]
    form.data.setlist(name, texts)


def _say(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return "ticked" if value else "not ticked"
    if isinstance(value, date):
        return say_day_short_year(value)
    if isinstance(value, time):
        return say_clock(value)
    offered: Any = getattr(field, "choices", ())
    labels = {str(key): str(label) for key, label in offered}
    values = value if isinstance(value, list) else ["" if value is None else value]
    said = [labels.get(str(each)) or str(each) for each in values]
    said = [each for each in said if each]
    return say_list(f"“{each}”" for each in said) if said else "nothing"
