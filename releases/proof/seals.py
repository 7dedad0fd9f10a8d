"""Whether every stored paper is what was sealed, byte for byte, and by the practice."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Min
from django.utils.translation import gettext, ngettext

from practice.database.timeouts import UNLIMITED
from practice.numbers import say_figures
from practice.paper.intact import trouble
from practice.paper.key import certificates
from releases.history.verification import spent
from releases.models import Paper
from releases.proof.verification import Misfit

# So many PDFs are in memory at once.
AT_ONCE = 50


@dataclass(frozen=True)
class Sealed:
    """What was found. ``unsealed`` were signed before the practice sealed its papers."""

    papers: int
    unsealed: int
    misfits: tuple[Misfit, ...]
    seconds: float

    def __str__(self) -> str:
        if self.misfits:
            return "\n".join(map(str, self.misfits))
        papers = ngettext("{count} PDF", "{count} PDFs", self.papers)
        said = gettext(
            "Every seal fits: {papers}, checked in {spent}, {pace} a second."
        ).format(
            papers=papers.format(count=say_figures(self.papers)),
            spent=spent(self.seconds),
            pace=say_figures(int(self.papers / max(self.seconds, 0.001))),
        )
        if not self.unsealed:
            return said
        old = ngettext(
            "{count} of them is not sealed (signed before the practice sealed its papers).",
            "{count} of them are not sealed (signed before the practice sealed its papers).",
            self.unsealed,
        )
        return f"{said} {old.format(count=say_figures(self.unsealed))}"


def verify_seals() -> Sealed:
    """Look at the seal of every stored paper; ``verify_releases`` asks their hashes."""
    began = time.perf_counter()
    known, found = certificates(), list[Misfit]()
    papers = unsealed = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UNLIMITED)
        sealed = Paper.objects.exclude(sealed_by="")
        since = sealed.aggregate(first=Min("rendered_at"))["first"]
        every = Paper.objects.select_related("document__release").order_by("pk")
        for paper in every.iterator(chunk_size=AT_ONCE):
            papers += 1
            unsealed += not paper.sealed_by
            if how := list(_misfits(paper, known, since)):
                release: Any = paper.document.release
                found.append(Misfit(release.pk, "; ".join(how)))
    return Sealed(papers, unsealed, tuple(found), time.perf_counter() - began)


def _misfits(
    paper: Paper, known: dict[str, Any], since: datetime | None
) -> Iterator[str]:
    """How the seal of ``paper`` is wrong; ``since`` then all of them were sealed."""
    if not paper.sealed_by:
        if since and paper.rendered_at > since:
            yield gettext("its PDF is not sealed, and others were before it")
    elif wrong := trouble(bytes(paper.pdf), known):
        yield gettext("of its PDF, {wrong}").format(wrong=wrong)
