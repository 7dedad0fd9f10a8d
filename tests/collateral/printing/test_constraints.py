"""What the database keeps of batches."""

from __future__ import annotations

import pytest
from django.utils import timezone

from collateral.models import PrintBatch, PrintPiece
from practice.models import Progress, User
from tests.refusals import refused_by, words_of


@pytest.fixture
def batch(finn: User) -> PrintBatch:
    progress = Progress.objects.create(kind="print_batch", made_by=finn)
    return PrintBatch(
        progress=progress, needs="tomorrow", day=timezone.localdate(), papers=[]
    )


def test_a_batch_says_what_it_is_for(batch: PrintBatch) -> None:
    batch.needs = "yesterday"
    says = "Say what the papers are for."
    assert words_of("print_batch_says_what_for", batch) == says
    with refused_by("print_batch_says_what_for"):
        batch.save(force_insert=True)
    batch.needs = "ending"
    batch.save(force_insert=True)


def test_each_piece_has_its_place(batch: PrintBatch) -> None:
    batch.save(force_insert=True)
    PrintPiece.objects.create(batch=batch, number=0, content=b"%PDF")
    with refused_by("print_piece_has_its_place"):
        PrintPiece.objects.create(batch=batch, number=0, content=b"%PDF")
    PrintPiece.objects.create(batch=batch, number=1, content=b"-1.7")
