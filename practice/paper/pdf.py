"""Papers: HTML templates as tagged PDF (PDF/UA-1). Knows nothing of what they say.

A template is a whole document with a title and a language, styled by
``static/css/paper.css`` alone. It may show ``stamp:WORD`` and ``code:CODE``, which are
drawn here, and ``picture:0``, the first of those given with it; the renderer opens nothing
at all, whatever the content asks for.
"""

from __future__ import annotations

import atexit
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.core.checks import CheckMessage, Info, register
from django.core.checks import Warning as Caution
from django.template.loader import render_to_string
from django.utils.translation import gettext, ngettext

from practice.formats import say_list
from practice.numbers import say_number
from practice.paper import pango
from practice.paper.fonts import Script, undrawable_scripts

if TYPE_CHECKING:
    from practice.paper.weasy import Renderer

# Cyrillic and Vietnamese, which are promised too, are in the packaged fonts.
PROMISED = ("Arabic", "Chinese")
HINT = "Until then, a paper with such a name in it is refused, not misprinted."

# How closely a paper may be set to fit its pages: classes of the stylesheet.
SETTINGS = ("", "close", "tight", "tight tightest")
_SETTING_UP = Lock()


class Unprintable(Exception):  # noqa: N818 - what it is, not that it is one
    """There can be no such paper. The message is a sentence that quotes none of it."""


class NoPrinter(Unprintable):
    """Pango is missing. The message says what brings it, and then it is there at once."""


class UndrawableText(Unprintable):
    """No font on this machine has some of the characters.

    The message names the scripts and what to install.
    """

    def __init__(self, scripts: list[Script]) -> None:
        self.scripts = scripts
        super().__init__(_sentence(scripts))


class TooLong(Unprintable):
    """However closely set, it takes more than its pages."""

    def __init__(self, pages: int) -> None:
        said = ngettext(
            "This takes more than {count} page on paper. Say it in fewer words.",
            "This takes more than {count} pages on paper. Say it in fewer words.",
            pages,
        )
        super().__init__(said.format(count=say_number(pages)))


def render(
    template_name: str,
    context: Mapping[str, Any],
    *,
    pages: int = 1000,
    pictures: Sequence[bytes] = (),
) -> bytes:
    """The template as PDF, set more closely if it would take more than ``pages``; with
    ``pictures``, each a JPEG. What follows the id ``beyond`` may take more.

    The letters stay as large, and none is left out. The same template and context give
    the same bytes. Raises ``Unprintable``.
    """
    drafts = (
        render_to_string(template_name, {**context, "setting": setting})
        for setting in SETTINGS
    )
    pdf, missing = _renderer().print(drafts, pages, pictures)
    if not pdf:
        raise TooLong(pages)
    if missing:
        raise UndrawableText(import_module("practice.paper.weasy").scripts_of(missing))
    return pdf


def warm() -> None:
    """Load fonts and stylesheet now, once per process, and not at the first paper."""
    with suppress(NoPrinter):
        _renderer().print(['<html lang="en"><title>Warm</title><p>Warm'], 1)


@register
def promised_fonts(**_: object) -> list[CheckMessage]:
    """Names in these scripts are printed wherever the program runs as it should."""
    missing = [script for script in undrawable_scripts() if script.name in PROMISED]
    return [Caution(_sentence(missing), hint=HINT, id="practice.W020")] * bool(missing)


@register(deploy=True)
def other_fonts(**_: object) -> list[CheckMessage]:
    """What else a practice may want to print."""
    missing = [script for script in undrawable_scripts() if script.name not in PROMISED]
    return [Info(_sentence(missing), hint=HINT, id="practice.I021")] * bool(missing)


def _renderer() -> Renderer:
    with _SETTING_UP:
        return _set_up()


@cache
def _set_up() -> Renderer:
    if needed := pango.needed():
        raise NoPrinter(needed)
    renderer: Renderer = import_module("practice.paper.weasy").Renderer()
    return renderer


def _sentence(scripts: list[Script]) -> str:
    names = say_list(script.name for script in scripts)
    if packages := say_list(sorted({script.package for script in scripts} - {""})):
        said = gettext("No font on this machine draws {scripts}. Install {packages}.")
    else:
        said = gettext(
            "No font on this machine draws {scripts}. Take them out of the text."
        )
    return said.format(scripts=names, packages=packages)


# The renderer clears up after itself, which it cannot once the interpreter is going.
atexit.register(_set_up.cache_clear)
