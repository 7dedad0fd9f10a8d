"""What repeats until a release ends, and the dates of it that wait for the next one."""

from __future__ import annotations

from collateral.demo.case import Case
from collateral.models import LeftOutDate, SessionSeries, WhyLeftOut
from practice.spans import Span


def begin_series(case: Case) -> None:
    """From today on, where the story says so."""
    if case.story.repeats:
        calendar, clinician = case.setting.calendar, case.setting.clinician
        case.series = case.setting.batch.add(
            SessionSeries(
                client=case.client,
                clinician=clinician,
                every="week",
                until="release",
                until_on=calendar.monday,
                started_by=clinician,
                started_at=calendar.at(12, 15, case.minute),
            )
        )


def leave_out(case: Case, during: Span) -> None:
    """A date of the series on which nobody is covered."""
    if case.series:
        case.series.until_on = during.lower.date()
        case.setting.batch.add(
            LeftOutDate(
                series=case.series,
                during=during,
                why=WhyLeftOut.NOT_COVERED,
                left_out_at=case.series.started_at,
            )
        )
