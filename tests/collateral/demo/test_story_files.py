"""The stories as they stand in their files."""

from __future__ import annotations

from pathlib import Path

from clients.law.signers import Capacity
from clients.models import Modality
from collateral.demo.days import Day, Slot
from collateral.demo.story_files import caseloads
from collateral.gate import Code


def test_a_story_is_read_as_it_is_told(folder: Path, ada: str) -> None:
    (folder / "ada.toml").write_text(ada)
    (caseload,) = caseloads()
    (story,) = caseload.stories
    ben, cleo = story.people
    assert (caseload.clinician, caseload.room) == ("chen", "Playroom")
    assert story.birthday == Day(1)
    assert story.meets == Slot(weekday=1, hour=15)
    assert story.modality is Modality.PLAY
    assert story.signer is not None
    assert story.signer.capacity is Capacity.PARENT
    assert (ben.joins, cleo.joins) == (True, False)
    assert [each.signed.ago for each in story.signed_for(ben)] == [100, 90]
    assert story.signed_for(cleo) == []
    assert story.refusals[0].code is Code.NO_RELEASE


def test_caseloads_come_in_the_order_of_the_staff(folder: Path, ada: str) -> None:
    (folder / "a.toml").write_text(ada)
    (folder / "b.toml").write_text(ada.replace("chen", "okafor"))
    assert [each.clinician for each in caseloads()] == ["okafor", "chen"]
