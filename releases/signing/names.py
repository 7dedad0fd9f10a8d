"""Naming who may tell, where releases that carry on from each other name differently.

A seat leans on one discloser's grants throughout. Where one release of an unbroken run
names a clinician and another the whole practice, that clinician may tell under both: the
practice-wide one grants by name, too, what it grants to all.
"""

from __future__ import annotations

from releases.models import PRACTICE, SEVERAL, Grant, Release


def name_disclosers(release: Release) -> None:
    """Grant by name, under every practice-wide release of the run that ``release`` is
    part of, to each clinician whom another release of the run names.
    """
    run = _run(release)
    named = {each.discloser for each in run} | set(
        Grant.objects.filter(release__in=run).values_list("discloser", flat=True)
    )
    named -= {PRACTICE, SEVERAL}
    wide = [each.pk for each in run if each.discloser == PRACTICE]
    if not wide or not named:
        return
    grants = Grant.objects.filter(release__in=wide)
    had = set(grants.values_list("release", "what", "discloser"))
    Grant.objects.bulk_create(
        _by_name(each, clinician)
        for each in grants.filter(discloser=PRACTICE)
        for clinician in sorted(named)
        if (each.release_id, each.what, clinician) not in had
    )


def _by_name(wide: Grant, clinician: int) -> Grant:
    return Grant(
        release_id=wide.release_id,
        client_id=wide.client_id,
        contact_id=wide.contact_id,
        release_discloser=wide.release_discloser,
        release_in_force=wide.release_in_force,
        what=wide.what,
        discloser=clinician,
        ended_at=wide.ended_at,
        revocation_id=wide.revocation_id,
    )


def _run(release: Release) -> list[Release]:
    """The releases that carry on from each other without a gap, with ``release``."""
    signed = Release.objects.of(release.contact).filter(
        kind=release.kind, in_force__isnull=False
    )
    run: list[Release] = []
    for each in signed.order_by("in_force"):
        if run and run[-1].in_force.upper != each.in_force.lower:
            if release in run:
                return run
            run = []
        run.append(each)
    return run if release in run else []
