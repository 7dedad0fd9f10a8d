"""Every package that runs here is listed, with a licence."""

from __future__ import annotations

from importlib.metadata import distribution

from practice.setup.sbom import LOCKED, licences, sbom
from tests.environment import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_each_package_of_the_lock_file_that_is_installed_is_listed() -> None:
    made = sbom(LOCK)
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    listed = {each["name"]: each["version"] for each in made["components"]}
    assert listed.items() <= dict(LOCKED.findall(LOCK)).items()
    assert listed["django"] == distribution("django").version
    assert len({each["bom-ref"] for each in made["components"]}) == len(listed)


def test_each_names_its_licence() -> None:
    nameless = [
        each["name"] for each in sbom(LOCK)["components"] if not each["licenses"]
    ]
    assert nameless == []


def test_a_licence_is_an_expression_where_the_package_has_one() -> None:
    assert licences(distribution("django")) == [{"expression": "BSD-3-Clause"}]


def test_another_version_or_none_is_not_listed() -> None:
    assert sbom("django==0.1 \\\nno-such-package==1.0 \\\n")["components"] == []
