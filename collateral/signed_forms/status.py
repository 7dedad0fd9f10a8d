"""How a form stands, as a chip shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from clients.models import Client, Contact
from practice.formats import say_day_short_year, say_list
from practice.spans import last_day, local_day
from releases.models import FormKind, SignatureLink, SignedByHand, SignedForm
from releases.signed_forms.asked import Asked
from releases.signed_forms.who import is_offered
from releases.status import CHECKING, Status, Tone

UNSIGNED = Status("form_unsigned", "Not signed", Tone.WAITING, "pen-line")


OUTGROWN = Status(
    "form_outgrown", "Ended: the client is of age", Tone.STOPPED, "circle-slash"
)


def in_force(form: SignedForm) -> Status:
    said = f"Since {say_day_short_year(local_day(form.recorded_at))}"
    if form.until:
        said += f", until {say_day_short_year(last_day(form.until))}"
    return Status("form_in_force", said, Tone.ACTIVE, "check")


@dataclass(frozen=True)
class Row:
    """One form with its signatures, newest first, those taken back among them; where it
    is not ``offered``, of a client who was a minor as they signed. ``links`` to it wait, and
    ``papers`` of it to be checked.
    """

    asked: Asked
    signatures: list[SignedForm]
    offered: bool = True
    links: Sequence[SignatureLink] = ()
    papers: Sequence[SignedByHand] = ()

    @property
    def status(self) -> Status:
        whole = self.asked.whole
        if whole or self.papers:
            return in_force(whole) if whole else CHECKING
        if awaits := self.asked.awaits:
            label = f"Awaits {say_list(each.called for each in awaits)}"
            return Status("form_awaits", label, Tone.WAITING, "pen-line")
        if self.asked.outgrown:
            return OUTGROWN
        if over := [each.until for each in self.signatures if each.has_ended]:
            day = say_day_short_year(last_day(max(filter(None, over))))
            return Status("form_ended", f"Ended {day}", Tone.STOPPED, "circle-slash")
        if back := [each.withdrawn_at for each in self.signatures]:
            day = say_day_short_year(local_day(max(filter(None, back))))
            label = f"Taken back {day}"
            return Status("form_withdrawn", label, Tone.STOPPED, "circle-slash")
        return UNSIGNED

    @property
    def standing(self) -> SignedForm | None:
        """The newest of its signatures, by which it is taken back."""
        return next(iter(self.asked.signed), None)


def rows_of(client: Client, code: str, day: date) -> list[Row]:
    """Every form that is for ``client``, or was signed: their own, then each contact's."""
    forms = list(client.forms.all())
    links = list(client.form_links.to_forms())
    papers = list(client.forms_by_hand.filter(checked_at=None))
    about: list[tuple[FormKind, Contact | None]] = [
        (kind, None) for kind in FormKind if kind is not FormKind.ACKNOWLEDGEMENT
    ]
    about += [(FormKind.ACKNOWLEDGEMENT, each) for each in client.contacts.all()]
    rows = []
    for kind, contact in about:
        whose = contact.pk if contact else None
        theirs = [f for f in forms if (f.kind, f.contact_id) == (kind, whose)]
        offered = is_offered(kind, client, day)
        if offered or theirs:
            standing = [f for f in theirs if not (f.withdrawn_at or f.has_ended)]
            asked = Asked(kind, client, contact, code, standing, day)
            sent = [s for s in links if (s.form_kind, s.contact_id) == (kind, whose)]
            came = [p for p in papers if (p.form_kind, p.contact_id) == (kind, whose)]
            rows.append(Row(asked, theirs, offered, sent, came))
    return rows
