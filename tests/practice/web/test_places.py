"""Every page of a client, a release or a session stands beneath a place in the header."""

from __future__ import annotations

import pytest

from practice.models import Role
from practice.web.context import PLACES
from tests.privacy.doors import patterns

ROOTS = ("clients/", "contacts/", "releases/", "drafts/", "sessions/", "series/")
# Opened from a page by a program, or as a paper: no header is there.
NO_PAGE = ("paper", "_original", "_handout", "_cards", "coverage", "clients_found")


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.FRONT_DESK])
def test_each_page_stands_beneath_a_place(role: Role) -> None:
    beneath = tuple(each for place in PLACES[role] for each in place.beneath)
    outside = [
        route.name
        for route in patterns()
        if str(route.pattern).startswith(ROOTS)
        and route.name
        and not route.name.endswith(NO_PAGE)
        and not route.name.startswith(beneath)
    ]
    assert outside == []


def test_no_page_stands_beneath_two() -> None:
    for places in PLACES.values():
        for route in filter(None, (each.name for each in patterns())):
            above = [p.label for p in places if route.startswith(p.beneath)]
            assert len(above) <= 1, (route, above)
