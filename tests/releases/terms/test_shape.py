"""Nothing is kept as signed that does not say all that a release must say."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from clients.models import Contact
from tests.bare import said_for
from tests.refusals import refused_by, run, words_of
from tests.signed import document_of

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.json"))


@pytest.fixture
def said(ben: Contact) -> dict[str, Any]:
    return said_for(ben)


def without(said: dict[str, Any], *path: Any) -> dict[str, Any]:
    """``said`` but for what is found by ``path``."""
    less = deepcopy(said)
    place = less
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return less


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_version_ever_written_is_whole(ben: Contact, sample: Path) -> None:
    document = document_of(ben.client, json.loads(sample.read_text()))
    assert words_of("document_is_whole", document) == ""
    document.save()


@pytest.mark.parametrize("content", [{}, [], "signed", {"version": 2}])
def test_a_release_of_nothing_is_refused(ben: Contact, content: Any) -> None:
    document = document_of(ben.client, content)
    message = "This is not all that a release must say."
    assert words_of("document_is_whole", document) == message
    with refused_by("document_is_whole"):
        document.save()
    with refused_by("document_is_whole"):
        run(
            "INSERT INTO releases_document (client_id, kind, content, content_sha256) "
            "VALUES (%s, 'release', %s, repeat('0', 64))",
            ben.client_id,
            json.dumps(content),
        )


@pytest.mark.parametrize(
    "path",
    [
        ("version",),
        ("practice",),
        ("client", "name"),
        ("client", "date_of_birth"),
        ("contact",),
        ("disclosers",),
        ("disclosers", 0, "label"),
        ("direction",),
        ("formats",),
        ("places", 0, "allowed"),
        ("off_limit_topics",),
        ("kind",),
        ("language",),
        ("topics",),
        ("topics", 0, "code"),
        ("sensitive", 1, "allowed"),
        ("purposes",),
        ("purposes", 0, "code"),
        ("voice",),
        ("part2",),
        ("lead",),
        ("agreement",),
        ("expires_on",),
        ("details",),
        ("off_limits",),
        ("statements",),
        ("signatures",),
        ("signatures", 0),
        ("signatures", 0, "signer"),
    ],
    ids=lambda path: ".".join(map(str, path)),
)
def test_a_part_that_is_missing_is_missed(
    ben: Contact, said: dict[str, Any], path: tuple[Any, ...]
) -> None:
    with refused_by("document_is_whole"):
        document_of(ben.client, without(said, *path)).save()
    document_of(ben.client, said).save()


@pytest.mark.parametrize(
    "change",
    [
        {"version": 5},
        {"version": 3},
        {"version": 2},
        {"version": 1},
        {"expires_on": "soon"},
        {"purposes": []},
        {"purposes": [{"code": " ", "label": "Why not"}]},
        {"topics": "everything"},
        {"direction": "both"},
        {"disclosers": []},
        {"formats": []},
        {"places": [{"code": "phone", "label": "By phone", "allowed": False}]},
        {"most_sessions": 0},
        {
            "topics": [{"code": "sleep", "label": "Sleep", "allowed": True}],
            "off_limit_topics": [{"code": "sleep", "label": "Sleep"}],
        },
        {"signatures": [{"signer": " ", "capacity": "client", "signed_at": "now"}]},
    ],
)
def test_what_is_there_is_of_its_kind(
    ben: Contact, said: dict[str, Any], change: dict[str, Any]
) -> None:
    with refused_by("document_is_whole"):
        document_of(ben.client, {**said, **change}).save()
