"""The ideas, read from their file, each with its pages as whoever asks can reach them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import NoReverseMatch, resolve, reverse

from practice.models import User

FILE = Path(__file__).parent / "ideas.toml"
SEEDS = {
    "A": "When to bring someone in",
    "B": "Parents in a child’s therapy",
}


@dataclass(frozen=True)
class Place:
    """A kind of page: the way there in words, and its address where one page is all."""

    way: str
    url: str = ""


@dataclass(frozen=True)
class Idea:
    """One idea, where it lives in words, and on which pages and in what data."""

    seed: str
    idea: str
    where: str
    pages: tuple[str, ...]
    data: tuple[str, ...]


@cache
def listed() -> tuple[tuple[Idea, ...], dict[str, str]]:
    """All ideas, and the way to each page that one of them names."""
    found = tomllib.loads(FILE.read_text("utf-8"))
    ideas = (
        Idea(**{**each, "pages": tuple(each["pages"]), "data": tuple(each["data"])})
        for each in found["ideas"]
    )
    return tuple(ideas), found["pages"]


def by_seed(user: User) -> list[tuple[str, list[tuple[Idea, list[Place]]]]]:
    """Each seed's ideas, with their places for ``user``."""
    ideas, ways = listed()
    return [
        (
            title,
            [
                (each, [_place(route, ways[route], user) for route in each.pages])
                for each in ideas
                if each.seed == seed
            ],
        )
        for seed, title in SEEDS.items()
    ]


def _place(route: str, way: str, user: User) -> Place:
    """A page of somebody's has no address here, nor one that ``user`` may not open."""
    try:
        url = reverse(route)
    except NoReverseMatch:
        return Place(way)
    view: Any = resolve(url).func
    return Place(way, url if user.role in view.roles else "")
