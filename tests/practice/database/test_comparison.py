"""A database that keeps less than the models declare is named by what it lacks."""

from __future__ import annotations

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from clients.models import Contact
from practice.database.comparison import ASLEEP, MAY_NOT_LOOK, weaknesses
from practice.setup.checks import NOT_MIGRATED
from releases.models import Release
from tests.asleep import keep_triggers_awake
from tests.refusals import refused_by, run
from tests.signed import sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]

KEY = "participant_release_in_force"
SEATS = "ALTER TABLE collateral_participant"
SESSIONS = "ALTER TABLE collateral_session"
RELEASES = "ALTER TABLE releases_release"
MAKES = "CREATE OR REPLACE FUNCTION release_is_final() RETURNS trigger LANGUAGE plpgsql"
BOUND = "SET search_path = pg_catalog, public, pg_temp"
GRANTS = "FOREIGN KEY (client_id, contact_id, format, discloser, PERIOD relies_on) REFERENCES releases_grant (client_id, contact_id, what, discloser, PERIOD in_force)"
FREE = "is not the one that the models declare"


@pytest.fixture(autouse=True)
def _as_a_practice_has_it(db: None) -> None:
    keep_triggers_awake()


def test_a_database_that_keeps_every_rule_has_no_weakness() -> None:
    assert weaknesses(connection) == []


def test_looking_leaves_nothing_behind() -> None:
    weaknesses(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_regclass('pg_temp.collateral_session'), "
            "current_setting('search_path')"
        )
        assert cursor.fetchone() == (None, "public,pg_temp")


@pytest.mark.parametrize(
    ("weakened", "said"),
    [
        pytest.param(
            f"{SEATS} ALTER CONSTRAINT {KEY} NOT ENFORCED",
            f"The constraint {KEY} of collateral_participant is not enforced.",
            id="the key is not enforced",
        ),
        pytest.param(
            f"{SEATS} DROP CONSTRAINT {KEY}",
            f"The constraint {KEY} of collateral_participant is missing.",
            id="the key is dropped",
        ),
        pytest.param(
            f"{SEATS} DROP CONSTRAINT {KEY}; {SEATS} ADD CONSTRAINT {KEY} CHECK (true)",
            f"The constraint {KEY} of collateral_participant {FREE}.",
            id="another has the name of the key",
        ),
        pytest.param(
            f"{SEATS} DROP CONSTRAINT {KEY}; ALTER TABLE collateral_participant "
            f"ADD CONSTRAINT {KEY} {GRANTS} NOT VALID",
            f"The constraint {KEY} of collateral_participant has not been validated.",
            id="the key is not validated",
        ),
        pytest.param(
            f"{SEATS} DISABLE TRIGGER ALL",
            f"The constraint {KEY} of collateral_participant has been disabled.",
            id="the key's own triggers are disabled",
        ),
        pytest.param(
            f"{SEATS} ALTER relies_on DROP EXPRESSION",
            "The column relies_on of collateral_participant is missing.",
            id="what a seat leans on is written by hand",
        ),
        pytest.param(
            f"{SESSIONS} DROP CONSTRAINT session_has_a_status; {SESSIONS} "
            "ADD CONSTRAINT session_has_a_status CHECK (status <> '')",
            f"The constraint session_has_a_status of collateral_session {FREE}.",
            id="a check lets more through",
        ),
        pytest.param(
            f"{SESSIONS} ALTER clinician_id DROP NOT NULL",
            "The constraint collateral_session_clinician_id_not_null "
            "of collateral_session is missing.",
            id="nobody need be the clinician",
        ),
        pytest.param(
            f"{RELEASES} DISABLE TRIGGER release_is_final",
            "The trigger release_is_final of releases_release has been disabled.",
            id="a trigger is disabled",
        ),
        pytest.param(
            f"{RELEASES} ENABLE REPLICA TRIGGER release_is_final",
            "The trigger release_is_final of releases_release has been disabled.",
            id="a trigger sleeps but in replicas",
        ),
        pytest.param(
            f"{RELEASES} ENABLE TRIGGER release_is_final",
            "The trigger release_is_final of releases_release is not enabled ALWAYS.",
            id="a trigger sleeps in replicas",
        ),
        pytest.param(
            "DROP TRIGGER release_is_final ON releases_release",
            "The trigger release_is_final of releases_release is missing.",
            id="a trigger is dropped",
        ),
        pytest.param(
            "DROP FUNCTION release_is_final() CASCADE",
            "The function release_is_final() is missing.",
            id="a trigger is dropped with its function",
        ),
        pytest.param(
            "DROP FUNCTION findable(text, text, date) CASCADE",
            "The function findable(text, text, date) is missing.",
            id="a column is dropped with its function",
        ),
        pytest.param(
            "ALTER TABLE clients_client ALTER COLUMN findable DROP EXPRESSION",
            "The column findable of clients_client is missing.",
            id="a column is written by whoever likes",
        ),
        pytest.param(
            "CREATE OR REPLACE TRIGGER release_is_final BEFORE DELETE "
            "ON releases_release FOR EACH ROW EXECUTE FUNCTION release_is_final(); "
            f"{RELEASES} ENABLE ALWAYS TRIGGER release_is_final",
            f"The trigger release_is_final of releases_release {FREE}.",
            id="a trigger fires less often",
        ),
        pytest.param(
            f"{MAKES} {BOUND} AS $$BEGIN RETURN NEW; END$$",
            f"The function release_is_final() {FREE}.",
            id="a function lets everything through",
        ),
        pytest.param(
            "ALTER FUNCTION release_is_final() RESET search_path",
            f"The function release_is_final() {FREE}.",
            id="a function looks for tables anywhere",
        ),
    ],
)
def test_what_is_weakened_is_named(weakened: str, said: str) -> None:
    run(weakened)
    assert said in weaknesses(connection)
    with pytest.raises(SystemCheckError) as refusal:
        call_command("check", databases=["default"])
    assert said in str(refusal.value)


