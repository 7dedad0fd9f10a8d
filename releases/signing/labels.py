"""The page to sign on asks in the language of what is signed: 45 CFR 164.508(c)(2).

Each label says which language it is in: what stands around it is for the office.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.utils.html import format_html

from releases.terms.languages import ENGLISH, language


def labels(code: str) -> dict[str, str]:
    """What the page asks around its fields; with ``language``, as attributes need it."""
    words = language(code).table("signing")
    spoken = {name: _spoken(said, code) for name, said in words.items()}
    plain = {name: words[name] for name in ("pad", "not_drawn", "too_small")}
    return {**spoken, **plain, "language": code}


def ask_in(code: str, fields: Mapping[str, forms.Field]) -> None:
    """Have ``fields`` ask in the language of this code."""
    if code == ENGLISH:
        return
    spoken, say = language(code), partial(_spoken, code=code)
    asked, topics = spoken.table("signing"), spoken.table("topics")
    for name, field in fields.items():
        topic = name.removeprefix("initials_")
        if topic != name:
            field.label = say(asked["initials"].format(topic=topics[topic]))
        elif name in asked:
            field.label = say(asked[name])
        if said := asked.get(f"{name}_help"):
            field.help_text = say(said)
    capacity: Any = fields["capacity"]
    rights = spoken.table("capacities")
    capacity.widget.choices = [
        (right, say(rights[right])) for right, _ in capacity.widget.choices
    ]


def _spoken(said: str, code: str) -> str:
    return (
        said
        if code == ENGLISH
        else format_html('<span lang="{}">{}</span>', code, said)
    )
