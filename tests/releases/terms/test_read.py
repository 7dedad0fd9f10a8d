"""What was ever written can be read for ever."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from releases.models import PRACTICE, SEVERAL
from releases.terms import read
from releases.terms.content import VERSION, blank, sha256_of
from releases.terms.wording import shipped

SAMPLES = Path(__file__).parent / "samples"


def sample(version: int | str) -> dict[str, Any]:
    """A release that was signed in this version, as it was stored."""
    stored: dict[str, Any] = json.loads(
        (SAMPLES / f"version-{version}.json").read_text(encoding="utf-8")
    )
    return stored


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_sample_of_every_version_is_read(version: int) -> None:
    terms = read(sample(version))
    assert terms.client["name"] == "Jordan Alex Reyes"
    assert terms.contact["organisation"] == "Hope House"
    assert terms.discloser == "Dr. Ada Okafor, of Willow Street Therapy"
    assert terms.discloser_ids == (() if version == 1 else (7,))
    assert terms.told_by == (PRACTICE if version == 1 else 7)
    assert terms.effective_on == date(2026, 11, 22)
    assert terms.expires_on == date(2027, 3, 14)
    assert terms.authority_ends_on is None
    assert [each["signer"] for each in terms.signatures] == ["Jordan Alex Reyes"]
    assert terms.signed_at == datetime(2026, 11, 22, 20, 4, tzinfo=UTC)
    assert terms.statements[0]["code"] == "revocation"
    assert terms.lead.startswith("With this release you decide what ")
    assert terms.agreement.startswith("I have read this release, or ")
    assert (terms.voice, terms.part2) == ("client", True if version > 2 else None)


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_each_purpose_is_read(version: int) -> None:
    terms = read(sample(version))
    codes = ["relationship"] if version < 3 else ["relationship", "support"]
    assert [each["code"] for each in terms.purposes] == codes
    assert terms.why.startswith("Communication: practice skills and be heard")
    assert terms.why.endswith("with support" if version < 3 else "healthy habits")


def test_what_the_law_asked_is_read_and_nothing_where_nobody_asked_it() -> None:
    content = sample("4-by-law")
    assert sha256_of(content) == BY_LAW
    terms = read(content)
    assert (terms.form["min_font_pt"], terms.form["separate_page"]) == (14, True)
    assert terms.contact["affiliation"] == "Hope House"
    assert [each["code"] for each in terms.notices] == ["law_notice"]
    assert [each["code"] for each in terms.rights][-2:] == ["role", "law_use_limits"]
    for version in range(1, VERSION + 1):
        before = read(sample(version))
        assert (before.form, before.notices) == ({}, [])
        assert before.rights == list(before.statements)


BY_LAW = "e7c1da3ec7d685ce4091f90b23f136db73c3a167b033d064b332e1f70630c83f"
HASHES = {
    1: "9946232996f75a963fa884cf3f4fd1def1305d00bdf93496d557fe80a7fcac2f",
    2: "78ddbe504f8e6246a4e9cb9c26ff71feef983586f92bb88b43d3958c7898aded",
    3: "f0fcfc0782173365e28b4782666d4a25f3956964db8a53d48feb2e2e8458140f",
    4: "2b51c5272f1a6fd092734b7aec7acbfb27b3b43cc49c7ccf13ca808ed030feb0",
}


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_no_sample_is_ever_changed(version: int) -> None:
    assert sha256_of(sample(version)) == HASHES[version]


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_what_is_permitted_is_ticked_and_initialed_where_asked(version: int) -> None:
    content = sample(version)
    assert read(content).permits == ["attendance", "gender"]
    for topic in content["sensitive"]:
        topic["initials"] = " "
    assert read(content).permits == ["attendance"]


EVERY_WAY = ["joint", "collateral", "in_person", "phone", "video"]


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_what_was_not_asked_went_without_saying(version: int) -> None:
    terms = read(sample(version))
    said = version > 3
    assert terms.ways == (["joint", "in_person", "video"] if said else EVERY_WAY)
    assert terms.grants == [*terms.ways, *terms.permits]
    assert terms.direction == ("exchange" if said else "disclose")
    assert terms.most_sessions == (3 if said else None)
    codes = [each["code"] for each in terms.off_limit_topics]
    assert codes == (["diagnosis"] if said else [])
    assert (terms.kind, terms.language, terms.wording, terms.law) == (
        ("general", "en", None, ())
    )


def test_what_a_contact_is_only_to_tell_us_grants_nothing() -> None:
    terms = read({**sample(4), "direction": "obtain"})
    assert (terms.admits, terms.grants) == (False, [])


def test_several_may_tell() -> None:
    cleo = {"clinician": 9, "label": "Cleo Marsh, of Willow Street Therapy"}
    content = sample(4)
    terms = read({**content, "disclosers": [*content["disclosers"], cleo]})
    assert (terms.tellers, terms.told_by) == ((7, 9), SEVERAL)
    assert terms.discloser.endswith("; Cleo Marsh, of Willow Street Therapy")
    practice = {"clinician": None, "label": "Willow Street Therapy"}
    terms = read({**content, "disclosers": [practice]})
    assert (terms.tellers, terms.told_by) == ((PRACTICE,), PRACTICE)


def test_a_missing_key_is_read_as_what_went_without_saying() -> None:
    content = sample(4)
    for name in ("kind", "language", "wording", "law", "off_limit_topics"):
        del content[name]
    terms = read(content)
    assert (terms.kind, terms.language, terms.law) == ("general", "en", ())


def test_a_blank_form_says_nothing_of_anyone() -> None:
    terms = read(blank(shipped("en")))
    assert (terms.signatures, terms.signed_at, terms.effective_on) == ((), None, None)
    assert terms.permits == []


@pytest.mark.parametrize("version", [None, 0, VERSION + 1, "2"])
def test_a_version_that_nobody_wrote_is_refused(version: object) -> None:
    with pytest.raises(ValueError, match="No release was ever written"):
        read({**sample(VERSION), "version": version})
