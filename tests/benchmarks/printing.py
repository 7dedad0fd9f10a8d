"""The print room: many signed papers joined from what is stored, against drawing them."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from django.db import connection
from django.utils import timezone

from clients.models import Client
from collateral.models import PrintBatch
from collateral.printing.make import TOGETHER, make
from practice.models import Progress, Role, User
from practice.paper import key
from practice.paper.joined import Joiner
from releases.models import Paper, Release
from releases.printing.certificate import certificate_of
from releases.printing.drawn import render
from releases.printing.paper import original
from tests.benchmarks.pool import processes
from tests.benchmarks.scratch import scratch_database, turn_to
from tests.benchmarks.table import Row
from tests.cast import client_of, contact_of
from tests.clock import DAY
from tests.signed import sign

MANY, FEW = 500, 10
CLIENTS = 50
TIMES = 9
JOINED = f"{MANY} signed papers, joined from what is stored, against drawing them"
MEMORY = f"Memory at most: a batch of {MANY} signed papers, against one of {FEW}"


def run() -> list[Row]:
    """Each batch is made in a process of its own, whose memory is nobody else's."""
    with scratch_database("printing") as database:
        rosa, releases = _signed()
        drawing = _drawing(releases[0])
        few, many = (
            _made(database, _batch(rosa, releases[:size])) for size in (FEW, MANY)
        )
    joining = many["joining"] / MANY
    rows = [
        Row(
            JOINED,
            joining / drawing,
            "≤ 0.02",
            f"{joining * 1000:.1f} ms against {drawing * 1000:.0f} ms a paper; "
            f"{many['whole'] / MANY * 1000:.1f} ms with proof, list and history",
        )
    ]
    memory = few["peak"] and many["peak"] / few["peak"]
    note = f"{many['peak'] / 1024:.0f} MB against {few['peak'] / 1024:.0f} MB"
    told = note if memory else "this system does not say how much a process has held"
    return [*rows, Row(MEMORY, memory or None, "≤ 1.5", told)]


def _signed() -> tuple[User, list[Release]]:
    """Releases of fifty clients, each with a sealed paper: the bytes of the first."""
    with connection.cursor() as cursor:
        cursor.execute("SET third_chair.past = 'laid'")  # as they were signed yesterday
    names = {"name": "Dr. Ada Okafor", "password": "!"}
    ada = User.objects.create(username="okafor", role=Role.CLINICIAN, **names)
    names = {"name": "Rosa Delgado", "password": "!"}
    rosa = User.objects.create(username="delgado", role=Role.FRONT_DESK, **names)
    people: list[Client] = [client_of(ada, f"Client {n}") for n in range(CLIENTS)]
    ends = timezone.now() + 9 * DAY
    releases = [
        sign(contact_of(people[n % CLIENTS], f"Friend {n}"), ends=ends)
        for n in range(MANY)
    ]
    first = original(releases[0].document)
    Paper.objects.bulk_create(
        Paper(
            document=each.document,
            pdf=bytes(first.pdf),
            sha256=first.sha256,
            sealed_by=first.sealed_by,
        )
        for each in releases[1:]
    )
    return rosa, releases


def _drawing(release: Release) -> float:
    """Seconds of the processor's for one such paper and its certificate, not sealed."""
    document, taken = release.document, []
    for _ in range(TIMES):
        began = time.process_time()
        certificate = certificate_of(document, key.own().fingerprint)
        render(document.content, certificate=certificate)
        taken.append(time.process_time() - began)
    return statistics.median(taken[1:])  # the first loads what the process keeps


def _batch(rosa: User, releases: list[Release]) -> int:
    progress = Progress.objects.create(
        kind="print_batch", made_by=rosa, total=len(releases)
    )
    papers = [[None, f"signed-{each.pk}"] for each in releases]
    PrintBatch.objects.create(
        progress=progress, needs="ending", day=timezone.localdate(), papers=papers
    )
    return progress.pk


def _made(database: str, batch: int) -> dict[str, float]:
    with processes(1) as pool:
        return pool.submit(make_one, database, batch).result()


def make_one(database: str, batch: int) -> dict[str, float]:
    """Make it, and say how long the processor took, for the joining alone and for all;
    and how much memory was held at most, in kB.
    """
    turn_to(database)
    began = time.process_time()
    make(batch)
    whole, peak = time.process_time() - began, _peak()
    assert PrintBatch.objects.get(pk=batch).pages
    began = time.process_time()
    _joined(batch)
    return {"joining": time.process_time() - began, "whole": whole, "peak": peak}


def _joined(batch: int) -> None:
    joiner, pdf = Joiner(), b""
    papers = PrintBatch.objects.get(pk=batch).papers
    keys = [int(paper.split("-")[1]) for _, paper in papers]
    releases = Release.objects.select_related("document__paper")
    for first in range(0, len(keys), TOGETHER):
        for pk, found in releases.in_bulk(keys[first : first + TOGETHER]).items():
            pdf = bytes(original(found.document).pdf)
            joiner.add(f"signed-{pk}", pdf)
    file, _ = joiner.finish([pdf], "Papers", "en-US")
    file.close()


def _peak() -> float:
    """The most that this process has held, as Linux has it; 0 elsewhere."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return float(next((x.split()[1] for x in lines if x.startswith("VmHWM")), 0))
