"""The release that someone lacks: where to get it, and what that is called."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collateral.gate import Code, Line
from collateral.gate.prepared import Lack

_PREPARE = {
    Code.NO_RELEASE: _("Prepare a release for {name}"),
    Code.EXPIRED: _("Prepare a renewal for {name}"),
    Code.EXPIRES_BEFORE_SESSION: _("Prepare a renewal for {name}"),
}


_PREPARE_ANEW = _("Prepare a new release for {name}")


_PREPARED = {
    Lack.NOTHING: _("Get the release for {name} signed"),
    Lack.DATES: _("Change the dates of the release for {name}"),
    Lack.DISCLOSER: _("Change who may share in the release for {name}"),
    Lack.WAYS: _("Change how they join in the release for {name}"),
    Lack.REFUSED: _("See who refuses to sign the release for {name}"),
    Lack.UNCHECKED: _("Check the paper for {name}"),
    Lack.TOPICS: _("Change what may be shared in the release for {name}"),
}


_CURES = {
    Lack.NOTHING: "draft_signature",
    Lack.REFUSED: "draft",
    Lack.UNCHECKED: "draft_check",
}


def release_url(gap: Line) -> str:
    """Where to get the release that ``gap`` lacks: signed as prepared, where that cures."""
    if gap.draft is None:
        return reverse("draft_new", args=[gap.contact.pk])
    return reverse(_CURES.get(gap.draft_lacks, "draft_edit"), args=[gap.draft.pk])


def get_label(gap: Line) -> str:
    """What getting it is called."""
    prepare = _PREPARE.get(gap.code, _PREPARE_ANEW)
    label = _PREPARED[gap.draft_lacks] if gap.draft else prepare
    return label.format(name=gap.contact.name)
