"""No wording is published that lacks what the law asks, and none changes afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from practice.models import User
from releases.models import ReleaseWording
from releases.models.wording import REQUIRED
from tests.refusals import refused_by, run, words_of


def second(first: ReleaseWording, by: User | None = None, **changed: Any) -> Any:
    """The next version after ``first``, published by someone, not saved."""
    said = {
        "language": first.language,
        "version": 2,
        "lead": first.lead,
        "agreement": first.agreement,
        "statements": first.statements,
        "published_by": by,
        "published_at": by and timezone.now(),
    }
    return ReleaseWording(**{**said, **changed})


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("wording_says_how_to_revoke", "revocation", "how it can be revoked"),
        ("wording_sets_no_condition", "conditioning", "care does not depend on it"),
        ("wording_warns_of_redisclosure", "redisclosure", "may tell others"),
        ("wording_promises_a_copy", "copy", "the signer gets a copy"),
        ("wording_cites_part_2", "part2", "42 CFR part 2"),
    ],
)
def test_case_37_one_that_lacks_a_required_statement_is_not_published(
    first: ReleaseWording, nora: User, name: str, code: str, said: str
) -> None:
    """45 CFR 164.508(c)(2)(i)-(iii), (c)(4); 42 CFR 2.32(a)."""
    less = [each for each in first.statements if each["code"] != code]
    wording = second(first, nora, statements=less)
    assert said in words_of(name, wording)
    with refused_by(name):
        wording.save()
    second(first, statements=less).save()  # it may be written, and published whole
    with refused_by(name):
        run(
            "UPDATE releases_releasewording SET published_at = now(), published_by_id = %s"
            " WHERE published_at IS NULL",
            nora.pk,
        )
    ReleaseWording.objects.filter(published_at=None).update(statements=first.statements)
    run(
        "UPDATE releases_releasewording SET published_at = now(), published_by_id = %s"
        " WHERE published_at IS NULL",
        nora.pk,
    )


def test_each_required_statement_is_tried() -> None:
    assert len(REQUIRED) == 5


def test_what_is_published_is_final(first: ReleaseWording) -> None:
    with refused_by("wording_is_final"):
        run("UPDATE releases_releasewording SET lead = 'Sign.' WHERE id = %s", first.pk)
    with refused_by("wording_is_final"):
        run("DELETE FROM releases_releasewording WHERE id = %s", first.pk)
    with refused_by("wording_is_not_truncated"):
        run("TRUNCATE releases_releasewording")
    wording = second(first)
    wording.save()
    wording.lead = "You decide."
    wording.save()
    wording.delete()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("wording_has_its_version", {"version": 1}),
        ("wording_is_published_by_someone", {"published_by": None}),
        ("wording_is_published_by_someone", {"published_at": None}),
        ("wording_speaks", {"lead": " "}),
        ("wording_speaks", {"agreement": ""}),
        ("wording_speaks", {"language": "English"}),
        ("wording_has_its_shape", {"statements": {"code": "copy"}}),
        ("wording_has_its_shape", {"statements": [{"code": "copy", "title": "Yours"}]}),
        (
            "wording_has_its_shape",
            {"statements": [{"code": "copy", "title": "Yours", "text": " "}]},
        ),
    ],
)
def test_a_wording_is_whole(
    first: ReleaseWording, nora: User, name: str, change: dict[str, Any]
) -> None:
    # What is only written may lack a statement, but not a part of one.
    by = None if "statements" in change else nora
    wording = second(first, by, **change)
    assert words_of(name, wording)
    with refused_by(name):
        wording.save()
    second(first, by).save()


def test_one_version_at_a_time_is_written(first: ReleaseWording) -> None:
    second(first).save()
    third = second(first, version=3)
    assert words_of("wording_one_in_preparation", third)
    with refused_by("wording_one_in_preparation"):
        third.save()
    second(first, version=3, language="es").save()
