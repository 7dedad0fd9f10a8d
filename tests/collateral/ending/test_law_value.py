"""An admin corrects one value of a state's law: a new version, in force from a day."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.law.profile import SignerRule
from clients.models import StateProfile
from practice.models import User
from tests.clock import DAY
from tests.said import errors_in


@pytest.fixture
def noras(nora: User, client: Browser) -> Browser:
    """A browser in which Nora is signed in."""
    client.force_login(nora)
    return client


def typed(**changed: Any) -> dict[str, Any]:
    return {
        "source": "P.A. 105",
        "seen": "statute",
        "confidence": "high",
        "effective_from": timezone.localdate().isoformat(),
        "reason": "It was amended.",
        "shown": "1",
        **changed,
    }


def newest(state: str) -> StateProfile:
    return StateProfile.objects.get(state=state, superseded_from=None)


def asked(noras: Browser, state: str, key: str, **sent: Any) -> Any:
    """The page that shows what it changes; nothing is saved yet."""
    before = StateProfile.objects.count()
    page = noras.post(f"/law/{state}/values/{key}/", typed(**sent))
    assert page.status_code == 422
    assert StateProfile.objects.count() == before
    return page


def correct(noras: Browser, state: str, key: str, **sent: Any) -> StateProfile:
    """Look at what it changes, and agree."""
    page = asked(noras, state, key, **sent)
    assert "What this changes" in errors_in(page)
    sent["agreed"] = page.context["amendment"].token
    page = noras.post(f"/law/{state}/values/{key}/", typed(**sent))
    assert page.status_code == 302, errors_in(page)
    return newest(state)


def refused(noras: Browser, state: str, key: str, **sent: Any) -> str:
    page = asked(noras, state, key, **sent)
    assert "amendment" not in page.context
    return errors_in(page)


def test_a_correction_is_a_version_from_a_day(noras: Browser, nora: User) -> None:
    starts = timezone.localdate() + 10 * DAY
    now = correct(
        noras, "NY", "witness_sign", value="yes", effective_from=starts.isoformat()
    )
    assert (now.version, now.effective_from, now.corrected_by) == (2, starts, nora)
    said = now.law.witness_sign
    assert said
    assert (said.value, said.source, said.reviewed_by) == (
        True,
        "P.A. 105",
        "Nora Lind",
    )
    (last,) = StateProfile.objects.filter(state="NY", version=1)
    assert last.superseded_from == starts
    assert last.values == {k: v for k, v in now.values.items() if k != "witness_sign"}


@pytest.mark.parametrize(
    ("state", "key", "sent", "expected"),
    [
        ("WA", "minor_age", {"value": "14"}, 14),
        ("MD", "max_months", {"value": "0"}, 0),
        ("CA", "longer_if_asked", {"value": "no"}, False),
        ("NY", "minor_limit", {"value": "Of sound mind"}, "Of sound mind"),
        ("WA", "extra_fields", {"value": []}, ()),
        ("WA", "extra_fields", {"value": ["intended_use"]}, ("intended_use",)),
    ],
)
def test_each_kind_of_value_is_typed_in_its_own_way(
    noras: Browser, state: str, key: str, sent: dict[str, Any], expected: object
) -> None:
    assert correct(noras, state, key, **sent).law.of(key) == expected


@pytest.mark.parametrize("key", ["signer_rule", "signer_age"])
def test_who_signs_is_corrected_with_the_age(noras: Browser, key: str) -> None:
    law = correct(noras, "NY", key, value="both", age="13").law
    assert law.of("signer_rule") is SignerRule.BOTH
    assert law.of("signer_age") == 13


def test_statements_keep_their_codes_and_new_ones_get_one(noras: Browser) -> None:
    page = errors_in(noras.get("/law/IL/values/statements/"))
    assert "If you do not sign, we do not share" in page
    law = correct(
        noras, "IL", "statements",
        title_0="You may look", text_0="You may look at it.",
        title_2="A copy, too", text_2="You may have it.",
    ).law  # fmt: skip
    found = [(each.code, each.title) for each in law.of("statements")]
    assert found == [("inspect", "You may look"), ("a-copy-too", "A copy, too")]


def test_a_half_written_statement_is_asked_for(noras: Browser) -> None:
    said = refused(noras, "IL", "statements", title_0="You may look", text_0="")
    assert "Write its text too, or leave both empty." in said


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"source": ""}, "Where it says so: This field is required."),
        ({"reason": " "}, "Why it is corrected: This field is required."),
        ({"value": "-1"}, "greater than or equal to 0"),
        ({"value": ""}, "At most, in days: This field is required."),
        ({"value": "180"}, "A longest term in days or in months, not both."),
    ],
)
def test_what_lacks_or_does_not_fit_is_said(
    noras: Browser, sent: dict[str, Any], said: str
) -> None:
    assert said in refused(noras, "CA", "max_days", **{"value": "0", **sent})


def test_when_clients_come_of_age_is_not_changed_here(noras: Browser) -> None:
    said = refused(noras, "AL", "majority_age", value="18")
    assert "releases already signed end by it" in said
    correct(noras, "AL", "majority_age", value="19")


def test_no_correction_is_dated_back(noras: Browser) -> None:
    yesterday = (timezone.localdate() - DAY).isoformat()
    said = refused(noras, "CA", "min_font_pt", value="12", effective_from=yesterday)
    assert "No correction is dated back" in said
    tenth = (timezone.localdate() + 10 * DAY).isoformat()
    correct(noras, "CA", "min_font_pt", value="12", effective_from=tenth)
    said = refused(noras, "CA", "min_font_pt", value="13", shown="2")
    assert "counts only from a later day" in said


def test_nobody_corrects_what_they_did_not_see(noras: Browser) -> None:
    correct(noras, "CA", "min_font_pt", value="12")
    said = refused(noras, "CA", "min_font_pt", value="13")
    assert "Someone else corrected this state" in said
    assert correct(noras, "CA", "min_font_pt", value="13", shown="2").version == 3


@pytest.mark.parametrize("path", ["/law/CA/values/name/", "/law/XX/values/max_days/"])
def test_what_is_not_there_is_not_found(noras: Browser, path: str) -> None:
    assert noras.get(path).status_code == 404
    assert noras.post(path, typed(value="1")).status_code == 404


def test_it_is_only_an_admins(client: Browser, ada: User) -> None:
    client.force_login(ada)
    sent = typed(value="12")
    assert client.post("/law/CA/values/min_font_pt/", sent).status_code == 404
    assert newest("CA").version == 1
