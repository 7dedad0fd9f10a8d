"""What the page to sign on asks, and what it says of what is missing."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact
from practice.forms import problems_of
from practice.models import User
from releases.models import Release, ReleaseDraft
from releases.signing.form import SignatureForm
from tests.clock import DAY
from tests.releases.signing.versions import version_of
from tests.room import sign_in_room
from tests.signed import draft_for

pytestmark = pytest.mark.usefixtures("unprinted")


def test_on_the_screen_it_takes_intent_a_mark_and_every_initial(
    adas: Browser, ada: User, ben: Contact
) -> None:
    draft = draft_for(ben, ada, sensitive_topics=["hiv"])
    url = reverse("draft_signature", args=[draft.pk])
    sent = {
        "signer": "Jordan Reyes",
        "capacity": "client",
        "mark": "typed",
        "typed_name": "Jordan Reyes",
        "initials_hiv": "JR",
        "intends": "on",
    }
    for missing in sent:
        less = {name: value for name, value in sent.items() if name != missing}
        assert sign_in_room(adas, url, less).status_code == 422
    drawn = {**sent, "mark": "drawn", "typed_name": ""}
    for strokes in ("", "[]", "[[]]", "[[1]]", "[[[1]]]", "x", "[" * 5000, '["a"]'):
        assert sign_in_room(adas, url, {**drawn, "strokes": strokes}).status_code == 422
    assert not Release.objects.exists()
    assert sign_in_room(adas, url, sent).status_code == 302
    assert sign_in_room(adas, url, sent).status_code == 302
    assert Release.objects.count() == 1


def test_what_is_missing_is_told_in_the_order_of_the_page(
    ada: User, ben: Contact
) -> None:
    draft = draft_for(ben, ada, sensitive_topics=["hiv", "tests"])
    form = SignatureForm(draft, {"capacity": "agent", "mark": "typed"})
    assert [place for place, _, _ in problems_of(form)] == [
        "#id_signer",
        "#id_authority",
        "#id_initials_hiv",
        "#id_initials_tests",
        "#id_typed_name",
        "#id_intends",
        "",
    ]


def complaints(draft: ReleaseDraft, signer: str, typed: str) -> list[str]:
    """What the form says beside a typed signature."""
    sent = {"signer": signer, "mark": "typed", "typed_name": typed}
    return list(SignatureForm(draft, sent).errors.get("typed_name", []))


@pytest.mark.parametrize(
    ("signer", "typed"),
    [
        pytest.param("Jordan Reyes", "jordan  REYES", id="case and spaces"),
        pytest.param("Zoë Straße", "zoe\u0308 STRASSE", id="letters in two parts"),
        pytest.param("Cian O'Brien", "Cian O’Brien", id="a curled apostrophe"),
        pytest.param("王 小明", "王\u3000小明", id="a wide space"),
    ],
)
def test_a_typed_signature_is_the_signers_own_name(
    ada: User, ben: Contact, signer: str, typed: str
) -> None:
    assert complaints(draft_for(ben, ada), signer, typed) == []


@pytest.mark.parametrize("typed", ["Ben Hart", "Jordan", "J. Reyes", "Jordan Reyes Jr"])
def test_another_name_is_no_signature(ada: User, ben: Contact, typed: str) -> None:
    assert complaints(draft_for(ben, ada), "Jordan Reyes", typed) == [
        "Type the name you gave, Jordan Reyes, to sign."
    ]


@pytest.mark.parametrize(
    ("witness", "message"),
    [
        ("jordan  reyes", "Someone else than the signer witnesses it."),
        ("Ben Hart", "Someone else witnesses what Ben Hart may be told."),
    ],
)
def test_nobody_witnesses_for_themselves(
    ada: User, ben: Contact, witness: str, message: str
) -> None:
    draft = draft_for(ben, ada)
    form = SignatureForm(draft, {"signer": "Jordan Reyes", "witness": witness})
    assert form.errors["witness"] == [message]
    other = SignatureForm(draft, {"signer": "Jordan Reyes", "witness": "Finn Doyle"})
    assert "witness" not in other.errors


def test_what_starts_once_a_parent_may_not_sign_is_not_signed(
    ada: User, teo: Client, rosa: Contact
) -> None:
    first = teo.comes_of_age_on
    for starts, sentence in ((first, "comes of age on"), (first - DAY, "")):
        draft = draft_for(rosa, ada, effective_on=starts, expires_on=first + 9 * DAY)
        typed = {"capacity": "parent", "read": version_of(draft)}
        said = " ".join(SignatureForm(draft, typed).non_field_errors())
        assert sentence in said
        assert bool(said) is bool(sentence)


def test_without_a_signer_no_name_is_wrong(ada: User, ben: Contact) -> None:
    assert complaints(draft_for(ben, ada), "", "Ben Hart") == []


@pytest.mark.parametrize(
    ("strokes", "message"),
    [
        pytest.param("[]", "Draw your signature", id="nothing"),
        pytest.param("[[[300,80]]]", "too small", id="a dot"),
        pytest.param("[[[100,80]],[[400,80]]]", "too small", id="two dots far apart"),
        pytest.param("[[[300,80],[310,84],[301,78]]]", "too small", id="a speck"),
        pytest.param("[[[300,80],[329,80]]]", "too small", id="a slip"),
        pytest.param("[[[300,80],[330,80]]]", "", id="a short line"),
        pytest.param("[[[20,20],[36,36]],[[36,20],[20,36]]]", "", id="a small cross"),
    ],
)
def test_a_drawn_mark_has_some_extent(
    ada: User, ben: Contact, strokes: str, message: str
) -> None:
    sent = {"mark": "drawn", "strokes": strokes}
    said = " ".join(SignatureForm(draft_for(ben, ada), sent).errors.get("mark", []))
    assert message in said
    assert bool(said) is bool(message)
