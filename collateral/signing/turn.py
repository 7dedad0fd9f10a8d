"""Whose turn it is in the room, what they are asked, and what they have said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from collateral.signing.kept import Kept
from collateral.signing.steps import Step, steps_of
from practice.letterhead.current import letterhead
from releases.models import SigningSession
from releases.records.act import Agreed
from releases.signing.by_steps import StepForm
from releases.signing.sitting import place_in
from releases.signing.words import said_in
from releases.terms import read
from releases.terms.languages import language
from releases.terms.voices import voice_for


class Turn:
    """One person after the other: nobody sees what the one before typed."""

    def __init__(self, request: HttpRequest, signing: SigningSession) -> None:
        self.request, self.signing, self.draft = request, signing, signing.draft
        self.kept = Kept(request)
        self.bare = StepForm(self.signing)
        if self.kept.held.get("version", self.bare.version) != self.bare.version:
            self.start_over()

    @property
    def steps(self) -> list[Step]:
        return steps_of(self.signing, self.bare, self.kept.typed.get("mark", ""))

    @property
    def next(self) -> Step:
        """The first that is not done; the last where all are."""
        left = [each for each in self.steps if each.name not in self.kept.done]
        return left[0] if left else self.steps[-1]

    @property
    def is_whole(self) -> bool:
        return all(each.name in self.kept.done for each in self.steps)

    @property
    def version(self) -> str:
        """Of the words that were read."""
        return str(self.kept.held.get("version", ""))

    @property
    def agreed(self) -> Agreed:
        """To sign on a screen."""
        at, code, version = self.kept.held["agreed"]
        return Agreed(datetime.fromisoformat(at), code, version)

    def step(self, name: str) -> Step:
        return next(each for each in self.steps if each.name == name)

    def opens(self, name: str) -> bool:
        """What is next, and what the same person has done so far."""
        asked, ahead = self.step(name), self.next
        return asked == ahead or (
            asked.name in self.kept.done and asked.turn == ahead.turn
        )

    def form_at(self, name: str) -> StepForm:
        """The signature's form as this step asks of it."""
        step = self.step(name)
        if self.request.method == "POST" and step.fields:
            form = StepForm(self.signing, self._typed(step))
        else:
            form = StepForm(self.signing, initial=self._said_so_far)
        form.ask_only(step.fields)
        return form

    def _typed(self, step: Step) -> dict[str, Any]:
        typed = self.kept.add(self.request.POST, step.fields)
        return typed | {"read": self.version}

    @property
    def _said_so_far(self) -> dict[str, Any]:
        known = {"signer": self.signing.signer, "capacity": self.signing.capacity}
        known = {name: said for name, said in known.items() if said}
        return {**self.bare.initial, **known, **self.kept.typed}

    def take(self, name: str, form: StepForm) -> bool:
        """Keep what was sent at this step; whether nothing is wrong with it."""
        step = self.step(name)
        if step.fields:
            if form.errors:
                return False
            self.kept.do(name, self.kept.add(self.request.POST, step.fields))
        elif name == "records":
            code = self.bare.words["language"]
            version = said_in(code)["records"]["version"]
            shown = self.request.POST.get("version") == str(version)
            if not shown or not self.request.POST.get("agree"):
                return False
            at = timezone.now().isoformat()
            self.kept.do(name, agreed=[at, code, version])
        elif self.request.POST.get("read") == self.bare.version:
            self.kept.do(name, version=self.bare.version)
        else:
            self.start_over()
            return False
        return True

    def whole(self) -> StepForm:
        """All that was typed, as one form."""
        return StepForm(self.signing, self.kept.typed | {"read": self.version})

    def start_over(self) -> None:
        """What was read is no more: it is read again, and agreed to again."""
        self.kept.wipe(changed=True)

    def context(self, name: str, form: StepForm) -> dict[str, Any]:
        code = form.words["language"]
        capacity = self.signing.capacity
        copies = [read(each) for each in form.copies]
        if capacity and not self.draft.frozen:
            voice = voice_for(self.draft.client, capacity, timezone.localdate())
            copies = [each for each in copies if each.voice == voice] or copies
        place = [each.name for each in self.steps].index(name)
        return {
            "signing": self.signing,
            "draft": self.draft,
            "form": form,
            "step": name,
            "number": place + 1,
            "count": len(self.steps),
            "sitting": place_in(self.request, self.signing),
            "copies": copies,
            "terms": copies[0],
            "language": code,
            "words": said_in(code),
            "paper": language(code).table("paper"),
            "phone": _whole(letterhead().phone),
            "unagreed": self.request.method == "POST" and name == "records",
            "changed": self.kept.held.get("changed"),
            "signer": self.kept.typed.get("signer", ""),
        }


def _whole(phone: str) -> SafeString:
    """A number to call, in one line."""
    return format_html('<span class="text-nowrap">{}</span>', phone)
