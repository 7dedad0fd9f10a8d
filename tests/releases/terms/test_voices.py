"""Whoever signs reads of themselves, of their child, or of the client they sign for."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client as Browser

from clients.law.signers import Capacity
from clients.models import Client, Contact
from collateral import ending
from practice.models import User
from releases.models import Document, Signature
from releases.terms import content, read
from releases.terms.part2 import STATEMENT_1
from releases.terms.voices import rights_by_voice
from releases.terms.wording import PART_2, Voice
from tests.bare import said_for
from tests.refusals import refused_by
from tests.releases.printing.papers import text_of
from tests.releases.signing.versions import version_of
from tests.room import sign_in_room
from tests.signed import document_of, draft_for

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize("emancipated", [False, True])
def test_what_is_usual_comes_first(teo: Client, emancipated: bool) -> None:
    teo.emancipated = emancipated
    assert list(rights_by_voice(teo, TODAY).items()) == (
        [(Voice.CLIENT, [Capacity.CLIENT]), (Voice.OTHER, [Capacity.AGENT])]
        if emancipated
        else [
            (Voice.CHILD, [Capacity.PARENT, Capacity.AGENT]),
            (Voice.CLIENT, [Capacity.MINOR]),
        ]
    )


@pytest.mark.parametrize(
    ("capacity", "signer", "voice", "words"),
    [
        ("parent", "Rosa Vega", "child", "Your child stays the client."),
        ("agent", "Rosa Vega", "child", "Your child stays the client."),
        ("minor", "", "client", "You stay the client."),
    ],
)
def test_a_release_keeps_the_words_that_its_signer_read(
    adas: Browser,
    ada: User,
    rosa: Contact,
    capacity: str,
    signer: str,
    voice: str,
    words: str,
    unprinted: None,
) -> None:
    signer = signer or rosa.client.legal_name
    draft = draft_for(rosa, ada)
    page = adas.get(f"/drafts/{draft.pk}/signature/").content.decode()
    assert words in page
    sent = {
        "signer": signer,
        "capacity": capacity,
        "authority": "with legal custody",
        "ground": "of an age to consent alone",
        "mark": "typed",
        "typed_name": signer,
        "intends": "on",
        "read": version_of(draft),
    }
    assert sign_in_room(adas, f"/drafts/{draft.pk}/signature/", sent).status_code == 302
    terms = read(Document.objects.get().content)
    assert terms.voice == voice
    assert words in " ".join(each["text"] for each in terms.statements)


def test_the_last_day_of_a_parents_authority_is_read_before_it_is_signed(
    ada: User, rosa: Contact
) -> None:
    rosas = draft_for(rosa, ada, expires_on=rosa.client.comes_of_age_on)
    by_parent, by_minor = map(read, content.in_every_voice(rosas))
    assert by_parent.last_day_of_authority
    assert by_minor.last_day_of_authority is None


@pytest.mark.parametrize("part2", [True, False])
def test_only_a_part_2_clients_release_cites_part_2(
    ada: User, ben: Contact, jordan: Client, part2: bool
) -> None:
    jordan.part2 = part2
    jordan.save()
    ben.refresh_from_db()
    draft = draft_for(ben, ada)
    signature = Signature(
        signer="Jordan Reyes",
        capacity="client",
        mark="typed",
        typed_name="Jordan Reyes",
    )
    release, _ = ending.sign(draft, signature, ada)
    said = text_of(bytes(release.document.paper.pdf))
    assert (PART_2 in said) is part2
    assert (STATEMENT_1 in said) is part2
    jordan.part2 = not part2
    jordan.save()
    release.refresh_from_db()
    assert read(release.document.content).part2 is part2


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"part2": True}, id="Part 2 applies, but is not cited"),
        pytest.param({"part2": None}, id="nobody said whether it applies"),
        pytest.param({"voice": "child"}, id="a client who signs reads of a child"),
        pytest.param({"voice": "crowd"}, id="nobody's voice"),
        pytest.param({"lead": " "}, id="no lead"),
        pytest.param({"agreement": ""}, id="nothing to agree to"),
    ],
)
def test_the_database_keeps_no_words_for_someone_else(
    ben: Contact, change: dict[str, object]
) -> None:
    said = said_for(ben)
    with refused_by("document_is_whole"):
        document_of(ben.client, {**said, **change}).save()
    document_of(ben.client, said).save()


def test_the_database_keeps_no_clients_words_that_a_parent_signed(
    rosa: Contact,
) -> None:
    said = said_for(rosa)
    (signature,) = said["signatures"]
    by_parent = {**said, "signatures": [{**signature, "capacity": "parent"}]}
    with refused_by("document_is_whole"):
        document_of(rosa.client, by_parent).save()
    document_of(rosa.client, {**by_parent, "voice": "child"}).save()
