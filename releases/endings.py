"""What can end a release, and what is said of it then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from practice.spans import last_day, local_day
from releases.models.release import Release

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Ending:
    """``code`` and ``label`` are the chip's, ``refusal`` and ``sentence`` the gate's."""

    code: str
    label: _StrPromise
    refusal: str
    sentence: _StrPromise


# By the dates of a release that can end it; the earliest decides. The history tells
# each refusal in words of its own (``releases.history.sentences``): it was long ago.
ENDINGS = {
    "expires_at": Ending(
        code="expired",
        label=_("Expired {day}"),
        refusal="EXPIRED",
        sentence=_("The release ended {day}."),
    ),
    "authority_ends_at": Ending(
        code="lapsed",
        label=_("Lapsed: the signer's authority ended {day}"),
        refusal="SIGNER_LAPSED",
        sentence=_("The release counts until the client comes of age on {day}."),
    ),
    "authority_ended_at": Ending(
        code="lapsed",
        label=_("Lapsed: the signer's authority ended {day}"),
        refusal="SIGNER_LAPSED",
        sentence=_("The release counts until its signer's authority ends on {day}."),
    ),
    "law_ended_at": Ending(
        code="law_ended",
        label=_("Ended by law {day}"),
        refusal="STATE_RULE",
        sentence=_("From {day} on, the law that applies to the client {asks}."),
    ),
    "event_occurred_at": Ending(
        code="event_occurred",
        label=_("Ended by its event {day}"),
        refusal="EVENT_OCCURRED",
        sentence=_("The release ended by its event on {day}."),
    ),
    "revoked_at": Ending(
        code="revoked",
        label=_("Revoked {day}"),
        refusal="REVOKED",
        sentence=_("The release was revoked on {day}."),
    ),
    "superseded_at": Ending(
        code="superseded",
        label=_("Replaced {day}"),
        refusal="SUPERSEDED",
        sentence=_("The release was replaced on {day}."),
    ),
    "voided_at": Ending(
        code="voided",
        label=_("Void {day}"),
        refusal="VOIDED",
        sentence=_("The release was voided on {day}."),
    ),
}


class End(NamedTuple):
    """The date that ends a release first, by its name, and when."""

    field: str
    at: datetime

    @property
    def day(self) -> date:
        """The day to name: the last one through, or the one of the act."""
        return last_day(self.at) if self.field == "expires_at" else local_day(self.at)


def ending_of(release: Release) -> End:
    """What ends ``release`` first. The date it gives may be ahead."""
    ends = [
        End(field, at)
        for field in ENDINGS
        if (at := getattr(release, field)) is not None
    ]
    # An act that falls on the very instant of expiry is what people should read.
    return min(ends, key=lambda end: (end.at, end.field == "expires_at"))
