"""What a release is proved by, at hand with its row: in the one query that finds it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import (
    Case,
    F,
    Func,
    JSONField,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from clients.models import ConsentEvent, Contact
from practice.spans import Span
from releases.models import (
    Document,
    Grant,
    Paper,
    Release,
    Revocation,
    Signature,
    Voiding,
)
from releases.models.interpreting import BESIDES
from releases.proof import voidings
from releases.proof.facts import KINDS
from releases.proof.revocations import COLUMNS

SIGNED = (
    "signer",
    "capacity",
    "authority",
    "mark",
    "strokes",
    "typed_name",
    "witness",
    "signed_at",
    *BESIDES,
)


class Sha256(Func):
    """The hash of bytes, as it is written."""

    template = "encode(sha256(%(expressions)s), 'hex')"
    output_field = TextField()


def with_evidence(
    releases: QuerySet[Release], *, during: Span | None = None
) -> QuerySet[Any]:
    """``releases``, each with its ``evidence``: what was signed, its rows, and what the
    history tells of it. Of those alone that are in force at some time ``during`` a span,
    where one is given; the others have None.
    """
    evidence: Any = _evidence()
    if during is not None:
        evidence = Case(
            When(in_force__overlap=during, then=evidence), output_field=JSONField()
        )
    found: QuerySet[Any] = releases.annotate(evidence=evidence)
    return found


@cache
def _evidence() -> RawSQL:
    """Of a row of the releases' own table. Written out once a process: Django takes ten
    times as long to word the question as PostgreSQL to answer it.
    """
    evidence = JSONObject(
        document=_one(
            Document,
            OuterRef("document_id"),
            client="client_id",
            content="content",
            sha256="content_sha256",
        ),
        signatures=_every(
            Signature,
            "document",
            OuterRef("document_id"),
            "time_zone",
            "signed_on",
            *SIGNED,
        ),
        grants=_every(
            Grant,
            "release",
            OuterRef("pk"),
            "what",
            "ended_at",
            "discloser",
            "revocation_id",
        ),
        told=_told(),
        paper=_one(
            Paper, OuterRef("document_id"), sha256="sha256", sealed_by="sealed_by"
        ),
        revocation=_one(
            Revocation, OuterRef("revocation_id"), **{c: c for c in COLUMNS}
        ),
    )
    query = Release.objects.annotate(evidence=evidence).query
    sql, params = query.get_compiler(DEFAULT_DB_ALIAS).compile(
        query.annotations["evidence"]
    )
    return RawSQL(sql, params, output_field=JSONField())  # noqa: S611 (Django's own)


def with_everything(releases: QuerySet[Release]) -> QuerySet[Any]:
    """As ``with_evidence``, and what only a verification asks: the PDF's own hash,
    what was revoked of it in part, who asked and agreed that it be void, and the contact as they are called today.
    """
    pdf = Paper.objects.filter(pk=OuterRef("document_id")).values(of=Sha256("pdf"))
    named = dict.fromkeys(("name", "relationship", "organisation"))
    found: QuerySet[Any] = with_evidence(releases).annotate(
        pdf=Subquery(pdf),
        parts_kept=_revoked_in_part(),
        voidings_kept=_every(Voiding, "release", OuterRef("pk"), *voidings.COLUMNS),
        called=_one(Contact, OuterRef("contact_id"), **{key: key for key in named}),
    )
    return found


def _one(model: type[Model], pk: OuterRef, **keys: str) -> Subquery:
    """The row of this key as an object; null if there is none."""
    columns = {key: F(column) for key, column in keys.items()}
    rows = model._default_manager.filter(pk=pk)
    return Subquery(rows.values(of=JSONObject(**columns)))


def _every(model: type[Model], to: str, key: OuterRef, *columns: str) -> ArraySubquery:
    """The rows that refer to this key, in their order, as objects."""
    rows = model._default_manager.filter(**{to: key}).order_by("pk")
    return ArraySubquery(rows.values(of=JSONObject(**{c: F(c) for c in columns})))


def _revoked_in_part() -> ArraySubquery:
    """The records by which only a part of this release was revoked."""
    ended = Grant.objects.filter(release=OuterRef(OuterRef("pk")))
    rows = Revocation.objects.filter(pk__in=ended.values("revocation"))
    columns = {column: F(column) for column in COLUMNS}
    return ArraySubquery(rows.order_by("pk").values(of=JSONObject(**columns)))


def _told() -> ArraySubquery:
    """The events of this release, in the order in which they were written."""
    events = ConsentEvent.objects.filter(release_id=OuterRef("pk"), kind__in=KINDS)
    columns = {
        "id": F("id"),
        "kind": F("kind"),
        "at": F("at"),
        "client": F("client_id"),
        "contact": F("contact_id"),
        "actor": F("actor_id"),
        "reason": F("reason"),
        "detail": F("detail"),
        "names": F("names"),
    }
    return ArraySubquery(events.order_by("id").values(of=JSONObject(**columns)))
