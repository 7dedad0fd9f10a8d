"""Whether what is stored is what the roots sealed: all of them, and one from outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from practice.formats import say_instant
from practice.numbers import say_figures
from practice.paper.key import certificates
from releases.models import RootStamp, SealedRoot
from releases.root import leaves
from releases.root.misfits import misfits
from releases.root.outside import Told, told
from releases.root.stamp import stamped_at

FEWER = {
    "clients": "Of {was} clients that root {root} sealed, {now} are there.",
    "events": "Of {was} events that root {root} sealed, {now} are there.",
    "releases": "Of {was} releases that root {root} sealed, {now} are there.",
    "ended": "Of {was} releases that had ended when root {root} was sealed, {now} have.",
}


@dataclass(frozen=True)
class Verdict:
    """What was found of all roots."""

    roots: int
    newest: SealedRoot | None
    misfits: tuple[str, ...]

    def __str__(self) -> str:
        if self.misfits:
            return "\n".join(self.misfits)
        if self.newest is None:
            return gettext("No root was sealed yet.")
        roots = ngettext("{count} root", "{count} roots", self.roots)
        return gettext(
            "Everything is as it was sealed: {roots}, the newest of {at}."
        ).format(
            roots=roots.format(count=say_figures(self.roots)),
            at=say_instant(self.newest.at),
        )


def verify_roots() -> Verdict:
    """Whether each root follows and is signed, and what the newest sealed is there."""
    count, newest, found = 0, None, []
    for root, how in _walked():
        count, newest = count + 1, root
        found += how
    if newest:
        found += _against(told(newest))
    return Verdict(count, newest, tuple(found))


def verify_told(given: Told) -> list[str]:
    """What is not as one root from outside has it, whatever the roots here say."""
    if given.body is not None and not given.is_signed(certificates()):
        return ["What was given is signed by no key of this practice."]
    root = SealedRoot.objects.filter(number=given.number).first()
    if root is None:
        found = [f"Root {given.number} is gone."]
    elif root.sha256 != given.sha256:
        found = [f"Root {given.number} here is another than the one that was given."]
    else:
        found, given = [], told(root)
    return [*found, *_against(given)]


def _walked() -> Iterator[tuple[SealedRoot, list[str]]]:
    known, number, previous = certificates(), 0, ""
    stamps = {each.root_id: bytes(each.token) for each in RootStamp.objects.all()}
    for root in SealedRoot.objects.order_by("number").iterator():
        said, how = told(root), []
        number += 1
        follows = (root.number, said.number) == (number, number)
        if not follows or (said.body or {}).get("previous") != previous:
            how.append(f"Root {root.number} does not follow the one before it.")
        if said.sha256 != root.sha256 or not said.is_signed(known):
            how.append(f"Root {root.number} is not what the practice signed.")
        if root.number in stamps and not _is_stamped(stamps[root.number], root):
            how.append(f"The stamp of root {root.number} is not of it.")
        number, previous = root.number, root.sha256
        yield root, how


def _is_stamped(token: bytes, root: SealedRoot) -> bool:
    try:
        stamped_at(token, root.sha256)
    except ValueError:
        return False
    return True


def _against(given: Told) -> list[str]:
    """By kind what the leaves show; and where those are not what was sealed, by number."""
    found = [str(each) for each in misfits(given.number)]
    if given.body is None:
        return found
    if leaves.hash_of(given.number) != given.body.get("leaves"):
        found.append(f"The leaves of root {given.number} are not what was sealed.")
    return [*found, *_fewer(given.number, given.body)]


def _fewer(root: int, body: dict[str, Any]) -> Iterator[str]:
    now = leaves.counted(body)
    for name, says in FEWER.items():
        if now[name][0] < body[name][0]:
            yield says.format(was=body[name][0], now=now[name][0], root=root)
