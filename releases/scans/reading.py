"""Files that were sent, page by page: each a picture of ours, and found by its code."""

from __future__ import annotations

import hashlib
from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from practice.models import User
from practice.paper import codes
from practice.paper.scanning.limits import Trouble
from practice.paper.scanning.reader import Read, Reader
from releases.models import Printout, ScanBatch, ScannedFile, ScannedPage
from releases.scans.form import Sent

# Whose paper a page is of.
PEOPLE = (
    "printout__draft__client",
    "printout__draft__contact",
    "printout__client",
    "printout__contact",
)


@transaction.atomic
def receive(files: list[Sent], actor: User) -> ScanBatch:
    """Keep ``files`` until their pages are read."""
    batch = ScanBatch.objects.create(uploaded_by=actor)
    ScannedFile.objects.bulk_create(
        ScannedFile(
            batch=batch,
            position=position,
            kind=each.look.kind,
            pages=each.look.pages,
            content=each.content,
        )
        for position, each in enumerate(files, start=1)
    )
    return batch


def read_batch(batch_id: int) -> None:
    """Read what is not read yet of it, in transactions of its own, page by page. Begun
    twice, or again after it was cut off, it makes each page once.
    """
    files = ScannedFile.objects.filter(batch=batch_id)
    before = 0
    with Reader() as reader:
        for file in files.defer("content"):
            _read_file(file, before, reader)
            before += file.pages
    _finish(batch_id)


def found_by(texts: list[str]) -> tuple[Printout | None, int | None]:
    """The printout, and the page of it, that the codes on one picture name; none where
    they name none of ours, or more than one page.
    """
    said = {code for text in texts if (code := codes.read(text))}
    if len(said) != 1:
        return None, None
    code = said.pop()
    printout = Printout.objects.filter(number=code.number).first()
    if not printout or not code.is_of(printout.version) or code.page > printout.pages:
        return None, None
    return printout, code.page


def _read_file(file: ScannedFile, before: int, reader: Reader) -> None:
    """Pages that cannot be read are missing: the batch has fewer than its files say."""
    content = bytes(file.content)
    if not content:
        return
    done = set(file.scans.values_list("position", flat=True))
    try:
        for position, page in enumerate(reader.read(content, file.pages), before + 1):
            if position not in done:
                _keep(file, position, page)
    except Trouble:
        pass
    file.content = b""
    file.save(update_fields=["content"])


def _keep(file: ScannedFile, position: int, page: Read) -> None:
    printout, number = found_by(page.codes)
    made = ScannedPage(
        batch_id=file.batch_id,
        file=file,
        position=position,
        picture=page.jpeg,
        sha256=hashlib.sha256(page.jpeg).hexdigest(),
        width=page.width,
        height=page.height,
        printout=printout,
        page=number,
    )
    # Read by two at once, the one kept first is the page.
    ScannedPage.objects.bulk_create([made], ignore_conflicts=True)


@transaction.atomic
def _finish(batch_id: int) -> None:
    """Once: note in each history which pages came back."""
    waiting = ScanBatch.objects.select_for_update().filter(pk=batch_id, read_at=None)
    batch = waiting.select_related("uploaded_by").first()
    if batch is None:
        return
    batch.read_at = timezone.now()
    batch.save(update_fields=["read_at"])
    came: dict[Printout, list[int]] = defaultdict(list)
    pages = batch.pages.exclude(printout=None).defer("picture")
    for page in pages.select_related(*PEOPLE):
        if page.printout and page.page:
            came[page.printout].append(page.page)
    for printout, numbers in came.items():
        record_received(printout, numbers, batch.uploaded_by)


def record_received(printout: Printout, pages: list[int], actor: User) -> None:
    """Write to the history that these pages came back."""
    record(
        EventKind.SCAN_RECEIVED,
        printout.about,
        actor,
        contact=printout.names,
        **printout.told,
        printout=printout.pk,
        pages=sorted(pages),
    )
