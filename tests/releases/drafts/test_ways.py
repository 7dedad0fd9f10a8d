"""A draft says how its contact joins, which way information goes, and who may tell."""

from __future__ import annotations

from typing import Any

import pytest

from clients.models import Contact
from practice.models import User
from releases.drafts.form import DraftForm
from releases.drafts.usual import usual_terms
from releases.models import PRACTICE, ReleaseDraft
from releases.terms import content, read
from tests.refusals import refused_by, run, words_of
from tests.signed import EVERY_WAY, draft_for

SAID = {"topics": ["sleep"], "purposes": ["support"], **EVERY_WAY}


def form_of(ben: Contact, ada: User, **changes: Any) -> DraftForm:
    return DraftForm(ben, ada, {**usual_terms(ben), **SAID, **changes})


@pytest.mark.parametrize(
    ("name", "columns", "right", "says"),
    [
        (
            "draft_says_who_may_share",
            {"disclosers": [PRACTICE, 7]},
            {"disclosers": [7, 8]},
            "Tick the practice, or name clinicians of it.",
        ),
        (
            "draft_says_who_may_share",
            {"disclosers": []},
            {"disclosers": [PRACTICE]},
            "Tick the practice, or name clinicians of it.",
        ),
        (
            "draft_goes_a_way",
            {"direction": "both"},
            {"direction": "exchange"},
            "Choose which way information goes.",
        ),
        (
            "draft_says_how_they_join",
            {"formats": []},
            {"formats": [], "direction": "obtain"},
            "Tick at least one way in which they join.",
        ),
        (
            "draft_says_how_they_join",
            {"places": []},
            {"places": ["phone"]},
            "Tick at least one way in which they join.",
        ),
        (
            "draft_allows_a_session",
            {"most_sessions": 0},
            {"most_sessions": 1},
            "Allow at least one session, or any number.",
        ),
        (
            "draft_shares_nothing_off_limits",
            {"off_limit_topics": ["skills"]},
            {"off_limit_topics": ["sleep"]},
            "What stays private cannot be shared too.",
        ),
        (
            "draft_shares_nothing_off_limits",
            {"sensitive_topics": ["hiv"], "off_limit_topics": ["hiv"]},
            {"sensitive_topics": ["hiv"], "off_limit_topics": ["tests"]},
            "What stays private cannot be shared too.",
        ),
    ],
)
def test_the_database_keeps_a_draft_to_what_can_be_signed(
    ada: User,
    ben: Contact,
    name: str,
    columns: dict[str, Any],
    right: dict[str, Any],
    says: str,
) -> None:
    draft = draft_for(ben, ada)
    for column, value in columns.items():
        setattr(draft, column, value)
    assert words_of(name, draft) == says
    changes = ", ".join(f"{column} = %s" for column in columns)
    with refused_by(name):
        run(f"UPDATE releases_releasedraft SET {changes}", *columns.values())
    ReleaseDraft.objects.filter(pk=draft.pk).update(**right)


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"formats": []}, "formats", "Tick at least one kind of session."),
        ({"places": []}, "places", "Tick at least one way to meet."),
        (
            {"disclosers": []},
            "disclosers",
            "Tick the practice, or name clinicians of it.",
        ),
        (
            {"most_sessions": "0"},
            "most_sessions",
            "Allow at least one session, or any number.",
        ),
        (
            {"off_limit_topics": ["sleep", "tests"]},
            "off_limit_topics",
            "Ticked above, to be shared: Sleep, daily routine and health habits. "
            "Untick one of the two.",
        ),
    ],
)
def test_what_is_amiss_is_said_beside_its_field(
    ada: User, ben: Contact, changes: dict[str, Any], field: str, says: str
) -> None:
    assert form_of(ben, ada, **changes).errors == {field: [says]}
    assert form_of(ben, ada).is_valid()


def test_the_practice_or_clinicians_by_name(
    ada: User, cleo: User, ben: Contact
) -> None:
    both = form_of(ben, ada, disclosers=[str(PRACTICE), str(ada.pk)])
    assert list(both.errors) == ["disclosers"]
    named = form_of(ben, ada, disclosers=[str(cleo.pk), str(ada.pk)])
    draft = named.save()
    terms = read(content.of_draft(draft))
    assert terms.discloser_ids == (cleo.pk, ada.pk)
    assert terms.discloser.startswith("Cleo Marsh, of Willow Street Therapy; Dr. Ada")


def test_clients_own_clinician_is_offered_first(
    ada: User, cleo: User, nora: User, ben: Contact
) -> None:
    field: Any = form_of(ben, ada).fields["disclosers"]
    assert [pk for pk, _ in field.choices] == [PRACTICE, ada.pk, cleo.pk]


def test_what_they_are_only_to_tell_us_needs_no_kind_of_session(
    ada: User, ben: Contact
) -> None:
    form = form_of(ben, ada, direction="obtain", formats=[], places=[])
    assert form.is_valid(), form.errors
    terms = read(content.of_draft(form.save()))
    assert not terms.admits


def test_nothing_is_ticked_of_how_they_join_until_someone_does(
    ada: User, ben: Contact
) -> None:
    form = DraftForm(ben, ada)
    for name in ("topics", "formats", "places", "off_limit_topics"):
        assert not form[name].value()
