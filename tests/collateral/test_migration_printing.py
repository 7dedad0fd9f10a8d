"""What is kept for an hour goes with its tables; what was done towards it is still told."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from collateral.models import PrintBatch, PrintPiece
from practice.database.comparison import weaknesses
from practice.models import Progress, User
from tests.migrating import migrate

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def batch_of(progress: Progress) -> PrintBatch:
    batch = PrintBatch.objects.create(
        progress=progress, needs="tomorrow", day=timezone.localdate(), papers=[]
    )
    PrintPiece.objects.create(batch=batch, number=0, content=b"%PDF")
    return batch


def test_no_paper_outlives_its_table_and_the_next_are_kept(finn: User) -> None:
    progress = Progress.objects.create(kind="print_batch", made_by=finn)
    batch_of(progress)
    migrate(("collateral", "0010_told_nothing"))
    migrate()
    assert not PrintBatch.objects.exists()
    assert not PrintPiece.objects.exists()
    assert weaknesses(connection) == []
    assert batch_of(Progress.objects.get()).pieces.count() == 1
