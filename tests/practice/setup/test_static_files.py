from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from practice.setup import staticfiles
from practice.setup.staticfiles import PACKAGED, PackageFinder, integrity_of
from tests.environment import ROOT

CSS = ROOT / "static" / "css"
APPS = ("practice", "clients", "releases", "collateral")
PAGES = ["templates/**/*.html", "static/js/*.js", *(f"{app}/**/*.py" for app in APPS)]
DAY, LONGEST = 288, 144  # rows of five minutes
REM, ROW, LINE, AROUND = 16, 0.48, 0.9 * 1.25, 13  # as schedule.css draws a session
TIGHT = range(5, 8)  # two lines, if they are small and close


def lines_in(rows: int) -> int:
    """How many lines of text a session of so many rows has room for, up to nine."""
    if rows in TIGHT:
        return 2
    return max(1, min(9, int((rows * ROW * REM - AROUND) // (LINE * REM))))


def _drawn(rows: int) -> str:
    if rows in TIGHT:
        return ";padding-block:0;font-size:.8rem;line-height:1.2"
    return ";white-space:nowrap;text-overflow:ellipsis" if rows < TIGHT.start else ""


def week_css() -> str:
    """static/css/week.css, as it should be."""
    rules = [f".from-{n}{{grid-row-start:{n}}}" for n in range(1, DAY + 1)]
    rules += [
        f".for-{n}{{grid-row-end:span {n};--lines:{lines_in(n)}{_drawn(n)}}}"
        for n in range(1, LONGEST + 1)
    ]
    hours = (" ".join(rules[n : n + 12]) for n in range(0, len(rules), 12))
    return "\n".join(
        [
            "/* Where a session stands in the schedule, in rows of five minutes (an hour a line),",
            "   and how many lines of text its time has room for.",
            "   tests/practice/setup/test_static_files.py writes this down anew. */",
            "@media (min-width: 768px) {",
            *hours,
            "}\n",
        ]
    )


def test_the_week_has_a_place_for_every_five_minutes() -> None:
    assert (CSS / "week.css").read_text() == week_css()


def test_the_week_is_drawn_with_the_rows_that_are_counted_here() -> None:
    assert (
        f"--five: {ROW:g}rem".replace("0.", ".") in (CSS / "schedule.css").read_text()
    )


def test_colors_are_named_once() -> None:
    css = "".join((CSS / f"{name}.css").read_text() for name in ("app", "parts"))
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsl", css.replace("#fff;", "")) == []


def test_every_variable_that_is_used_is_set() -> None:
    css = "".join(
        (CSS / f"{name}.css").read_text()
        for name in ("tokens", "app", "parts", "schedule", "week")
    )
    used = set(re.findall(r"var\((--[\w-]+)", css))
    assert {name for name in used if f"{name}:" not in css} == set()


def test_every_class_that_has_a_style_is_on_a_page() -> None:
    css = "".join(
        (CSS / f"{name}.css").read_text()
        for name in ("tokens", "app", "parts", "schedule", "paper")
    )
    selectors = re.sub(r"\{[^{}]*\}|/\*.*?\*/", "", css, flags=re.DOTALL)
    styled = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))
    pages = "".join(page.read_text() for each in PAGES for page in ROOT.glob(each))
    nowhere = styled - set(re.findall(r"[\w-]+", pages))
    # How it stands, or how near it is.
    told = (
        "appt-",
        "asked-",
        "message-",
        "need-",
        "needs-",
        "said-",
        "shut-",
        "status-",
    )
    assert {name for name in nowhere if not name.startswith(told)} == {"htmx-request"}


@pytest.mark.parametrize("path", PACKAGED)
def test_what_packages_bring_is_found(path: str) -> None:
    assert Path(str(finders.find(path))).is_file()


def test_nothing_else_of_a_package_is() -> None:
    assert finders.find("bootstrap/bootstrap.css") is None
    assert finders.find("bootstrap/../bootstrap.min.css") is None


def test_bootstrap_is_the_file_that_bootstrap_publishes() -> None:
    assert PackageFinder().check() == []


def test_a_changed_bootstrap_fails_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "bootstrap.min.css"
    changed.write_text("body { display: none }")
    monkeypatch.setattr(staticfiles, "packaged", lambda *_: changed)
    found = PackageFinder().check()
    assert [error.id for error in found] == ["practice.E011"]
    assert integrity_of(changed).startswith("sha384-")


def test_a_missing_package_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staticfiles, "PACKAGED", {"x.css": ("no_such_package", "x")})
    (error,) = PackageFinder().check()
    assert error.id == "practice.E010"
    assert "no_such_package" in error.msg


def test_all_static_files_can_be_collected(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        },
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest = (tmp_path / "staticfiles.json").read_text()
    ours = ("css/app.css", "css/parts.css", "js/app.js")
    for path in (*PACKAGED, *ours, "django_htmx/htmx-2.min.js"):
        assert path in manifest
