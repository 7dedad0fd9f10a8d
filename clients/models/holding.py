"""For which days someone's authority holds, and what may happen to it once entered."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Case, F, Func, GeneratedField, Q, Value, When

AUTHORITY_IS_FINAL = """
DECLARE
    facts text[] := '{verified_by_id,verified_at,ended_at,ended_by_id,ended_reason}';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- Generated columns are not yet filled in NEW.
        IF (to_jsonb(NEW) - facts - 'holds')::text = (to_jsonb(OLD) - facts - 'holds')::text
            AND (OLD.verified_at IS NULL OR (OLD.verified_at, OLD.verified_by_id)
                IS NOT DISTINCT FROM (NEW.verified_at, NEW.verified_by_id))
            AND (OLD.ended_at IS NULL OR (OLD.ended_at, OLD.ended_by_id, OLD.ended_reason)
                IS NOT DISTINCT FROM (NEW.ended_at, NEW.ended_by_id, NEW.ended_reason))
        THEN
            IF NEW.ended_at IS DISTINCT FROM OLD.ended_at AND NEW.ended_at NOT BETWEEN
                clock_timestamp() - interval '1 minute' AND clock_timestamp() + interval '1 minute'
            THEN
                RAISE 'authority % does not end now', OLD.id USING
                    ERRCODE = 'check_violation', CONSTRAINT = 'authority_ends_as_it_happens';
            END IF;
            RETURN NEW;
        END IF;
    END IF;
    RAISE 'authority % stays as it was entered', OLD.id USING
        ERRCODE = 'check_violation', CONSTRAINT = 'authority_is_final';
END
"""


class DateRange(Func):
    """PostgreSQL's ``daterange(first, last, '[]')``: holds both its days."""

    function = "DATERANGE"
    output_field = DateRangeField()


def holds_field(first: str, last: str, ended: str) -> GeneratedField:
    """The practice-local days from ``first`` through ``last``, or for good where there
    is no last day; NULL once it was ``ended``. Never reversed, for the same reason as
    ``practice.spans.span_field``.
    """
    until = Case(When(Q((f"{last}__lt", F(first))), then=F(first)), default=F(last))
    days = DateRange(F(first), until, Value("[]"))
    return GeneratedField(
        expression=Case(
            When(Q((ended, None)), then=days),
            output_field=DateRangeField(null=True),
        ),
        output_field=DateRangeField(null=True),
        db_persist=True,
        null=True,
    )
