"""A form on paper: to be signed by hand, or as it was signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from clients.law.rules import rules_for
from clients.models import Client
from practice.models import User
from practice.paper.codes import Code, code_for
from releases.models import Printout, SignedForm
from releases.models.form_kinds import SIGNED_IN
from releases.printing.coded import coded
from releases.printing.drawn import drawn
from releases.printing.form import MOST
from releases.printing.letters.letter import Letter, Row, draw, own, points_of, ticks
from releases.proof.forms import pictures_of
from releases.signed_forms.asked import Asked
from releases.signed_forms.words import said_in
from releases.terms.languages import Language, language


def to_sign(asked: Asked, actor: User, points: int = 0) -> bytes:
    """``blank_form``, its pages coded and its words kept, as a release is printed; once one
    has signed it, on a copy with codes of its own.
    """
    of = {
        "client": asked.client,
        "contact": asked.contact,
        "form_kind": asked.kind,
        "version": asked.version,
    }
    return coded(
        Printout.objects.unchecked(),
        of,
        lambda number: blank_form(asked, points, number),
        content=asked.words,
        printed_by=actor,
    )


def blank_form(asked: Asked, points: int = 0, number: int | None = None) -> bytes:
    """Filled with whom it is about, and to be signed by each who signs it; with the code
    of each page, where it is the printout of this ``number``.
    """
    code = asked.code
    say, rights = said_in(code)["paper"], said_in(code)["capacities"]
    way = next(iter(asked.ways), ())
    labels = [rights[each.value] for each in SIGNED_IN[asked.kind]]
    alone = not way[1:]  # or one of several, who tick who they are
    signing = [
        row
        for each in way or (None,)
        for row in (
            Row(
                say["right"],
                ticks(labels) if alone or not each else rights[each.capacity.value],
            ),
            Row(say["who"]),
            Row(say["by_right"]),
            Row(say["signature"], tall=True),
            Row(say["day"]),
        )
    ]
    codes = [
        code_for(number, asked.version, page)
        for page in range(1, MOST + 1)
        if number is not None
    ]
    return _draw(asked.words, asked.client, signing, points, codes=codes)


def signed_paper(form: SignedForm, points: int = 0) -> bytes:
    """With every signature under the same words, and that it was taken back;
    and the pages of what was signed by hand. Of two who
    join by one name, each has their own.
    """
    same = SignedForm.objects.filter(
        client=form.client_id,
        contact=form.contact_id,
        content_sha256=form.content_sha256,
    )
    made = same.select_related("recorded_by").order_by("recorded_at", "pk")
    spoken, words = language(form.language), form.words
    rows = [row for each in made for row in _signature(each, spoken)]
    pictures = [picture for each in made for picture in pictures_of(each)]
    at = form.recorded_at
    return _draw(words, form.client, rows, points, pictures=pictures, signed_at=at)


def _signature(form: SignedForm, spoken: Language) -> Iterable[Row]:
    said = said_in(form.language)
    say, right = said["paper"], said["capacities"][form.capacity]
    yield Row(say["signature"], _mark(form, say, spoken))
    yield Row(say["who"], own(form.signer))
    by = format_html("{}: {}", right, own(form.authority)) if form.authority else right
    yield Row(say["right"], by)
    yield Row(say["day"], spoken.day(form.signed_on, "full"))
    kept = format_html(
        say["recorded_at"],
        at=spoken.instant(form.recorded_at),
        name=own(form.recorded_by.name),
    )
    yield Row(say["recorded"], kept)
    if form.withdrawn_at:
        yield Row(say["withdrawn"], spoken.instant(form.withdrawn_at))


def _mark(form: SignedForm, say: Mapping[str, str], spoken: Language) -> SafeString:
    told = {**spoken.table("paper"), "on_paper": say["on_paper"]}
    made = {
        "mark": form.mark,
        "typed_name": form.typed_name,
        "strokes": form.strokes,
    }
    context = {"signature": drawn(made), "say": told}
    return render_to_string("releases/printing/_mark.html", context)


def _draw(
    words: Mapping[str, Any],
    client: Client,
    signing: Sequence[Row],
    points: int,
    *,
    codes: Sequence[Code] = (),
    pictures: Sequence[bytes] = (),
    signed_at: datetime | None = None,
) -> bytes:
    spoken = language(words["language"])
    say = said_in(words["language"])["paper"]
    born = spoken.day(date.fromisoformat(words["date_of_birth"]), "short")
    name = format_html('<strong dir="auto">{}</strong>', words["legal_name"])
    about = format_html(spoken.table("paper")["is_born"], name=name, day=born)
    rows = [Row(say["client"], about)]
    if words["contact"]:
        rows.append(Row(say["contact"], own(words["contact"])))
    sections = [(each["title"], each["text"]) for each in words["sections"]]
    sections.append((say["agree"], words["agree"]))
    heading = {"title": words["title"], "lead": words["lead"]}
    letter = Letter(spoken, heading, rows, sections, signing=signing)
    rules = rules_for(client, timezone.localdate(), video=True)
    return draw(letter, points_of(rules, points), codes, pictures, signed_at)
