"""No character is dropped: it is drawn, or what it needs is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from practice.paper import pdf, weasy
from practice.paper.fonts import SCRIPTS, Script
from tests.releases.printing.papers import text_of

Make = Callable[..., bytes]


@pytest.mark.parametrize("sample", ["Михаил Жуков", "Nguyễn Thị Mỹ Duyên", "張偉 张伟"])
def test_names_are_drawn_whole(make: Make, sample: str) -> None:
    assert text_of(make(f"<p>{sample}")).replace(" ", "") == sample.replace(" ", "")


def test_an_arabic_name_is_drawn_whole(make: Make) -> None:
    drawn = text_of(make('<p dir="auto">ليلى حداد'))
    assert sorted(drawn.replace(" ", "")) == sorted("ليلىحداد")


def test_a_character_that_no_font_has_is_never_dropped(make: Make) -> None:
    with pytest.raises(pdf.UndrawableText) as raised:
        make("<p>Jor\U0010fffddan")
    assert "\U0010fffd" not in str(raised.value)
    assert "Jor" not in str(raised.value)


@pytest.mark.parametrize(
    ("characters", "sentence"),
    [
        ("漢", "No font on this machine draws Chinese. Install fonts-noto-cjk."),
        ("かナ", "No font on this machine draws Japanese. Install fonts-noto-cjk."),
        (
            "ع한",
            "No font on this machine draws Arabic and Korean."
            " Install fonts-noto-cjk and fonts-noto-core.",
        ),
        ("𒀀", "No font on this machine draws Cuneiform. Install fonts-noto-core."),
        ("♞", "No font on this machine draws symbols. Install fonts-symbola."),
        (
            "\x07",
            "No font on this machine draws control or private characters."
            " Take them out of the text.",
        ),
    ],
)
def test_what_cannot_be_drawn_is_said_with_what_to_install(
    characters: str, sentence: str
) -> None:
    assert str(pdf.UndrawableText(weasy.scripts_of(characters))) == sentence


def test_the_check_says_which_scripts_cannot_be_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "undrawable_scripts", lambda: list(SCRIPTS.values()))
    (promised,), (others,) = pdf.promised_fonts(), pdf.other_fonts()
    assert promised.msg == (
        "No font on this machine draws Arabic and Chinese."
        " Install fonts-noto-cjk and fonts-noto-core."
    )
    assert "Korean" in others.msg


def test_the_check_is_silent_where_all_can_be_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "undrawable_scripts", list[Script])
    assert pdf.promised_fonts() == pdf.other_fonts() == []


def test_the_check_and_the_renderer_agree(make: Make) -> None:
    undrawable = {script.name for script in pdf.undrawable_scripts()}
    for script in SCRIPTS.values():
        try:
            make(f"<p>{script.sample}")
        except pdf.UndrawableText:
            assert script.name in undrawable
        else:
            assert script.name not in undrawable
