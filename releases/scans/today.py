"""What drafts and forms would say if they were signed today, of many at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.utils import timezone

from clients.law.rules import Rules, laws_on, states_of
from clients.models import Client
from releases.models import Printout
from releases.signed_forms.asked import form_of
from releases.terms.content import of_draft, sha256_of
from releases.terms.languages import spoken_by
from releases.terms.wording import Wording, current


class Today:
    """The law and the wordings that count today, each asked for once."""

    def __init__(self, clients: Iterable[Client]) -> None:
        self.day = timezone.localdate()
        states = {s for each in clients for s in states_of(each, video=True)}
        laws = laws_on(sorted(states), self.day) if states else ()
        self._laws = {law.state: law for law in laws}
        self._wording = cache(current)

    def is_older(self, printout: Printout) -> bool:
        """Whether what would be signed of it is no longer what was printed."""
        if not printout.draft:
            return form_of(printout).version != printout.version
        draft = printout.draft
        words = draft.frozen or of_draft(
            draft,
            printout.capacity,
            self.day,
            self._wording_for(draft.client),
            self._rules_for(draft.client),
        )
        return sha256_of(words) != printout.version

    def _wording_for(self, client: Client) -> Wording:
        return self._wording(spoken_by(client.language))

    def _rules_for(self, client: Client) -> Rules:
        states = states_of(client, video=True)
        return Rules(tuple(self._laws[state] for state in states))
