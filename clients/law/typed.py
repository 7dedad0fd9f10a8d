"""The fields in which one value of a state's law is typed, and what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.text import slugify

from clients.law.labels import FIELDS, LABELS, SIGNERS
from clients.law.profile import (
    KINDS,
    ExtraField,
    Fields,
    Flag,
    Number,
    Signer,
    SignerRule,
    Source,
    Statement,
    Statements,
    Text,
    Values,
)

MOST, LONGEST = 9999, 2000
SPARE = 2  # statements more than there are
PAIR = {"signer_rule", "signer_age"}  # who signs, and from which age: never one alone
TERM = "0 where there is no limit. In days or in months, not both."
HELP = {
    "minor_age": "0 for any age, 18 where no statute lets a minor.",
    "max_days": TERM,
    "max_months": TERM,
    "min_font_pt": "0 where there is no limit.",
}


def fields_of(key: str, law: Values) -> dict[str, forms.Field]:
    """What is asked to correct the value of ``key``, filled in as it stands."""
    value, kind = law.of(key), KINDS[key]
    if key in PAIR:
        age = _number("signer_age", law.of("signer_age"))
        return {"value": _signer(law.of("signer_rule")), "age": age}
    if kind is Statements:
        return dict(_statements(value or ()))
    if kind is Number:
        return {"value": _number(key, value)}
    made: dict[Any, Any] = {Flag: _flag, Text: _text, Fields: _some}
    return {"value": made[kind](key, value)}


def typed_in(
    key: str, law: Values, cleaned: Mapping[str, Any], given: Mapping[str, Any]
) -> dict[str, Source]:
    """The values that were typed, with what is ``given`` of their source."""
    kind: Any = KINDS[key]
    if key in PAIR:
        rule = Signer(value=SignerRule(cleaned["value"]), **given)
        return {
            "signer_rule": rule,
            "signer_age": Number(value=cleaned["age"], **given),
        }
    if kind is Statements:
        value: Any = tuple(_stated(law.of(key) or (), cleaned))
    else:
        value = cleaned["value"]
    if kind is Flag:
        value = value == "yes"
    if kind is Fields:
        value = tuple(map(ExtraField, value))
    return {key: kind(value=value, **given)}


def unfinished(cleaned: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each field of a statement that is half written, and what it lacks."""
    for name, said in cleaned.items():
        part, _, nth = name.partition("_")
        other = {"title": "text", "text": "title"}.get(part)
        if other and said and not cleaned.get(f"{other}_{nth}"):
            yield f"{other}_{nth}", other


def _stated(known: Any, cleaned: Mapping[str, Any]) -> Iterator[Statement]:
    for nth in range(len(known) + SPARE):
        title, text = cleaned[f"title_{nth}"], cleaned[f"text_{nth}"]
        if title:
            code = known[nth].code if nth < len(known) else slugify(title)[:30]
            yield Statement(code=code, title=title, text=text)


def _statements(known: Any) -> Iterator[tuple[str, forms.Field]]:
    for nth, each in enumerate([*known, *[Statement("", "", "")] * SPARE]):
        yield (
            f"title_{nth}",
            forms.CharField(
                label=f"Statement {nth + 1}, its title",
                initial=each.title,
                max_length=120,
                required=False,
            ),
        )
        yield (
            f"text_{nth}",
            forms.CharField(
                label=f"Statement {nth + 1}, its text",
                initial=each.text,
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            ),
        )


def _number(key: str, value: int | None) -> forms.Field:
    return forms.IntegerField(
        label=LABELS[key],
        initial=value,
        min_value=0,
        max_value=MOST,
        help_text=HELP.get(key, ""),
    )


def _flag(key: str, value: bool | None) -> forms.Field:
    return forms.ChoiceField(
        label=LABELS[key],
        initial={True: "yes", False: "no"}.get(value) if value is not None else None,
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
    )


def _text(key: str, value: str | None) -> forms.Field:
    return forms.CharField(
        label=LABELS[key],
        initial=value,
        max_length=LONGEST,
        required=False,
        help_text="Printed word for word. Empty where the law asks for none.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _some(key: str, value: tuple[ExtraField, ...] | None) -> forms.Field:
    return forms.MultipleChoiceField(
        label=LABELS[key],
        initial=value,
        required=False,
        choices=FIELDS.items(),
        widget=forms.CheckboxSelectMultiple,
    )


def _signer(value: SignerRule | None) -> forms.Field:
    return forms.ChoiceField(
        label=LABELS["signer_rule"],
        initial=value,
        choices=SIGNERS.items(),
        widget=forms.RadioSelect,
    )
