"""Signed papers as files: what is asked, and what is not taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from practice.forms import Form
from practice.paper.scanning.limits import SUFFIXES, Trouble
from practice.paper.scanning.reader import Look, Reader
from releases.scans.troubles import TROUBLES

MOST_FILES = 40
LONGEST_NAME = 60
MEGABYTES = settings.LARGEST_UPLOAD // 1024 // 1024
ACCEPT = ",".join(f".{each}" for suffixes in SUFFIXES.values() for each in suffixes)
TOO_LARGE = f"These files take more than {MEGABYTES} MB together. Send fewer at once."


@dataclass(frozen=True)
class Sent:
    """A file that is taken: what it holds and what it is. Its name stays behind."""

    content: bytes
    look: Look


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several, each looked at before any is kept."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Sent]:
        files: Sequence[UploadedFile] = data or []
        if not files:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > MOST_FILES:
            message = f"These are more than {MOST_FILES} files. Send fewer at once."
            raise ValidationError(message)
        if sum(each.size or 0 for each in files) > settings.LARGEST_UPLOAD:
            raise ValidationError(TOO_LARGE)
        return _looked_at(files)


class ScanForm(Form):
    """Files to read."""

    papers = FilesField(
        label="Scans or photos of signed papers",
        help_text=(
            f"PDF, JPEG, PNG or HEIC, up to {MEGABYTES} MB together. Pages may be in any "
            "order, upside down, and of several papers."
        ),
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        widget = self.fields["papers"].widget
        widget.attrs["accept"] = ACCEPT


def _looked_at(files: Sequence[UploadedFile]) -> list[Sent]:
    """Raises ValidationError with a sentence for each that is not taken."""
    taken, problems = [], []
    with Reader() as reader:
        for each in files:
            content = each.read()
            name = each.name or ""
            try:
                look = reader.look(content, name, each.content_type or "")
            except Trouble as trouble:
                problems.append(f"{_said(name)}: {TROUBLES[trouble.code]}")
            else:
                taken.append(Sent(content, look))
    if problems:
        raise ValidationError(problems)
    return taken


def _said(name: str) -> str:
    readable = "".join(letter for letter in name if letter.isprintable())
    shown = readable if len(readable) <= LONGEST_NAME else f"{readable[:LONGEST_NAME]}…"
    return f"“{shown}”"
