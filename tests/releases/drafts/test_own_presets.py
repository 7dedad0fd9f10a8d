"""A clinician begins releases with presets of their own."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from clients.models import Contact
from practice.models import User
from releases.models import ReleaseDraft, ReleasePreset
from tests.cast import preset_of
from tests.notes import notes_for
from tests.refusals import refused_by, run, words_of
from tests.said import errors_in
from tests.signed import draft_for


@pytest.fixture
def draft(ben: Contact, ada: User) -> ReleaseDraft:
    return draft_for(
        ben,
        ada,
        topics=["sleep", "school"],
        sensitive_topics=["hiv"],
        details="Jordan snores",
        formats=["joint"],
        places=["phone"],
        direction="exchange",
    )


def test_what_a_draft_ticks_is_kept_and_begins_another(
    adas: Browser, maria: Contact, draft: ReleaseDraft
) -> None:
    page = adas.post(f"/drafts/{draft.pk}/preset/", {"name": "Night owls"})
    assert page.status_code == 302
    preset = ReleasePreset.objects.get()
    page = adas.get(f"/contacts/{maria.pk}/release/")
    assert f'href="?preset=own-{preset.pk}">Night owls<' in page.content.decode()
    form = adas.get(f"/contacts/{maria.pk}/release/?preset=own-{preset.pk}").context[
        "form"
    ]
    ticked = {name: form[name].value() for name in ("topics", "formats", "places")}
    assert ticked == {
        "topics": ["sleep", "school"],
        "formats": ["joint"],
        "places": ["phone"],
    }
    assert form["direction"].value() == "exchange"
    assert not form["sensitive_topics"].value()
    assert not form["details"].value()


def test_what_is_another_clinicians_begins_nothing(
    adas: Browser, ben: Contact, cleo: User
) -> None:
    hers = preset_of(cleo, "Night owls")
    page = adas.get(f"/contacts/{ben.pk}/release/?preset=own-{hers.pk}")
    assert not page.context["form"]["topics"].value()
    assert "Night owls" not in page.content.decode()
    assert "Night owls" not in adas.get("/presets/").content.decode()


@pytest.mark.parametrize(
    "asked", ["own-", "own-x", "own-²", "own-" + "9" * 40, "own--1"]
)
def test_what_is_no_number_begins_nothing(
    adas: Browser, ben: Contact, asked: str
) -> None:
    page = adas.get(f"/contacts/{ben.pk}/release/", {"preset": asked})
    assert not page.context["form"]["topics"].value()


def test_the_front_desk_has_none(client: Browser, finn: User, ben: Contact) -> None:
    preset_of(finn, "Night owls")
    client.force_login(finn)
    page = client.get(f"/contacts/{ben.pk}/release/").content.decode()
    assert "Night owls" not in page


def test_one_is_renamed_and_deleted(adas: Browser, ada: User) -> None:
    preset = preset_of(ada, "Night owls")
    adas.post(f"/presets/{preset.pk}/", {"name": "Early birds"})
    preset.refresh_from_db()
    assert (preset.name, preset.topics) == ("Early birds", ["sleep"])
    assert "Early birds" in adas.get("/presets/").content.decode()
    adas.post(f"/presets/{preset.pk}/deletion/")
    assert not ReleasePreset.objects.exists()
    assert "None yet." in adas.get("/presets/").content.decode()


def test_two_of_ones_own_have_two_names(
    adas: Browser, ada: User, cleo: User, draft: ReleaseDraft
) -> None:
    preset_of(ada, "Night owls")
    page = adas.post(f"/drafts/{draft.pk}/preset/", {"name": "night OWLS"})
    assert page.status_code == 422
    assert "You have a preset of this name already." in errors_in(page)
    with refused_by("preset_named_once"):
        preset_of(ada, "NIGHT owls")
    preset_of(cleo, "Night owls")


def test_each_has_a_name(adas: Browser, ada: User, draft: ReleaseDraft) -> None:
    page = adas.post(f"/drafts/{draft.pk}/preset/", {"name": " "})
    assert page.status_code == 422
    preset = preset_of(ada, "Night owls")
    with refused_by("preset_has_a_name"):
        run("UPDATE releases_releasepreset SET name = ' ' WHERE id = %s", preset.pk)
    preset.name = " "
    assert words_of("preset_has_a_name", preset) == "Give it a name."


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("topics", "{hiv}"),
        ("topics", "{psychotherapy_notes}"),
        ("purposes", "{fun}"),
        ("direction", "x"),
        ("formats", "{letter}"),
        ("places", "{moon}"),
    ],
)
def test_none_ticks_what_needs_initials(ada: User, column: str, value: Any) -> None:
    preset = preset_of(ada, "Night owls")
    name = "preset_ticks_nothing_sensitive"
    assert words_of(name, preset) == ""
    with refused_by("preset_ticks_nothing_sensitive"):
        run(
            f"UPDATE releases_releasepreset SET {column} = %s WHERE id = %s",
            value,
            preset.pk,
        )
    preset.topics = ["hiv"]
    assert words_of(name, preset) == "A preset ticks only what needs no initials."


def test_notes_that_are_kept_apart_make_none(
    adas: Browser, ada: User, ben: Contact
) -> None:
    notes = notes_for(ben, ada)
    assert adas.get(f"/drafts/{notes.pk}/preset/").status_code == 404
    page = adas.get(f"/drafts/{notes.pk}/").content.decode()
    assert "Save as a preset" not in page
