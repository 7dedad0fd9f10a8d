"""Letters that no paper can show are refused where they are typed."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from practice.paper.pdf import UndrawableText, Unprintable, render


def drawable(text: str) -> None:
    """Refuses what no font on this machine draws, in the words of the paper itself.

    Where nothing is printed yet, nobody can tell; the paper will.
    """
    if text.isascii():
        return
    try:
        render("practice/paper/letters.html", {"text": text})
    except UndrawableText as error:
        raise ValidationError(str(error), code="undrawable") from error
    except (OSError, Unprintable):
        return
