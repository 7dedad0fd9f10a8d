"""Every package that runs here is listed, with a licence."""

from __future__ import annotations

import re
from importlib.metadata import distribution

from practice.setup.sbom import LOCKED, licences, sbom
from tests.environment import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_each_package_of_the_lock_file_that_is_installed_is_listed() -> None:
    made = sbom(LOCK)
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    listed = {each["name"]: each["version"] for each in made["components"]}
    locked = {name: version for name, version, _ in LOCKED.findall(LOCK)}
    assert listed.items() <= locked.items()
    assert listed["django"] == distribution("django").version
    assert len({each["bom-ref"] for each in made["components"]}) == len(listed)


def test_each_has_the_hashes_of_the_lock_file() -> None:
    locked: dict[str, set[str]] = {}
    for line in LOCK.splitlines():
        if "==" in line and not line.startswith((" ", "#")):
            of = locked.setdefault(re.split(r"[\[=]", line)[0], set())
        elif "--hash=sha256:" in line:
            of.add(line.partition("--hash=sha256:")[2].split()[0])
    for each in sbom(LOCK)["components"]:
        (came,) = each["externalReferences"]
        assert {one["alg"] for one in came["hashes"]} == {"SHA-256"}
        assert {one["content"] for one in came["hashes"]} == locked[each["name"]]


def test_each_names_its_licence() -> None:
    nameless = [
        each["name"] for each in sbom(LOCK)["components"] if not each["licenses"]
    ]
    assert nameless == []


def test_a_licence_is_an_expression_where_the_package_has_one() -> None:
    assert licences(distribution("django")) == [{"expression": "BSD-3-Clause"}]


def test_another_version_or_none_is_not_listed() -> None:
    assert sbom("django==0.1 \\\nno-such-package==1.0 \\\n")["components"] == []
