"""What is asked over the API, and what is answered: the words of its OpenAPI page."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from django.utils import timezone
from ninja import Field, Schema
from pydantic import AwareDatetime, model_validator

from releases.models import Format, Place

FAR = timedelta(days=100 * 366)
LONGEST = timedelta(days=1)
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


class Question(Schema):
    """A session that somebody would have. Moments carry their offset from UTC."""

    client: Id = Field(description="The client, as the number in their page's address.")
    contact: Id = Field(description="Who would join; one of this client's contacts.")
    from_: AwareDatetime = Field(alias="from", description="When it would begin.")
    until: AwareDatetime = Field(description="When it would end, a day later at most.")
    format: Format = Field(description="With the client, or without.")
    place: Place = Field(
        Place.IN_PERSON, description="Whether they would come, call, or see each other."
    )
    clinician: Id | None = Field(
        None, description="Who would lead it, if not the client's own clinician."
    )

    @model_validator(mode="after")
    def is_a_session(self) -> Question:
        """It ends after it begins, within a lifetime and a day."""
        now = timezone.now()
        if not now - FAR < self.from_ < now + FAR:
            message = "Ask about a day within a hundred years."
            raise ValueError(message)
        if not timedelta() < self.until - self.from_ <= LONGEST:
            message = "Let it end after it begins, a day later at most."
            raise ValueError(message)
        return self


class Reason(Schema):
    """Why they may not join. Codes stay as they are; sentences are for people."""

    code: str
    detail: str


class Remedy(Schema):
    """What would help; ``url`` leads there whoever is signed in, where there is a page."""

    label: str
    url: str | None = None


class Answer(Schema):
    """Whether it may happen, as releases stand at this moment."""

    may_happen: bool
    code: str = Field(description="COVERED, or the first reason's code.")
    sentence: str
    reasons: list[Reason]
    remedies: list[Remedy]


class Problem(Schema):
    """Why there is no answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Reason] = []
