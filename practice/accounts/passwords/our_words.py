"""Words that whoever guesses would try here first: they make no password longer."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from practice.accounts.lengths import BESIDE
from practice.letterhead.current import letterhead

CODE = "password_of_our_words"
# The program's own, what people do here, and what one thinks of first.
EVERYWHERE = (
    "third chair admin clinician front desk client session release practice "
    "therapy therapist counseling welcome password"
)
SHORTEST = 3  # letters of a word that is looked for
ALIKE = str.maketrans("013457@$l", "oieastasi")
BETWEEN = re.compile(r"[\s\-_.,!?]")
SAYS = (
    "Without the practice’s name and address, yours, and other words that anybody would try "
    f"here, too little is left of this password: {BESIDE} characters have to be. Take "
    "words that have nothing to do with the practice."
)


class NotOfOurWords:
    """What is left beside them has to do as a password beside a second factor would
    (ASVS 5.0, 6.2.11).
    """

    def __init__(self) -> None:
        self.common = {_folded(each) for each in CommonPasswordValidator().passwords}

    def validate(self, password: str, user: Any = None) -> None:
        rest = whole = _folded(password)
        for word in sorted(words(user), key=lambda each: (-len(each), each)):
            rest = rest.replace(word, "")
        if rest != whole and (len(rest) < BESIDE or rest in self.common):
            raise ValidationError(SAYS, code=CODE)

    def get_help_text(self) -> str:
        return (
            "Words that anybody would try here do not count: of the practice’s name and "
            "address, and of yours."
        )


def words(user: Any = None) -> set[str]:
    """All of them, as they are looked for: SECURITY.md says which these are."""
    head = letterhead()
    own = [getattr(user, name, "") for name in ("username", "name", "email")]
    host = urlsplit(settings.PRACTICE_URL).hostname or ""
    said = [EVERYWHERE, *settings.PASSWORD_WORDS, head.name, head.address, host, *own]
    found = {re.sub(r"\D", "", head.phone), "".join(head.name.split())}
    found |= {word for text in said for word in re.split(r"[\W_]+", text)}
    return {_folded(word) for word in found if len(word) >= SHORTEST}


def _folded(text: str) -> str:
    """In no case, with no figure or sign in a letter's place, and nothing in between."""
    return BETWEEN.sub("", text.casefold().translate(ALIKE))
