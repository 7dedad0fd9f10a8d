"""Whether what goes to everyone in the practice names anyone in a client's life."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clients.models import Client

SHORTEST = 2


def named_in(client: Client, texts: Iterable[str]) -> str:
    """The first part of a name of ``client`` or of their contacts that stands in one of
    ``texts``, as a word with its capital; of letters that have none, anywhere.
    """
    names = [client.legal_name, client.chosen_name]
    names += client.contacts.values_list("name", flat=True)
    parts = {part for name in names for part in name.split() if len(part) >= SHORTEST}
    said = "\n".join(texts)
    found = (part for part in sorted(parts) if _stands(part, said))
    return next(found, "")


def _stands(part: str, said: str) -> bool:
    if part == part.lower():
        return part in said
    return re.search(rf"\b{re.escape(part)}\b", said) is not None