def test_a_unique_index_that_is_not_valid_is_named() -> None:
    run(
        "UPDATE pg_index SET indisvalid = false "
        "WHERE indexrelid = 'release_one_in_force'::regclass"
    )
    assert weaknesses(connection) == [
        "The constraint release_one_in_force of releases_release has no valid index."
    ]


def test_a_setting_that_puts_every_foreign_key_to_sleep_is_named() -> None:
    run("SET LOCAL session_replication_role = replica")
    assert weaknesses(connection) == [ASLEEP]


def test_no_trigger_sleeps_for_that_setting(ben: Contact) -> None:
    sign(ben)
    run("SET LOCAL session_replication_role = replica; SET LOCAL third_chair.past = ''")
    with refused_by("release_is_final"):
        run("UPDATE releases_release SET expires_at = expires_at + interval '1 day'")
    with refused_by("history_is_append_only"):
        run("DELETE FROM clients_consentevent")
    with refused_by("look_is_recorded_now"):
        run(
            "INSERT INTO looks (user_id, route, outcome, at) "
            "VALUES (1, 'client', 'seen', now() - interval '1 hour')"
        )


def test_a_trigger_that_a_migration_makes_never_sleeps() -> None:
    (final,) = (c for c in Release._meta.constraints if c.name == "release_is_final")
    with connection.schema_editor(atomic=False) as editor:
        editor.remove_constraint(Release, final)
        editor.add_constraint(Release, final)
    assert weaknesses(connection) == []


def test_a_user_who_owns_nothing_may_look() -> None:
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    run(f"CREATE ROLE ada; GRANT TEMPORARY ON DATABASE {name} TO ada")
    run("GRANT USAGE ON SCHEMA public TO ada; SET LOCAL ROLE ada")
    assert weaknesses(connection) == []


def test_a_user_who_may_make_nothing_is_told_what_to_grant() -> None:
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    run(f"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC; CREATE ROLE ada")
    run("GRANT USAGE ON SCHEMA public TO ada; SET LOCAL ROLE ada")
    assert weaknesses(connection) == [MAY_NOT_LOOK]


def test_the_database_is_not_asked_at_every_check() -> None:
    run(f"{SEATS} DROP CONSTRAINT {KEY}")
    assert run_checks() == run_checks(tags=[Tags.database]) == []


def test_tables_of_another_version_wait_for_migrate() -> None:
    run(f"{SEATS} DROP CONSTRAINT {KEY}")
    run("DELETE FROM django_migrations WHERE app = 'collateral'")
    (said,) = run_checks(tags=[Tags.database], databases=["default"])
    assert said.msg == NOT_MIGRATED
