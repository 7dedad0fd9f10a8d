"""What was there before a migration is there after it, as the new columns want it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clients.finding import find
from clients.models import Client, Contact, CourtOrder, StateProfile
from tests.collateral.ending.test_order import order_about
from tests.migrating import migrate
from tests.refusals import refused_by, run, settle

pytestmark = pytest.mark.long


def test_whoever_was_there_already_is_found_and_sorted(
    jordan: Client, maria: Contact
) -> None:
    Contact.objects.filter(pk=maria.pk).update(email="maria@example.org")
    settle()
    migrate(("clients", "0005_authority_ended"))
    migrate()
    assert list(find(Client.objects.all(), "María")) == [jordan]
    assert Client.objects.get(sort_name="jordan reyes") == jordan
    assert Contact.objects.get(email="maria@example.org") == maria


def test_a_client_who_was_there_is_nowhere_else_and_the_law_is_laid_down(
    jordan: Client,
) -> None:
    settle()
    migrate(("clients", "0008_event_of_release"))
    migrate()
    jordan.refresh_from_db()
    assert jordan.video_state == ""
    assert StateProfile.objects.filter(version=1, corrected_by=None).count() == 51


def test_where_the_first_delivery_stands_wisconsin_asks_both_from_today(
    jordan: Client,
) -> None:
    settle()
    migrate(("clients", "0019_law_corrected"))
    for change in ("DISABLE", "ENABLE"):
        if change == "ENABLE":
            run(
                "UPDATE clients_stateprofile SET delivered = 1, values = jsonb_set("
                "values, '{signer_rule,value}', '\"either\"') WHERE state = 'WI'"
            )
        run(f"ALTER TABLE clients_stateprofile {change} TRIGGER state_profile_is_final")
    migrate()
    first, second = StateProfile.objects.filter(state="WI").order_by("version")
    assert first.law.of("signer_rule") == "either"
    assert second.law.of("signer_rule") == "both"
    assert second.effective_from == timezone.localdate() == first.superseded_from
    assert StateProfile.objects.count() == 52


def test_who_was_emancipated_and_kept_away_before_more_was_asked_still_is(
    teo: Client, rosa: Contact
) -> None:
    order_about(rosa).save()
    settle()
    migrate(("clients", "0015_authority_closed"))
    run("UPDATE clients_client SET emancipated = true WHERE id = %s", teo.pk)
    settle()
    migrate()
    assert CourtOrder.objects.get().about == "contact"
    teo.refresh_from_db()
    assert (teo.emancipated, teo.emancipated_on) == (True, None)
    assert Client.objects.filter(pk=teo.pk).update(language="Spanish") == 1
    with refused_by("client_emancipation_was_seen"):
        Client.objects.filter(pk=teo.pk).update(emancipated=True)
