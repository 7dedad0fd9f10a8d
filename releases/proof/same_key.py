"""Whether this machine seals with the key that the others have sealed with."""

from __future__ import annotations

from collections.abc import Iterator

from practice.paper.key import NoKey, certificates
from practice.upkeep.facts import Fact
from releases.models import Paper


def facts() -> Iterator[Fact]:
    """Nothing where there is no key, which is said of the machine, or no sealed paper."""
    sealed = Paper.objects.exclude(sealed_by="").order_by("-pk")
    newest = sealed.values_list("sealed_by", flat=True).first()
    if newest is None:
        return
    try:
        known = certificates()
    except NoKey:
        return
    if newest in known:
        yield Fact(
            "same_key", True, "The newest paper was sealed with a key known here."
        )
        return
    said = "The newest paper was sealed with a key that this machine does not know."
    do = "Have all machines share DATA_DIR/seal, or put it back from a backup."
    yield Fact("same_key", False, said, do)
