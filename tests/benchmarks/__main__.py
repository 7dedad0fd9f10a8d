"""``make bench``: ratios within one run, on the embedded server, as a table.

Arguments choose among the tables. The practice at scale is kept for the next time under
DATA_DIR, ``.data/benchmarks`` unless it is set.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import django
from rich.console import Console
from rich.table import Table

from tests.benchmarks.table import Row

ROOT = Path(__file__).resolve().parent.parent.parent
TITLES = {
    "seat": "The rule, in the database",
    "gate": "The gate, asked once",
    "scale": "The practice at scale, through the whole web stack",
    "finder": "A free time, in the database",
    "booking": "Booking, through the whole web stack",
    "pdf": "A release on paper",
    "printing": "Many papers at once",
    "scans": "Signed papers that come back",
    "history": "The consent history",
    "looking": "A look, recorded",
    "processes": "One web process, and two",
}


def main(chosen: list[str]) -> None:
    """Measure, and print each table as soon as it is there."""
    os.environ.setdefault("DATA_DIR", str(ROOT / ".data" / "benchmarks"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "practice.settings"
    import_module("tests.environment").pytest_configure()
    django.setup()
    console = Console()
    for name in chosen or TITLES:
        with console.status(f"Measuring: {TITLES[name]}"):
            rows = import_module(f"tests.benchmarks.{name}").run()
        console.print(_table(TITLES[name], rows))


def _table(title: str, rows: list[Row]) -> Table:
    table = Table(
        "Measured", "Ratio", "Aim", "", "Note", title=title, title_justify="left"
    )
    for row in rows:
        ratio = "–" if row.ratio is None else f"{row.ratio:.2f}"
        table.add_row(row.name, ratio, row.aim, row.verdict, row.note)
    return table


if __name__ == "__main__":
    main(sys.argv[1:])
