"""The purpose that is proposed where the releases of a client leave no other."""

from __future__ import annotations

from django.utils import timezone

from clients.models import Client
from releases.models import Kind, Purpose, Release


def only_purpose(client: Client) -> str:
    """That of every release in force, where all have one and the same; else none."""
    in_force = Release.objects.filter(
        client=client, kind=Kind.GENERAL, in_force__contains=timezone.now()
    )
    said = in_force.values_list("document__content__purposes", flat=True)
    codes = {str(purpose["code"]) for purposes in said for purpose in purposes or ()}
    return codes.pop() if len(codes) == 1 and codes <= set(Purpose.values) else ""
