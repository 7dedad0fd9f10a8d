"""Whatever is cut off, removed or lifted after a root was sealed is shown by its kind."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from clients.ledger import record
from clients.models import Client, EventKind
from collateral import ending
from practice.models import User
from releases.models import SealedRoot
from releases.root.outside import mailed
from releases.root.sealing import seal_root
from releases.root.verification import verify_roots
from tests.refusals import run
from tests.releases.history.chains import EVENTS, triggers_off
from tests.releases.root.conftest import Sealed
from tests.revoked import revoke

LIFT = (
    "UPDATE releases_release SET revoked_at = NULL, revoked_by_id = NULL,"
    " revoked_reason = '', revocation_id = NULL WHERE id = %s"
)


def misfits() -> tuple[str, ...]:
    return verify_roots().misfits


def cut(client: Client, number: int) -> None:
    run(f"DELETE FROM {EVENTS} WHERE client_id = %s AND number > %s", client.pk, number)


def test_what_is_as_it_was_sealed_fits(sealed: Sealed) -> None:
    verdict = verify_roots()
    assert (verdict.misfits, verdict.roots) == ((), 1)
    assert str(verdict).startswith("Everything is as it was sealed: 1 root, the newest")


@pytest.mark.django_db
def test_where_no_root_was_sealed_it_says_so() -> None:
    assert str(verify_roots()) == "No root was sealed yet."


def test_an_empty_practice_is_sealed_too(db: None) -> None:
    assert seal_root().number == 1
    assert misfits() == ()


def test_a_day_on_which_much_happens_fits(sealed: Sealed, ada: User) -> None:
    revoke(sealed.bens, "No more.", ada)
    record(EventKind.CLIENT_CHANGED, sealed.jordan, ada)
    assert misfits() == ()
    assert seal_root().number == 2
    assert misfits() == ()


def test_a_release_that_ends_after_it_was_sealed_fits(
    sealed: Sealed, ada: User
) -> None:
    ending.end_by_event([sealed.bens], "Confirmed.", ada)
    assert misfits() == ()


def test_a_tail_that_was_cut_is_shown(sealed: Sealed) -> None:
    with triggers_off():
        cut(sealed.jordan, sealed.events - 1)
    assert misfits() == (
        f"The chain of client {sealed.jordan.pk} ends at event {sealed.events - 1}; "
        f"root 1 sealed it at event {sealed.events}.",
        f"Of {sealed.events} events that root 1 sealed, {sealed.events - 1} are there.",
    )


def test_a_tail_that_was_written_anew_is_shown(sealed: Sealed, ada: User) -> None:
    with triggers_off():
        cut(sealed.jordan, sealed.events - 1)
    record(EventKind.CLIENT_CHANGED, sealed.jordan, ada)
    assert misfits()[0] == (
        f"Event {sealed.events} of client {sealed.jordan.pk} is not the one that root 1 "
        "sealed."
    )


def test_a_chain_that_was_removed_is_shown(sealed: Sealed) -> None:
    with triggers_off():
        cut(sealed.jordan, 0)
    assert misfits()[0] == (
        f"The chain of client {sealed.jordan.pk} is gone, which root 1 sealed at event "
        f"{sealed.events}."
    )


def test_a_client_who_was_removed_is_shown(sealed: Sealed) -> None:
    with triggers_off():
        cut(sealed.jordan, 0)
        run("DELETE FROM clients_client WHERE id = %s", sealed.jordan.pk)
    assert misfits()[0] == (
        f"Client {sealed.jordan.pk} is gone, whose chain root 1 sealed at event "
        f"{sealed.events}."
    )
    assert "Of 1 clients that root 1 sealed, 0 are there." in misfits()


def test_a_release_that_is_revoked_no_more_is_shown(sealed: Sealed) -> None:
    with triggers_off():
        assert run(LIFT, sealed.marias.pk) == 1
    assert misfits() == (
        f"Release {sealed.marias.pk} of client {sealed.jordan.pk} was revoked when root 1 "
        "was sealed, and now it is not so, or later.",
        "Of 1 releases that had ended when root 1 was sealed, 0 have.",
    )


def test_a_release_that_ends_later_than_it_did_is_shown(sealed: Sealed) -> None:
    with triggers_off():
        later = "expires_at = expires_at + interval '1 day'"
        run(f"UPDATE releases_release SET {later} WHERE id = %s", sealed.bens.pk)
    assert misfits() == (
        f"Release {sealed.bens.pk} of client {sealed.jordan.pk} counted until an instant "
        "when root 1 was sealed, and now it is not so, or later.",
    )


def test_a_release_that_was_removed_is_shown(sealed: Sealed) -> None:
    with triggers_off():
        run("DELETE FROM releases_release WHERE id = %s", sealed.bens.pk)
    assert misfits()[0] == (
        f"Release {sealed.bens.pk} of client {sealed.jordan.pk} is gone, which root 1 "
        "sealed."
    )


def test_no_later_root_makes_good_what_was_done(sealed: Sealed) -> None:
    with triggers_off():
        cut(sealed.jordan, sealed.events - 1)
    before = misfits()
    seal_root()
    assert misfits()[0] == before[0]


def test_a_root_that_was_removed_is_shown(sealed: Sealed) -> None:
    seal_root(), seal_root()
    with triggers_off():
        run("DELETE FROM releases_sealedroot WHERE number = 2")
    assert misfits()[0] == "Root 3 does not follow the one before it."


def test_a_root_that_was_changed_is_shown(sealed: Sealed) -> None:
    changed = "replace(body, '\"misfits\":0', '\"misfits\":1')"
    with triggers_off():
        run(
            f"UPDATE releases_sealedroot SET body = {changed},"
            f" sha256 = encode(sha256(convert_to({changed}, 'UTF8')), 'hex')"
        )
    assert misfits() == ("Root 1 is not what the practice signed.",)


def test_leaves_that_were_changed_are_shown(sealed: Sealed) -> None:
    with triggers_off():
        cut(sealed.jordan, sealed.events - 1)
        run(
            "UPDATE releases_rootleaf SET number = last.number, head = last.sha256 FROM"
            f" (SELECT * FROM {EVENTS} ORDER BY number DESC LIMIT 1) AS last"
        )
    assert misfits() == (
        "The leaves of root 1 are not what was sealed.",
        f"Of {sealed.events} events that root 1 sealed, {sealed.events - 1} are there.",
    )


def test_the_command_shows_it_and_names_nobody(sealed: Sealed) -> None:
    out = StringIO()
    call_command("verify", stdout=out)
    assert "Everything is as it was sealed: 1 root" in out.getvalue()
    with triggers_off():
        cut(sealed.jordan, sealed.events - 1)
    with pytest.raises(CommandError, match="ends at event") as refusal:
        call_command("verify")
    assert not {"Jordan", "Reyes", "Ben", "Hart"} & set(str(refusal.value).split())


def test_who_writes_roots_and_leaves_anew_is_shown_from_outside(
    sealed: Sealed, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mail = tmp_path_factory.mktemp("kept") / "root.txt"
    mail.write_text("\n\n".join(mailed(sealed.root).paragraphs), encoding="utf-8")
    out = StringIO()
    call_command("verify_root", str(mail), stdout=out)
    assert out.getvalue() == "Everything that root 1 sealed is there.\n"
    with triggers_off():
        assert run(LIFT, sealed.marias.pk) == 1
        cut(sealed.jordan, sealed.events - 2)
        run("DELETE FROM releases_rootleaf")
        run("DELETE FROM releases_sealedroot")
    seal_root()
    assert misfits() == ()
    with pytest.raises(CommandError) as refusal:
        call_command("verify_root", str(mail))
    assert str(refusal.value).splitlines() == [
        "Root 1 here is another than the one that was given.",
        "The leaves of root 1 are not what was sealed.",
        f"Of {sealed.events} events that root 1 sealed, {sealed.events - 2} are there.",
        "Of 1 releases that had ended when root 1 was sealed, 0 have.",
    ]
    assert SealedRoot.objects.get().number == 1
