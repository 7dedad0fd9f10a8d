"""What people are called in a sentence."""

from __future__ import annotations

import pytest

from clients.models import Contact


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Sam Whitfield", "Sam"),
        ("Ms. Lee", "Ms. Lee"),
        ("Dr. Amara Okafor", "Dr. Okafor"),
        ("Father Tomasz Lis", "Father Lis"),
        ("mrs Ana de la Cruz", "mrs Cruz"),
        ("Ng", "Ng"),
        ("Dr.", "Dr."),
        ("عمر الفاروق", "عمر"),
    ],
)
def test_a_title_is_not_a_first_name(name: str, called: str) -> None:
    assert Contact(name=name).first_name == called
