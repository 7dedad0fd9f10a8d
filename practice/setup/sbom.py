"""``make sbom``: every package that runs, with version and licence, as CycloneDX 1.6.

Standard library only. It says what is installed here of what the lock file names; what the
lock file names for other machines is left out. With each are the hashes by which it was let
in: of every file that it may have come in, whichever machine took which.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKED = re.compile(
    r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)(.*(?:\n +--hash=\S+.*)*)", re.MULTILINE
)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
TROVE = "License :: "
LONGEST = 80  # of a licence's name; longer is its text


def sbom(lock: str) -> dict[str, Any]:
    """What ``lock``, the text of a lock file, names and is installed."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "third-chair",
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": [
            component(name, version, HASH.findall(hashes), found)
            for name, version, hashes in LOCKED.findall(lock)
            if (found := _installed(name, version))
        ],
    }


def component(
    name: str, version: str, hashes: list[str], found: Distribution
) -> dict[str, Any]:
    purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "licenses": licences(found),
        "externalReferences": [
            {
                "type": "distribution",
                "url": purl,
                "comment": "It came in one of the files with these hashes.",
                "hashes": [{"alg": "SHA-256", "content": each} for each in hashes],
            }
        ],
    }


def licences(found: Distribution) -> list[dict[str, Any]]:
    """As the package says of itself: by an expression, by its classifiers, in words, or by
    the first line of the licence that it brings.
    """
    about = found.metadata
    for expression in about.get_all("License-Expression", []):
        return [{"expression": expression}]
    kinds = [
        each.rpartition(" :: ")[2]
        for each in about.get_all("Classifier", [])
        if each.startswith(TROVE) and not each.endswith("OSI Approved")
    ]
    said = "".join(about.get_all("License", [])).strip().partition("\n")[0]
    if not (kinds or said):
        said = _brought(found).strip().partition("\n")[0]
    if not kinds and said and len(said) <= LONGEST:
        kinds = [said]
    return [{"license": {"name": each}} for each in kinds]


def _brought(found: Distribution) -> str:
    """The text of its licence."""
    for name in found.metadata.get_all("License-File", []):
        for place in (name, f"licenses/{name}"):
            if text := found.read_text(place):
                return text
    return ""


def _installed(name: str, version: str) -> Distribution | None:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    return found if found.version == version else None


if __name__ == "__main__":
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    json.dump(sbom(lock), sys.stdout, indent=2)
    sys.stdout.write("\n")
