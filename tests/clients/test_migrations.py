"""What was there before a migration is there after it, as the new columns want it."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from clients.finding import find
from clients.models import Client, Contact
from tests.refusals import settle


def migrate(*to: tuple[str, str]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(list(to) or executor.loader.graph.leaf_nodes("clients"))


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
