"""Two people check one paper at once, or its draft changes meanwhile: one is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

import pytest
from django.db import transaction

from collateral import ending
from collateral.ending.by_hand import passes
from practice.models import User
from releases.models import Release, ReleaseDraft, Signature, SignedByHand
from releases.signing.by_hand import CheckedAlready, send_back
from releases.signing.sign import DraftChanged
from tests.cast import client_of, contact_of
from tests.collateral.rule.rivals import rivals
from tests.on_paper import entered
from tests.signed import draft_for

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unprinted"),
    pytest.mark.long,
]

Act = Callable[[SignedByHand, User], Any]


def passes_it(paper: SignedByHand, by: User) -> Any:
    return passes(paper, by)


def sends_it_back(paper: SignedByHand, by: User) -> Any:
    return send_back(paper, {"dates": "Another year."}, by)


@transaction.atomic
def changes_the_draft(paper: SignedByHand, by: User) -> Any:
    """As the page does that changes it: whoever signs it at this moment is waited for."""
    draft = ReleaseDraft.objects.select_for_update().get(pk=paper.draft_id)
    if Release.objects.filter(draft=draft).exists():
        return "signed already"
    draft.details = "Not about the move."
    draft.save()
    return "changed"


def signs_on_a_screen(paper: SignedByHand, by: User) -> Any:
    name = paper.signer
    typed = Signature(signer=name, capacity="client", mark="typed", typed_name=name)
    return ending.sign(paper.draft, typed, by)


@pytest.mark.parametrize(
    "other",
    [passes_it, sends_it_back, changes_the_draft, signs_on_a_screen],
)
def test_one_wins_and_the_other_is_told(
    ada: User, cleo: User, finn: User, other: Act
) -> None:
    met = 0
    with rivals() as (one, another):
        for stop in count(1):
            june = client_of(ada, f"June {'I' * stop}")
            paper = entered(draft_for(contact_of(june, "Omar"), ada), ada)
            mine = SignedByHand.objects.select_related("draft__contact")
            one.start(partial(passes_it, mine.get(pk=paper.pk), cleo), stop)
            if not one.reaches_its_stop():
                break
            another.start(partial(other, mine.get(pk=paper.pk), finn))
            another.goes_as_far_as_it_can()
            one.goes_on()
            met += _ends_well(paper, one.outcome(), another.outcome())
    assert met > 0


def _ends_well(paper: SignedByHand, checked: Any, other: Any) -> bool:
    """One release at most, and whoever was late is told; whether somebody was."""
    paper.refresh_from_db()
    releases = Release.objects.filter(draft=paper.draft_id)
    assert releases.count() <= 1
    told = [
        each
        for each in (checked, other)
        if isinstance(each, CheckedAlready | DraftChanged)
    ]
    unexpected = [
        each
        for each in (checked, other)
        if isinstance(each, Exception) and each not in told
    ]
    assert unexpected == []
    assert paper.passed or not isinstance(checked, tuple)
    if paper.passed:
        assert releases.get().document.signatures.get().by_hand == paper
    return bool(told)
