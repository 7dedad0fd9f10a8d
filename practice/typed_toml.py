"""TOML read into dataclasses: a table says what its class declares, and no more."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")

# Each time anew they would take five times as long as the files.
hints_of = cache(get_type_hints)

KINDS: dict[type, str] = {
    str: "text in quotes",
    int: "a whole number",
    bool: "true or false",
    date: "a day",
    list: "a list",
    dict: "a table",
}


class TomlError(Exception):
    """What is wrong in a file, and where, each table named by what it says first."""


def read(path: Path, cls: type[T]) -> T:
    """The file as ``cls``. Its classes raise ``ValueError`` at what they cannot take."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise TomlError(f"{path.name}: {error}") from None
    return from_table(found, cls, path.name)


def from_table(found: dict[str, Any], cls: type[T], where: str) -> T:
    """A table that was read already, as ``cls``; ``where`` says whose it is."""
    made: T = _table(found, cls, where)
    return made


def _table(found: dict[str, Any], cls: Any, where: str) -> Any:
    hints = hints_of(cls)
    for key in found:
        if key not in hints:
            raise TomlError(f"{where}: unknown key “{key}”; known: {', '.join(hints)}.")
    for each in fields(cls):
        if each.default is MISSING and each.name not in found:
            raise TomlError(f"{where}: “{each.name}” is missing.")
    values = {
        key: _value(value, hints[key], f"{where}, {key}")
        for key, value in found.items()
    }
    try:
        return cls(**values)
    except ValueError as error:
        raise TomlError(f"{where}: {error}") from None


def _value(value: Any, hint: Any, where: str) -> Any:
    if get_origin(hint) is UnionType:
        hint = get_args(hint)[0]  # the other is None, which TOML cannot say
    if get_origin(hint) is tuple:
        each = get_args(hint)[0]
        return tuple(
            _value(one, each, f"{where} {_title(one, nth)}")
            for nth, one in enumerate(_of(list, value, where), start=1)
        )
    if issubclass(hint, Enum):
        return _choice(_of(str, value, where), hint, where)
    if hasattr(hint, "parse"):
        return _parsed(_of(str, value, where), hint, where)
    if is_dataclass(hint):
        return _table(_of(dict, value, where), hint, where)
    return _of(hint, value, where)


def _of(kind: type, value: Any, where: str) -> Any:
    # Not isinstance: true and false would pass for whole numbers.
    if type(value) is not kind:
        raise TomlError(f"{where}: “{value}” is not {KINDS[kind]}.")
    return value


def _choice(text: str, choices: type[Enum], where: str) -> Enum:
    known = {each.value: each for each in choices}
    if text not in known:
        raise TomlError(f"{where}: “{text}” is none of {', '.join(known)}.")
    return known[text]


def _parsed(text: str, cls: Any, where: str) -> Any:
    try:
        return cls.parse(text)
    except ValueError as error:
        raise TomlError(f"{where}: {error}") from None


def _title(value: Any, nth: int) -> str:
    first = next(iter(value.values()), None) if isinstance(value, dict) else value
    return f"“{first}”" if isinstance(first, str) else str(nth)
