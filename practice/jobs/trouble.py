"""Keeping of what kind an error was, from within the worker's loop."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

from django.core.exceptions import SynchronousOnlyOperation
from django.db import DatabaseError, connection, transaction

logger = logging.getLogger(__name__)

# Jobs that went well in the end are gone, and what was kept of them goes along.
KEEP = """
    WITH gone AS (
        DELETE FROM practice_jobtrouble AS old WHERE job_id <> %(job)s
            AND NOT EXISTS (SELECT FROM procrastinate_jobs WHERE id = old.job_id)
    )
    INSERT INTO practice_jobtrouble (job_id, kind, at) VALUES (%(job)s, %(kind)s, now())
    ON CONFLICT (job_id) DO UPDATE SET kind = excluded.kind, at = excluded.at
"""
LONGEST = 100


def keep(job: int, error: BaseException) -> None:
    """Never stands in the way of the next try."""
    kind = type(error).__name__[:LONGEST]
    try:
        try:
            _write(job, kind)
        except SynchronousOnlyOperation:  # the worker's loop: take a thread of its own
            with ThreadPoolExecutor(1) as thread:
                thread.submit(_write_and_close, job, kind).result()
    except DatabaseError as failed:
        logger.warning("Of what kind the error was is not kept", exc_info=failed)


def _write(job: int, kind: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(KEEP, {"job": job, "kind": kind})


def _write_and_close(job: int, kind: str) -> None:
    try:
        _write(job, kind)
    finally:
        connection.close()
