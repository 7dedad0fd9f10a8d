"""Where a session takes place: a room; or without one, in person, by phone or by video."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.db.models import Q
from django.forms.models import ModelChoiceIterator

from collateral.models import Session
from practice.models import Room
from releases.models import Place

ELSEWHERE = "In person, in another place"


class Where(NamedTuple):
    """How people meet, and in which room if in any."""

    place: str
    room: Room | None


def shown(session: Session) -> int | str:
    """What the field shows of a session that is booked."""
    return session.room_id or session.place


class _Choices(ModelChoiceIterator):
    """What there is without a room, about the rooms."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        yield Place.VIDEO.value, str(Place.VIDEO.label)
        yield Place.PHONE.value, str(Place.PHONE.label)
        yield from super().__iter__()
        yield Place.IN_PERSON.value, ELSEWHERE


class WhereField(forms.ModelChoiceField):
    """One question, where a release asks two: the room says that they meet in person."""

    iterator = _Choices

    def __init__(self) -> None:
        super().__init__(
            Room.objects.open(), label="Where", empty_label=None, initial=Place.VIDEO
        )

    def keeping(self, session: Session) -> None:
        """Offer the room in which ``session`` is, too: it stays there, closed or not."""
        self.queryset = Room.objects.filter(Q(closed_at=None) | Q(pk=session.room_id))

    def clean(self, value: Any) -> Any:
        if value in Place.values:
            return Where(value, None)
        return Where(Place.IN_PERSON, super().clean(value))
