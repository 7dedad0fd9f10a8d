"""That a minor was emancipated: since when, and what was seen of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Cast

from practice.database.triggers import Trigger

# No state frees anyone sooner: Cal. Family Code 7120(b)(1).
LEAST_AGE_TO_BE_FREE = 14

# A trigger, as who was emancipated before it was asked stays so.
EMANCIPATION_WAS_SEEN = """
BEGIN
    IF NEW.emancipated_on IS NULL OR NEW.emancipation_seen !~ '\\S' THEN
        RAISE 'of the emancipation of client % nothing was seen', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'client_emancipation_was_seen';
    END IF;
    IF NEW.emancipated_on > (clock_timestamp() AT TIME ZONE 'Etc/GMT-14')::date THEN
        RAISE 'client % is not emancipated yet', NEW.id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'client_emancipated_already';
    END IF;
    RETURN NEW;
END
"""


def at_the_age_of(years: int) -> Func:
    """The day on which the client has lived so many years."""
    return Func(
        Cast("date_of_birth", models.DateField()),
        template=f"(%(expressions)s + make_interval(years => {years}))::date",
        output_field=models.DateField(),
    )


EMANCIPATED = [
    models.CheckConstraint(
        name="client_emancipated_once_able_to",
        condition=Q(emancipated_on=None)
        | Q(emancipated_on__gte=at_the_age_of(LEAST_AGE_TO_BE_FREE)),
        violation_error_message=("Nobody so young is emancipated. Check both dates."),
    ),
    models.CheckConstraint(
        name="client_is_emancipated_or_was_not",
        condition=Q(emancipated=True) | Q(emancipated_on=None, emancipation_seen=""),
        violation_error_message="Say that the client is emancipated.",
    ),
    Trigger(
        name="client_emancipation_was_seen",
        fires=(
            "BEFORE INSERT OR UPDATE OF emancipated, emancipated_on, emancipation_seen"
        ),
        when="NEW.emancipated",
        body=EMANCIPATION_WAS_SEEN,
        raises=["client_emancipation_was_seen", "client_emancipated_already"],
        violation_error_message="Say since when, and what was seen of it.",
    ),
]
