"""Whom a clinician sees for a while, though another treats them."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q

from practice.models import User


class IsAmong(Func):
    """Whether the first is in the second, an array that is asked for once a query: with
    ``IN`` PostgreSQL would read every row where this is one of two conditions.
    """

    arg_joiner = " = ANY ("
    template = "%(expressions)s)"
    output_field = BooleanField()


def seen_for_a_while(user: User, client: str) -> Q:
    """Whether ``client``, which leads to one, is one whom ``user`` covers, or sees in an
    emergency, now.
    """
    return _open(user, client, "EmergencyAccess") | covered_by(user, client)


def covered_by(clinician: Any, client: str) -> Q:
    """Whether it is one whom this clinician covers now; told by their id, too."""
    return _open(clinician, client, "Cover")


def covered_at(clinician: User, client: str, at: str) -> Exists:
    """Whether it is one whom this clinician covers at the time to which ``at`` leads."""
    covers: Any = apps.get_model("clients", "Cover")._default_manager
    theirs = covers.filter(clinician=clinician, ended_at=None)
    return Exists(theirs.filter(client=OuterRef(client), during__contains=OuterRef(at)))


def _open(user: Any, client: str, model: str) -> Q:
    rows: Any = apps.get_model("clients", model)._default_manager
    return Q(
        IsAmong(
            F(client), ArraySubquery(rows.open_to(user).order_by().values("client"))
        )
    )
