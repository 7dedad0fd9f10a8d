"""A mistake in a story is told as the files are read, with the file and the story."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from collateral.demo.scopes import Scopes
from collateral.demo.story_files import caseloads
from practice.models import User
from practice.typed_toml import TomlError, read


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        pytest.param(
            "every_weeks = 4",
            "every_week = 4",
            "ada.toml, stories “Ada Ito”: unknown key “every_week”; known: client, age",
            id="an unknown key",
        ),
        pytest.param(
            "until = ",
            "util = ",
            "ada.toml, stories “Ada Ito”, releases “Ben Ito”: unknown key “util”",
            id="an unknown key of a release",
        ),
        pytest.param(
            "age = 9\n",
            "",
            "ada.toml, stories “Ada Ito”: “age” is missing.",
            id="a key that is missing",
        ),
        pytest.param(
            'refusals = [{ contact = "Cleo Marsh"',
            'refusals = [{ contact = "Cleo March"',
            "ada.toml, stories “Ada Ito”: Unknown contact “Cleo March”; "
            "known: Ben Ito, Cleo Marsh.",
            id="an unknown contact",
        ),
        pytest.param(
            'signer = { name = "Ben Ito"',
            'signer = { name = "Dan Ito"',
            "ada.toml, stories “Ada Ito”: Unknown signer “Dan Ito”",
            id="an unknown signer",
        ),
        pytest.param(
            'name = "Cleo Marsh"',
            'name = "Ben Ito"',
            "ada.toml, stories “Ada Ito”: Two of the people have the same name.",
            id="two people of one name",
        ),
        pytest.param(
            '"90 days ago"',
            '"90 day before"',
            "ada.toml, stories “Ada Ito”, releases “Ben Ito”, signed: “90 day before” "
            "is not like “128 days ago”, “today” or “in 18 days”.",
            id="a day that is none",
        ),
        pytest.param(
            '"90 days ago"',
            '"in 2 days"',
            "releases “Ben Ito”: “today” comes before “signed”.",
            id="signed in days to come",
        ),
        pytest.param(
            'until = "today"',
            'until = "91 days ago"',
            "releases “Ben Ito”: “until” comes before “signed”.",
            id="over before it was signed",
        ),
        pytest.param(
            'until = "today"',
            'starts = "in 1 day", until = "today"',
            "releases “Ben Ito”: “until” comes before “starts”.",
            id="over before it starts",
        ),
        pytest.param(
            '"95 days ago"',
            '"101 days ago"',
            "releases “Ben Ito”: “revoked” comes before “signed”.",
            id="revoked before it was signed",
        ),
        pytest.param(
            'until = "today"',
            'until = "today", event = "He moves", occurred = "91 days ago"',
            "releases “Ben Ito”: “occurred” comes before “signed”.",
            id="its event before it was signed",
        ),
        pytest.param(
            'until = "today"',
            'until = "today", voided = "in 1 day"',
            "releases “Ben Ito”: “today” comes before “voided”.",
            id="voided in days to come",
        ),
        pytest.param(
            ', reason = "His wish."',
            "",
            "releases “Ben Ito”: “revoked” and “reason” go together.",
            id="revoked for no reason",
        ),
        pytest.param(
            'until = "today"',
            'until = "today", occurred = "1 day ago"',
            "releases “Ben Ito”: “occurred” needs an “event”.",
            id="ended by no event",
        ),
        pytest.param(
            '"1 day ago"',
            '"in 1 day"',
            "drafts “Cleo Marsh”: “today” comes before “prepared”.",
            id="prepared in days to come",
        ),
        pytest.param(
            '"2 days ago"',
            '"in 2 days"',
            "refusals “Cleo Marsh”: “today” comes before “asked”.",
            id="asked in days to come",
        ),
        pytest.param(
            '"Tue 15"',
            '"Sun 15"',
            "stories “Ada Ito”, meets: “Sun 15” is not like “Tue 15”",
            id="an hour on no weekday",
        ),
        pytest.param(
            "phase = 3",
            "phase = 4",
            "stories “Ada Ito”: “phase” counts from 0 to less than “every_weeks”.",
            id="weeks that never come",
        ),
        pytest.param(
            'scope = "parent"',
            'scope = "parents"',
            "releases “Ben Ito”: Unknown scope “parents”; known: talk, couple",
            id="a release of an unknown scope",
        ),
        pytest.param(
            'scope = "school"',
            'scope = "skool"',
            "drafts “Cleo Marsh”: Unknown scope “skool”; known: talk, couple",
            id="a draft of an unknown scope",
        ),
        pytest.param(
            "age = 9",
            'age = 9\nroom = "Attic"',
            "stories “Ada Ito”: Unknown room “Attic”; known: Room 1",
            id="an unknown room",
        ),
        pytest.param(
            "age = 9",
            'age = 9\nstate = "ZZ"',
            "stories “Ada Ito”: Unknown state “ZZ”; known: AL",
            id="an unknown state",
        ),
        pytest.param(
            '"play"',
            '"plays"',
            "stories “Ada Ito”, modality: “plays” is none of individual, cbt",
            id="an unknown modality",
        ),
        pytest.param(
            "age = 9",
            'age = "9"',
            "stories “Ada Ito”, age: “9” is not a whole number.",
            id="text for a number",
        ),
        pytest.param(
            "joins = false",
            "joins = 0",
            "stories “Ada Ito”, people “Cleo Marsh”, joins: “0” is not true or false.",
            id="a number for true or false",
        ),
        pytest.param(
            '"chen"',
            '"brandt"',
            "ada.toml: Unknown clinician “brandt”; known: okafor, chen, haddad.",
            id="someone who is no clinician",
        ),
        pytest.param(
            '"Playroom"',
            '"video"',
            "ada.toml: Unknown room “video”",
            id="no room of their own",
        ),
        pytest.param("age = 9", "age 9", "ada.toml: Expected", id="no TOML at all"),
    ],
)
def test_a_mistake_is_told(
    folder: Path, ada: str, right: str, wrong: str, said: str
) -> None:
    assert right in ada
    (folder / "ada.toml").write_text(ada.replace(right, wrong, 1))
    with pytest.raises(TomlError) as error:
        caseloads()
    assert said in str(error.value)


def test_a_scope_without_plans_is_told(tmp_path: Path) -> None:
    file = tmp_path / "scopes.toml"
    talk = 'name = "talk"\npurposes = ["relationship"]\ntopics = ["skills"]'
    rest = 'details = "Evenings."\noff_limits = "Money."\nplans = []'
    file.write_text(f"[[scopes]]\n{talk}\n{rest}\n")
    with pytest.raises(TomlError, match="scopes “talk”: There is no plan"):
        read(file, Scopes)


@pytest.mark.django_db
def test_the_command_says_the_mistake_and_writes_nothing(
    folder: Path, ada: str
) -> None:
    (folder / "ada.toml").write_text(ada.replace("age", "years"))
    with pytest.raises(CommandError, match="“Ada Ito”: unknown key “years”"):
        call_command("demo")
    assert not User.objects.exists()
