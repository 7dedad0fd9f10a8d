"""Sealing: what is sealed shows as before, and who knows nothing of us finds it whole."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.status import SignatureCoverageLevel

from practice.paper import key, seal
from practice.paper.intact import trouble
from tests.practice.paper.sealed import outside_the_tree, validated
from tests.releases.printing.papers import opened, pieces

Make = Callable[..., bytes]
BODY = "<h1>Release</h1><p>Words, Жуков</p><p style='break-before: page'>More"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path / "data"


def test_others_find_it_whole_and_closed_to_changes(make: Make) -> None:
    found = validated(seal.seal(make(BODY)))
    assert found.bottom_line, found.pretty_print_details()
    assert found.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert found.modification_level is ModificationLevel.NONE
    assert found.docmdp_ok
    assert found.md_algorithm == "sha256"
    assert found.timestamp_validity is None


def test_it_certifies_as_pades_and_says_neutral_words(
    make: Make, settings: Any
) -> None:
    sealed = opened(seal.seal(make(BODY)))
    signed = sealed.Root.Perms.DocMDP
    assert signed.SubFilter == "/ETSI.CAdES.detached"
    assert int(signed.Reference[0].TransformParams.P) == MDPPerm.NO_CHANGES.value
    assert str(signed.Name) == settings.PRACTICE_NAME
    assert str(signed.Reason) == "Kept unchanged"
    assert [str(each.T) for each in sealed.Root.AcroForm.Fields] == ["Seal"]


def test_its_own_bytes_come_first(make: Make) -> None:
    made = make(BODY)
    assert seal.seal(made).startswith(made)


def test_it_shows_what_it_showed(make: Make) -> None:
    made = make(BODY)
    sealed = seal.seal(made)
    assert pieces(sealed) == pieces(made)
    for before, after in zip(
        pypdfium2.PdfDocument(made), pypdfium2.PdfDocument(sealed), strict=True
    ):
        assert before.render().to_pil().tobytes() == after.render().to_pil().tobytes()


def test_it_stays_pdf_ua(make: Make) -> None:
    sealed = seal.seal(make(BODY))
    paper = opened(sealed)
    assert sealed.startswith(b"%PDF-1.7")
    assert "/Version" not in paper.Root
    assert paper.Root.MarkInfo.Marked
    assert paper.Root.StructTreeRoot.K[0].S == "/Document"
    assert str(paper.Root.Lang) == "en-US"
    assert paper.Root.ViewerPreferences.DisplayDocTitle
    metadata = paper.Root.Metadata.read_bytes()
    assert b'pdfuaid:part="1"' in metadata
    assert b"A paper" in metadata
    assert outside_the_tree(paper) == []


def test_the_seal_is_on_the_last_page_and_shown_nowhere(make: Make) -> None:
    paper = opened(seal.seal(make(BODY)))
    first, last = paper.pages
    assert "/Annots" not in first
    (field,) = last.Annots
    assert list(map(int, field.Rect)) == [0, 0, 0, 0]
    assert int(field.F) & 2
    assert str(field.TU) == "Seal: Willow Street Therapy"
    assert last.Tabs == "/S"


def test_a_field_that_shows_itself_would_be_told(make: Make) -> None:
    paper = opened(seal.seal(make(BODY)))
    field = paper.pages[1].Annots[0]
    field.F = 4
    del field.TU, paper.pages[1].Tabs
    assert [each[:6] for each in outside_the_tree(paper)] == [
        "7.18.3",
        "7.18.1",
        "7.18.1",
    ]


def test_a_replaced_key_leaves_the_old_seals_whole(make: Make) -> None:
    before = seal.seal(make(BODY))
    key.replace()
    after = seal.seal(make(BODY))
    assert [trouble(before), trouble(after)] == ["", ""]
    assert validated(before).signing_cert != validated(after).signing_cert
    assert validated(before).bottom_line


def test_nothing_that_seals_is_loaded_before_it_is_needed() -> None:
    code = (
        "import django, sys; django.setup(); import practice.wsgi;"
        "import practice.paper.seal, practice.paper.intact;"
        "sys.exit('pyhanko' in sys.modules)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "practice.settings", "DEMO": "1"}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
