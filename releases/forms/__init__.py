"""Preparing a release, and signing it on the screen."""

from __future__ import annotations

from releases.forms.draft import DraftForm
from releases.forms.signature import SignatureForm

__all__ = ["DraftForm", "SignatureForm"]
