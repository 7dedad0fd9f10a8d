"""How a form stands, as a chip shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from collateral.signed_forms.asked import Asked
from practice.formats import say_day_short_year, say_list
from practice.spans import local_day
from releases.models import SignedForm
from releases.status import Status, Tone

UNSIGNED = Status("form_unsigned", "Not signed", Tone.WAITING, "pen-line")


@dataclass(frozen=True)
class Row:
    """One form with its signatures, newest first, those taken back among them."""

    asked: Asked
    signatures: list[SignedForm]

    @property
    def status(self) -> Status:
        if whole := self.asked.whole:
            day = say_day_short_year(local_day(whole.recorded_at))
            return Status("form_in_force", f"Since {day}", Tone.ACTIVE, "check")
        if awaits := self.asked.awaits:
            label = f"Awaits {say_list(each.called for each in awaits)}"
            return Status("form_awaits", label, Tone.WAITING, "pen-line")
        if back := [each.withdrawn_at for each in self.signatures]:
            day = say_day_short_year(local_day(max(filter(None, back))))
            label = f"Taken back {day}"
            return Status("form_withdrawn", label, Tone.STOPPED, "circle-slash")
        return UNSIGNED

    @property
    def standing(self) -> SignedForm | None:
        """The newest of its signatures, by which it is taken back."""
        return next(iter(self.asked.signed), None)


def row_of(asked: Asked, forms: Iterable[SignedForm]) -> Row:
    """With those of ``forms`` that are of the same kind and person."""
    contact = asked.contact.pk if asked.contact else None
    theirs = [f for f in forms if f.kind == asked.kind and f.contact_id == contact]
    return Row(asked, theirs)
