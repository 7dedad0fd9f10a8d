"""What is typed where nobody would look for it: led to the box that it needs, once.

However broad the free text, what is sensitive is shared only where it is ticked and
initialed, and a therapist's own notes by no release like this one
(45 CFR 164.508(b)(3)(ii), 42 CFR 2.31(b)). What is innocent is saved as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils.html import format_html

from releases.models.draft import SensitiveTopic
from releases.models.scope import Kind
from releases.terms.telltales import told_by

# In the form: what was pointed out, and is let be.
LET_BE = "let_be"
# Where it may be typed. What stays private is where it belongs.
FREE_TEXT = ("details", "expires_event")
# What no release like this one can share.
APART = {
    Kind.PSYCHOTHERAPY_NOTES: "psychotherapy notes",
    Kind.SUD_COUNSELING_NOTES: "substance use counseling notes",
}
LEAVE = "Take the word out, move it to what stays private, or, if it tells nothing of the kind, save again."


def notice(form: BaseForm, cleaned: Mapping[str, Any], ticked: Iterable[str]) -> str:
    """Give ``form`` back once, with the box named beside each text that needs one, unless
    it is ``ticked``. What was pointed out, with which it is sent to be saved as it stands.
    """
    let_be, ticked = set(form.data.get(LET_BE, "").split()), set(ticked)
    noticed = []
    for field in FREE_TEXT:
        for topic, word in told_by(cleaned.get(field, "")).items():
            if topic in ticked:
                continue
            noticed.append(f"{field}:{topic}")
            if noticed[-1] not in let_be:
                form.add_error(field, _message(form, topic, word))
    return " ".join(noticed)


def _message(form: Any, topic: str, word: str) -> str:
    if topic in Kind.values:
        contact, notes = form.instance.contact_id, APART[Kind(topic)]
        return format_html(
            "“{}” stands here. No release like this one shares {}: they take "
            '<a href="{}">a release of their own</a>. {}',
            word,
            notes,
            reverse("draft_notes", args=[contact, topic]),
            LEAVE,
        )
    box = SensitiveTopic(topic).label
    return (
        f"“{word}” stands here. It is shared only if “{box}” is ticked under Sensitive "
        f"information, and initialed. Tick it there. Or: {LEAVE[0].lower()}{LEAVE[1:]}"
    )
