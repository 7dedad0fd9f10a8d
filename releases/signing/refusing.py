"""What is asked of whoever would rather not sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from clients.law.signers import IN_PERSON
from clients.law.who import who_may_sign
from practice.forms import Form
from releases.models import Refusal, SigningSession
from releases.refusing.form import who_has_to


class RoomRefusalForm(Form):
    """Who they are, where nobody said; and why, if they want to say."""

    signer = forms.CharField(max_length=200)
    reason = forms.CharField(required=False, max_length=300)

    def __init__(
        self, signing: SigningSession, words: Mapping[str, Any], *args: Any
    ) -> None:
        self.signing = signing
        super().__init__(*args)
        asks = words["asks"]
        self.fields["signer"].label = asks["who"]
        self.fields["signer"].error_messages["required"] = asks["who_required"]
        self.fields["reason"].label = asks["reason"]
        if signing.signer:
            del self.fields["signer"]

    def refusal(self) -> Refusal | None:
        """Of a valid form: what is recorded, where it keeps others from signing too.

        Where somebody else may sign alone, that one says no is all that happens.
        """
        signing, now = self.signing, timezone.now()
        name = signing.signer or self.cleaned_data["signer"]
        who = who_may_sign(signing.draft.client, timezone.localdate())
        found = who.find(signing.capacity, name)
        if found is None or not (
            found in who_has_to(who) or found.capacity in IN_PERSON
        ):
            return None
        return Refusal(
            draft=signing.draft,
            signer=name,
            capacity=found.capacity,
            said_on=timezone.localdate(),
            reason=self.cleaned_data["reason"],
            recorded_by=signing.opened_by,
            recorded_at=now,
        )
