"""Every stored paper is looked at: its hash, and its seal."""

from __future__ import annotations

import io
import random
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from clients.models import Contact
from practice.models import User
from practice.paper import key
from releases.models import Paper, Release
from releases.printing.drawn import render
from releases.printing.paper import original
from releases.proof.seals import verify_seals
from tests.cast import blank_paper
from tests.refusals import refused_by, run, words_of
from tests.releases.history.chains import triggers_off
from tests.releases.proof.falsify import signed_on_screen
from tests.releases.proof.sealed import put_in_place, tamper
from tests.signed import sign


@pytest.fixture
def bens(ben: Contact, ada: User) -> Release:
    """Ben's release, with its sealed paper."""
    return signed_on_screen(ben, ada)


def said() -> list[str]:
    return [str(each) for each in verify_seals().misfits]


def test_what_the_acts_leave_fits(bens: Release, maria: Contact, ada: User) -> None:
    signed_on_screen(maria, ada)
    found = verify_seals()
    assert (found.papers, found.unsealed, found.misfits) == (2, 0, ())
    assert str(found).startswith("Every seal fits: 2 PDFs, checked in ")


def test_the_command_says_how_many_and_exits_well(bens: Release) -> None:
    told = StringIO()
    call_command("verify_releases", stdout=told)
    first, second = told.getvalue().splitlines()
    assert first.startswith("Every release fits: 1 release and 1 PDF, ")
    assert second.startswith("Every seal fits: 1 PDF, ")


@pytest.mark.parametrize("command", ["verify_releases", "verify"])
def test_a_command_names_what_does_not_fit_by_number(
    bens: Release, command: str
) -> None:
    tamper(bens)
    with pytest.raises(CommandError) as refused:
        call_command(command, stdout=StringIO())
    assert f"Release {bens.pk} does not fit: its PDF does not fit its hash" in str(
        refused.value
    )
    assert "Hart" not in str(refused.value)
    assert refused.value.returncode == 1


def test_whoever_makes_the_hash_anew_cannot_make_the_seal(bens: Release) -> None:
    tamper(bens, hashed=True)
    (found,) = said()
    assert found.startswith(f"Release {bens.pk} does not fit: of its PDF, it")


@pytest.mark.parametrize("part", range(3))
def test_a_hundred_changes_of_one_byte_are_caught_by_hash_alone(
    bens: Release, part: int
) -> None:
    kept, chance = original(bens.document), random.Random(part)  # noqa: S311
    for _ in range(100):
        changed = bytearray(kept.pdf)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        paper = Paper(document=bens.document, pdf=bytes(changed), sha256=kept.sha256)
        assert not paper.fits_its_hash
    assert kept.fits_its_hash


def test_an_update_after_the_seal_is_caught(bens: Release) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(original(bens.document).pdf))
    writer.root["/PageMode"] = NameObject("/UseNone")
    writer.update_root()
    updated = io.BytesIO()
    writer.write(updated)
    put_in_place(bens, updated.getvalue())
    how = "of its PDF, its seal does not cover all of it"
    assert said() == [f"Release {bens.pk} does not fit: {how}."]


def test_a_seal_taken_off_is_caught(bens: Release) -> None:
    put_in_place(bens, render(bens.document.content))
    how = "of its PDF, it is not sealed"
    assert said() == [f"Release {bens.pk} does not fit: {how}."]


def test_a_paper_that_is_said_to_be_of_old_is_caught_by_its_day(
    bens: Release, maria: Contact, ada: User
) -> None:
    marias = signed_on_screen(maria, ada)
    with triggers_off():
        run(
            "UPDATE releases_paper SET sealed_by = '' WHERE document_id = %s",
            marias.document_id,
        )
    how = "its PDF is not sealed, and others were before it"
    assert said() == [f"Release {marias.pk} does not fit: {how}."]


def test_what_was_signed_before_papers_were_sealed_stays_and_is_said(
    ben: Contact, maria: Contact, ada: User
) -> None:
    blank_paper(sign(ben).document)
    signed_on_screen(maria, ada)
    found = verify_seals()
    assert (found.papers, found.unsealed, found.misfits) == (2, 1, ())
    old = "1 of them is not sealed (signed before the practice sealed its papers)."
    assert str(found).endswith(old)


def test_after_the_key_was_replaced_old_seals_fit(
    bens: Release, maria: Contact, ada: User
) -> None:
    before = key.own().fingerprint
    after = key.replace().fingerprint
    signed_on_screen(maria, ada)
    assert set(Paper.objects.values_list("sealed_by", flat=True)) == {before, after}
    assert said() == []


@pytest.mark.parametrize("sealed_by", ["f" * 63, "g" * 64])
def test_a_paper_is_sealed_by_a_certificate(bens: Release, sealed_by: str) -> None:
    paper = Paper.objects.get()
    paper.sealed_by = sealed_by
    name = "paper_is_sealed_by_a_certificate"
    assert words_of(name, paper) == "A paper is sealed by one of our certificates."
    with triggers_off():
        run("DELETE FROM releases_paper")
    with refused_by(name):
        paper.save(force_insert=True)
    paper.sealed_by = ""
    assert words_of(name, paper) == ""
