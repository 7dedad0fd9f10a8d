"""A batch made: each paper once, joined behind a list of them, kept in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from collateral.models.print_batch import PrintBatch, PrintPiece
from collateral.printing.cover import Line, cover, title_of
from collateral.printing.needed import SIGNED, Needed, needed_again
from collateral.printing.papers import paper_of, recorded, signed_among
from practice.jobs.progress import under_way
from practice.jobs.task import job
from practice.models import Progress, User
from practice.paper.joined import Joiner
from practice.paper.pdf import Unprintable
from releases.printing.form import LARGE
from releases.printing.paper import PaperChangedError
from releases.printing.response import CHANGED
from releases.proof import alarms

# So few, all of them kept, are joined before the page answers.
AT_ONCE = 10
# So many papers are held while they are joined.
TOGETHER = 25
PIECE = 1024 * 1024
GONE = "This is not there any more, or has been signed meanwhile."


@dataclass(frozen=True)
class Made:
    lines: list[Line]
    printed: list[Needed]
    joiner: Joiner


@job("print_batch")
def print_batch(progress: int) -> None:
    """Again, it makes all of it anew: nothing is kept of a try that did not end."""
    make(progress)


@job("forget_prints")
def forget_prints() -> None:
    """What was kept for its hour is deleted."""
    PrintBatch.objects.past().forget()


def have_made(batch: PrintBatch) -> None:
    """Once it is kept: by the job; but a few stored papers before the answer, and by the
    job only where that was cut off.
    """
    kinds = {each.partition("-")[0] for _, each in batch.papers}
    forget_prints.configure(schedule_in={"minutes": 61}).defer()
    if kinds == {SIGNED} and len(batch.papers) <= AT_ONCE:
        print_batch.configure(schedule_in={"minutes": 2}).defer(progress=batch.pk)
        transaction.on_commit(partial(make, batch.pk), robust=True)
    else:
        print_batch.defer(progress=batch.pk)


def make(pk: int) -> None:
    """Make what is not made yet; nothing where it was cancelled or is there no more."""
    with under_way(pk) as progress:
        batch = PrintBatch.objects.filter(pk=pk).select_related("progress__made_by")
        if progress is None or not (found := batch.first()):
            return
        made = _made(found, progress)
        file, pages = made.joiner.finish(
            cover(found, made.lines), title_of(found), "en-US"
        )
        with file, transaction.atomic():
            _keep(found, file, pages)
            for each in sorted(made.printed, key=lambda one: one.contact.client_id):
                recorded(each, progress.made_by)


def _made(batch: PrintBatch, progress: Progress) -> Made:
    made, points = Made([], [], Joiner()), LARGE if batch.large else 0
    for needed, signed in _with_signed(needed_again(batch), progress.made_by):
        pages, trouble = 0, GONE
        try:
            pdf = paper_of(needed, progress.made_by, points, signed)
        except Unprintable as error:
            trouble = str(error)
        except PaperChangedError as error:
            alarms.raised(error)
            trouble = CHANGED
        except ObjectDoesNotExist:
            pass
        else:
            pages, trouble = made.joiner.add(needed.title, pdf), ""
            made.printed.append(needed)
        made.lines.append(Line(needed, pages, trouble))
        progress.step()
    return made


def _with_signed(
    papers: list[Needed], user: User
) -> Iterator[tuple[Needed, dict[int, Any]]]:
    """Each with what is signed of those about it, which is asked for together."""
    for first in range(0, len(papers), TOGETHER):
        some = papers[first : first + TOGETHER]
        signed = signed_among(some, user)
        for needed in some:
            yield needed, signed


def _keep(batch: PrintBatch, file: IO[bytes], pages: int) -> None:
    """In place of what an earlier try kept."""
    PrintPiece.objects.filter(batch=batch).delete()
    for number, content in enumerate(iter(partial(file.read, PIECE), b"")):
        PrintPiece.objects.create(batch=batch, number=number, content=content)
    batch.pages = pages
    batch.save(update_fields=["pages"])
