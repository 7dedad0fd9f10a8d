"""Where each idea lives: the list says only what is there."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Model

from collateral.ideas.listed import SEEDS, Idea, listed
from practice.models import User
from tests.privacy.doors import browser_of, patterns
from tests.said import errors_in

IDEAS, WAYS = listed()
EACH = pytest.mark.parametrize("idea", IDEAS, ids=lambda idea: idea.idea)


def model_of(label: str) -> type[Model]:
    """The model of ``app.Model`` or ``app.Model.field``."""
    app, model, *_ = label.split(".")
    return apps.get_model(app, model)


@EACH
def test_each_page_that_is_named_is_there(idea: Idea) -> None:
    routes = {pattern.name for pattern in patterns()}
    assert idea.pages
    assert set(idea.pages) <= routes


@EACH
def test_each_model_and_field_that_is_named_is_there(idea: Idea) -> None:
    assert idea.data
    for label in idea.data:
        model, field = model_of(label), label.split(".")[2:]
        for name in field:
            model._meta.get_field(name)


@EACH
def test_each_says_where_it_lives_in_words(idea: Idea) -> None:
    assert idea.seed in SEEDS
    assert idea.idea.strip()
    assert idea.where.strip().endswith(".")


def test_the_way_to_each_page_is_said_and_no_other() -> None:
    named = {route for idea in IDEAS for route in idea.pages}
    assert named == set(WAYS)


def test_no_idea_stands_twice() -> None:
    said = [idea.idea for idea in IDEAS]
    assert len(said) == len(set(said))


def test_both_articles_are_there() -> None:
    assert {idea.seed for idea in IDEAS} == set(SEEDS)


def test_an_admin_reads_all_of_them(nora: User) -> None:
    told = errors_in(browser_of(nora).get("/ideas/"))
    for idea in IDEAS:
        assert idea.idea in told
        assert idea.where in told


def test_what_an_admin_may_open_is_a_link_and_what_not_is_words(nora: User) -> None:
    html = browser_of(nora).get("/ideas/").text
    assert '<a href="/law/">Law</a>' in html
    assert '<a href="/week/">Schedule</a>' in html
    assert "<li>Bringing someone in: ask the client alone</li>" in html


def test_nobody_else_is_shown_it(ada: User, finn: User) -> None:
    assert [browser_of(who).get("/ideas/").status_code for who in (ada, finn)] == [
        404,
        404,
    ]
