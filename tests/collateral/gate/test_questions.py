"""What the gate asks is answered as if Django had worded it for these very values."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from clients.models import Client, Contact
from collateral.gate import questions
from practice.models import User
from practice.spans import as_array, span
from tests.signed import draft_for, sign

SOON = span(timezone.now(), timezone.now() + timedelta(days=7))


@pytest.mark.parametrize("name", ["granted", "signed", "prepared"])
def test_the_answer_is_the_same(
    ada: User, jordan: Client, ben: Contact, maria: Contact, name: str
) -> None:
    sign(ben)
    sign(maria)
    draft_for(maria, ada)
    both = [ben.pk, maria.pk]
    given = {
        "granted": (jordan.pk, both, ada.pk, SOON, as_array([SOON, SOON])),
        "signed": (jordan.pk, both, SOON),
        "prepared": (both,),
    }[name]
    question: Any = getattr(questions, name)
    asked, anew = question(*given), list(question.__wrapped__(*given))
    assert asked
    assert sorted(map(_all_of, asked)) == sorted(map(_all_of, anew))


def _all_of(row: Any) -> str:
    if not isinstance(row, Model):
        return repr(row)
    known = {name: value for name, value in vars(row).items() if name != "_state"}
    return repr(sorted(known.items()))
