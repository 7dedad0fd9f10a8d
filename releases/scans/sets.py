"""The scanned pages of one printout together: whether all are there, and what of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import ngettext

from clients.models import Client
from practice.formats import say_list
from practice.models import User
from releases.models import Printout, Release, ReleaseDraft, ScannedPage, SignedForm
from releases.models.printout import PrintoutQuerySet
from releases.scans.today import Today

TROUBLES = {
    "signed": "This release is signed. Nothing more comes of pages sent in now.",
    "withdrawn": "This release was put aside: nothing comes of these pages.",
    "older": (
        "The release was changed after this was printed. Print it again, and have that "
        "signed."
    ),
}


OF_FORMS = {
    "signed": "This form is signed by all who had to. Nothing more comes of these pages.",
    "older": (
        "The form says something else since this was printed. Print it again, and have "
        "that signed."
    ),
}


@dataclass(frozen=True)
class PageSet:
    """What came back of a printout. ``trouble`` is ``signed``, ``withdrawn`` or ``older``
    where nothing can come of it any more.
    """

    printout: Printout
    pages: tuple[ScannedPage, ...]
    trouble: str = ""

    @property
    def draft(self) -> ReleaseDraft | None:
        draft: ReleaseDraft | None = self.printout.draft
        return draft

    @property
    def is_open(self) -> bool:
        """Whether its draft still waits for a signature, and so has a page of its own."""
        return self.trouble in ("", "older")

    @property
    def missing(self) -> list[int]:
        there = {each.page for each in self.pages}
        return [page for page in self._numbers if page not in there]

    @property
    def doubled(self) -> list[int]:
        times = Counter(each.page for each in self.pages)
        return [page for page in self._numbers if times[page] > 1]

    @property
    def is_whole(self) -> bool:
        return not (self.missing or self.doubled or self.trouble)

    @property
    def problems(self) -> list[str]:
        """What is not in order, each as a sentence."""
        if self.trouble:
            return [(TROUBLES if self.draft else OF_FORMS)[self.trouble]]
        said, of = [], self.printout.pages
        if self.missing:
            many = ngettext(
                "Page {pages} of {of} is missing.",
                "Pages {pages} of {of} are missing.",
                len(self.missing),
            )
            said.append(many.format(pages=say_list(map(str, self.missing)), of=of))
        twice = "Page {} is here more than once: put all but one aside."
        return [*said, *map(twice.format, self.doubled)]

    @property
    def _numbers(self) -> range:
        return range(1, self.printout.pages + 1)


def set_of(draft: ReleaseDraft) -> PageSet | None:
    """Of ``draft`` as it stands now; or of what it said before, where there is only that."""
    came = Exists(ScannedPage.objects.kept().filter(printout=OuterRef("pk")))
    printed: PrintoutQuerySet = draft.printouts.filter(came)
    sets = sets_of(list(printed.with_people()))
    return max(sets, key=lambda each: (not each.trouble, each.is_whole), default=None)


def to_be_checked(user: User) -> list[PageSet]:
    """All that is whole, of drafts as they stand now, oldest first."""
    return [each for each in sets_of(list(waiting(user))) if each.is_whole]


def waiting(user: User) -> QuerySet[Printout]:
    """Of drafts and forms that wait for a signature: what pages came back of."""
    drafts = ReleaseDraft.objects.visible_to(user).awaiting_signature()
    came = Exists(ScannedPage.objects.kept().filter(printout=OuterRef("pk")))
    clients = Client.objects.visible_to(user)
    forms = Q(client__in=clients) & ~Q(signed_since())
    found = Printout.objects.filter(came, Q(draft__in=drafts.values("pk")) | forms)
    return found.with_people().order_by("pk")


def sets_of(found: Sequence[Printout]) -> list[PageSet]:
    """Each with its pages, without their pictures."""
    pages = ScannedPage.objects.kept().filter(printout__in=found).defer("picture")
    ordered = list(pages.order_by("page", "pk"))
    signed = _signed(found)
    today = Today(each.draft.client for each in found if each.draft)
    return [
        PageSet(
            printout,
            tuple(page for page in ordered if page.printout_id == printout.pk),
            trouble_of(printout, today, is_signed=printout.pk in signed),
        )
        for printout in found
    ]


def trouble_of(printout: Printout, today: Today, *, is_signed: bool) -> str:
    """Why nothing can come of its pages, as a code; empty where something can."""
    if is_signed:
        return "signed"
    if printout.draft and printout.draft.withdrawn_at:
        return "withdrawn"
    return "older" if today.is_older(printout) else ""


def signed_since() -> Exists:
    """Of the printout of a form: whether all who have to signed that form after it."""
    forms = SignedForm.objects.filter(
        Q(contact=OuterRef("contact")) | Q(contact=None),
        client=OuterRef("client"),
        kind=OuterRef("form_kind"),
        whole=True,
        recorded_at__gte=OuterRef("printed_at"),
    )
    return Exists(forms)


def _signed(printouts: Iterable[Printout]) -> set[int]:
    """Those of which nothing more is signed."""
    keys = [each.pk for each in printouts]
    release = Exists(Release.objects.filter(draft=OuterRef("draft")))
    signed = Printout.objects.filter(
        Q(release, draft__isnull=False) | Q(signed_since(), draft=None), pk__in=keys
    )
    return set(signed.values_list("pk", flat=True))
