"""Whether what was signed still rests on its signer's right, if a client's facts change."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import ngettext

from clients.models import Client
from practice.formats import say_list
from releases.models import Release

# What a client's age, and with it who signs, is reckoned from.
DECIDE_AGE = ("date_of_birth", "emancipated", "state")


def outlived(client: Client, changed: list[str]) -> dict[str, str]:
    """What keeps ``client`` from being saved with ``changed``: a release would count for
    longer than its signer had the right to sign (45 CFR 164.502(g)(3)).

    Beside the field that it is about. Whoever signs for the client at this moment is
    waited for, in the caller's transaction.
    """
    asked = [name for name in DECIDE_AGE if name in changed]
    if not asked:
        return {}
    Client.objects.select_for_update(no_key=True).get(pk=client.pk)
    found = Release.objects.outliving(client, timezone.now()).select_related("contact")
    names = [release.contact.name for release in found]
    if not names:
        return {}
    message = ngettext(
        "With this, the release for {names} would count for longer than whoever "
        "signed it had the right to sign. Revoke it first.",
        "With this, the releases for {names} would count for longer than whoever "
        "signed them had the right to sign. Revoke them first.",
        len(names),
    )
    return {asked[0]: message.format(names=say_list(names))}
