from __future__ import annotations

from django.urls import path

from releases import views as releases
from releases.copies import views as copies
from releases.drafts import own
from releases.drafts import views as drafts
from releases.history import views as history
from releases.lapsing import views as lapsing
from releases.links import door, stopping
from releases.links import views as links
from releases.printing import client_papers, notice
from releases.printing import views as printing
from releases.printing.letters import views as letters
from releases.proof import public
from releases.proof import views as alarms
from releases.records import views as records
from releases.refusing import views as refusing
from releases.restored import views as restored
from releases.scans import pages as scan_pages
from releases.scans import views as scans
from releases.signing import by_hand_views as by_hand
from releases.staff import views as staff
from releases.wordings import views as wordings

urlpatterns = [
    # /settings/people/<id>/
    path("settings/people/<int:user_id>/role/", staff.person_role, name="person_role"),
    path(
        "settings/people/<int:user_id>/leaving/",
        staff.person_leaving,
        name="person_leaving",
    ),
    # /contacts/<id>/
    path("contacts/<int:contact_id>/release/", drafts.draft_new, name="draft_new"),
    path(
        "contacts/<int:contact_id>/release/<slug:kind>/",
        drafts.draft_notes,
        name="draft_notes",
    ),
    path(
        "contacts/<int:contact_id>/papers/<slug:paper>/",
        letters.contact_paper,
        name="contact_paper",
    ),
    # /clients/<id>/
    path(
        "clients/<int:client_id>/papers/",
        client_papers.client_papers,
        name="client_papers",
    ),
    # /papers/, and those of what was said
    path("papers/<slug:paper>/", letters.paper_blank, name="paper_blank"),
    path(
        "refusals/<int:refusal_id>/paper/", letters.refusal_paper, name="refusal_paper"
    ),
    path(
        "revocations/<int:revocation_id>/paper/",
        letters.revocation_paper,
        name="revocation_paper",
    ),
    # /drafts/<id>/
    path("drafts/<int:draft_id>/", drafts.draft, name="draft"),
    path("drafts/<int:draft_id>/edit/", drafts.draft_edit, name="draft_edit"),
    path("drafts/<int:draft_id>/paper/", drafts.draft_paper, name="draft_paper"),
    path(
        "drafts/<int:draft_id>/withdrawal/",
        drafts.draft_withdrawal,
        name="draft_withdrawal",
    ),
    path(
        "drafts/<int:draft_id>/refusal/", refusing.draft_refusal, name="draft_refusal"
    ),
    path("drafts/<int:draft_id>/link/", links.draft_link, name="draft_link"),
    path("drafts/<int:draft_id>/by-hand/", by_hand.draft_by_hand, name="draft_by_hand"),
    path("papers/", by_hand.papers_to_check, name="papers_to_check"),
    path("drafts/<int:draft_id>/preset/", own.preset_new, name="preset_new"),
    path(
        "clients/<int:client_id>/forms/<slug:kind>/link/",
        links.form_link,
        name="form_link",
    ),
    # /links/<id>/, and where each leads whoever has it
    path(
        "links/<int:link_id>/withdrawal/", links.link_withdrawal, name="link_withdrawal"
    ),
    path("s/<str:token>/", door.link_door, name="link_door"),
    path("reminders/<str:token>/", stopping.reminders_stop, name="reminders_stop"),
    # /presets/
    path("presets/", own.presets, name="presets"),
    path("presets/<int:preset_id>/", own.preset_edit, name="preset_edit"),
    path(
        "presets/<int:preset_id>/deletion/",
        own.preset_deletion,
        name="preset_deletion",
    ),
    # /releases/
    path("releases/", releases.releases, name="releases"),
    path("releases/blank/", printing.release_blank, name="release_blank"),
    path("releases/notice/paper/", notice.notice_paper, name="notice_paper"),
    path("releases/<int:release_id>/copy/", copies.release_copy, name="release_copy"),
    path(
        "releases/<int:release_id>/notice/",
        notice.release_notice,
        name="release_notice",
    ),
    path(
        "releases/<int:release_id>/paper/", printing.release_paper, name="release_paper"
    ),
    path(
        "releases/<int:release_id>/records/",
        records.release_records,
        name="release_records",
    ),
    path(
        "releases/<int:release_id>/original/",
        printing.release_original,
        name="release_original",
    ),
    # /scans/
    path("scans/", scans.scans, name="scans"),
    path("scans/<int:batch_id>/", scans.scan_batch, name="scan_batch"),
    path("scans/pages/<int:page_id>/", scan_pages.scan_page, name="scan_page"),
    path(
        "scans/pages/<int:page_id>/discarding/",
        scan_pages.scan_discarding,
        name="scan_discarding",
    ),
    path(
        "scans/pages/<int:page_id>/picture/",
        scan_pages.scan_picture,
        name="scan_picture",
    ),
    path(
        "releases/<int:release_id>/lapse/", lapsing.release_lapse, name="release_lapse"
    ),
    # /alarms/
    path("alarms/", alarms.paper_alarms, name="paper_alarms"),
    path("alarms/<int:alarm_id>/", alarms.paper_alarm, name="paper_alarm"),
    # /restorations/
    path("restorations/", restored.restorations, name="restorations"),
    path(
        "restorations/<int:restoration_id>/",
        restored.restoration,
        name="restoration",
    ),
    path("verify/", public.verify, name="verify"),
    # /wordings/
    path("wordings/", wordings.wordings, name="wordings"),
    path("wordings/<slug:language>/next/", wordings.wording_next, name="wording_next"),
    path("wordings/<int:wording_id>/", wordings.wording, name="wording"),
    path("wordings/<int:wording_id>/edit/", wordings.wording_edit, name="wording_edit"),
    path(
        "wordings/<int:wording_id>/paper/", wordings.wording_paper, name="wording_paper"
    ),
    path(
        "wordings/<int:wording_id>/publication/",
        wordings.wording_publication,
        name="wording_publication",
    ),
    # /history/
    path("history/", history.history, name="history"),
    path("history/<int:client_id>/day/", history.history_day, name="history_day"),
    path("history/export.csv", history.history_export, name="history_export"),
    path(
        "history/verification/",
        history.history_verification,
        name="history_verification",
    ),
]
