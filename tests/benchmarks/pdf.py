"""One release as PDF: set lean from shared parts, or written as one naturally would."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from django.template import engines
from django.template.base import Template
from django.urls import reverse
from weasyprint import HTML

from practice.models import Role, User
from practice.paper import key, seal
from practice.paper.intact import trouble
from practice.setup.staticfiles import packaged
from releases.printing import paper
from releases.terms import content
from tests.benchmarks.pool import processes
from tests.benchmarks.scratch import scratch_database, signed_in
from tests.benchmarks.table import Row
from tests.forms import signed

PDF = "application/pdf"
TIMES = 15
MANY = 100
FACES = [
    ("Naive Serif", 600, "normal", "font_source_serif_pro", "SourceSerifPro-Semibold"),
    ("Naive Serif", 400, "italic", "font_source_serif_pro", "SourceSerifPro-It"),
    ("Naive Sans", 400, "normal", "font_source_sans_pro", "SourceSansPro-Regular"),
    ("Naive Sans", 600, "normal", "font_source_sans_pro", "SourceSansPro-Semibold"),
]


def run() -> list[Row]:
    """Ratios within this one run, on whatever machine it is."""
    with scratch_database("pdf"):  # which says what stands at the head of papers
        return [_lean_against_naive(), _sealing(), _on_all_cores(), _blank()]


def _lean_against_naive() -> Row:
    """Both in turns, by the processor's clock: what else the machine does falls on both."""
    naive, words = _naive(), signed()
    lean_times, naive_times = [], []
    for _ in range(TIMES):
        naive_times.append(_seconds(lambda: naive(words), time.process_time))
        lean_times.append(_seconds(lambda: _lean(words), time.process_time))
    # The first of each also loads what the process keeps.
    lean, other = statistics.median(lean_times[1:]), statistics.median(naive_times[1:])
    return Row(
        "One release as PDF, lean against written naively",
        lean / other,
        "≤ 0.6",
        f"{lean * 1000:.0f} ms against {other * 1000:.0f} ms",
    )


def _sealing() -> Row:
    """What a seal adds to the paper that it is put on; and how soon it is looked at."""
    words = signed()
    drawn = paper.render(words, status="Signed")
    sealed, known = seal.seal(drawn), key.certificates()
    sealing, rendering, looking = [], [], []
    for _ in range(TIMES):
        rendering.append(_seconds(lambda: _lean(words), time.process_time))
        sealing.append(_seconds(lambda: seal.seal(drawn), time.process_time))
        looking.append(_seconds(lambda: trouble(sealed, known), time.process_time))
    added, whole = statistics.median(sealing), statistics.median(rendering)
    return Row(
        "Sealing one release, against rendering it",
        added / whole,
        "≤ 0.25",
        f"{added * 1000:.0f} ms against {whole * 1000:.0f} ms; looked at in "
        f"{statistics.median(looking) * 1000:.1f} ms",
    )


def _on_all_cores() -> Row:
    words, cores = signed(), os.cpu_count() or 1
    few = MANY // 5
    _lean(words)
    alone = few / _seconds(lambda: [_lean(words) for _ in range(few)])
    with processes(cores) as pool:
        list(pool.map(_lean, [words] * 2 * cores))  # and each is warm
        together = MANY / _seconds(lambda: list(pool.map(_lean, [words] * MANY)))
    return Row(
        f"{MANY} releases on {cores} cores, against one",
        together / alone,
        "",
        f"{together:.1f} a second against {alone:.1f}",
    )


def _blank() -> Row:
    """Asking for the form that names nobody, once it was printed, against rendering it."""
    asked, anew = [], []
    names = {"username": "delgado", "name": "Rosa Delgado", "password": "!"}
    browser = signed_in(User.objects.create(**names, role=Role.FRONT_DESK))
    assert browser.get(reverse("release_blank"))["Content-Type"] == PDF
    for _ in range(TIMES):
        asked.append(_seconds(lambda: browser.get(reverse("release_blank"))))
        anew.append(_seconds(_blank_anew))
    request, rendering = statistics.median(asked), statistics.median(anew)
    return Row(
        "The blank form, asked for through the web, against rendering it",
        request / rendering,
        "≤ 0.1",
        f"{request * 1000:.0f} ms against {rendering * 1000:.0f} ms",
    )


def _blank_anew() -> int:
    return len(paper.render(content.blank(), status="Blank form", blank=True))


def _lean(words: content.Content) -> int:
    return len(paper.render(words, status="Signed"))


def _naive() -> Callable[[content.Content], int]:
    """The same words in flex boxes and columns, with nothing kept between papers."""
    source = (Path(__file__).parent / "naive.html").read_text()
    template: Template = engines["django"].from_string(source)
    fonts = [
        (family, weight, style, packaged(package, f"files/{file}.ttf").as_uri())
        for family, weight, style, package, file in FACES
    ]

    def render(words: content.Content) -> int:
        context = {
            "content": words,
            "version": content.sha256_of(words),
            "fonts": fonts,
            "born": "May 2, 1990",
            "starts": "Sun, Nov 22, 2026",
            "ends": "Sun, Mar 14, 2027",
            "strokes": ["40,90 52,60 300,101"],
        }
        return len(
            HTML(string=template.render(context)).write_pdf(pdf_variant="pdf/ua-1")
        )

    return render


def _seconds(
    work: Callable[[], object], clock: Callable[[], float] = time.perf_counter
) -> float:
    began = clock()
    work()
    return clock() - began
