"""Who may open which door."""

from __future__ import annotations

# What Ada (whose client it is), another clinician, the front desk, the admin, and who
# has not signed in get: for GET, then for a POST with which nothing is wrong. "in" is
# the way to the door, and back.
TABLE = """
home                  302 302 302 302  in   405 405 405 405  in
sign_in               302 302 302 302 200   302 302 302 302 302
sign_out              405 405 405 405 405   302 302 302 302 302
alive                 204 204 204 204  in   204 204 204 204  in
clients               200 200 200 200  in   302 302 302 302  in
clients_found         302 302 302 302  in   405 405 405 405  in
client_new            200 200 200 404  in   302 302 302 404  in
client_edit           200 404 200 404  in   302 404 302 404  in
contact_new           200 404 200 404  in   302 404 302 404  in
contact_edit          200 404 200 404  in   302 404 302 404  in
contact_correction    200 404 200 404  in   302 404 302 404  in
authority_new         200 404 200 404  in   302 404 302 404  in
authority_verification 200 404 200 404  in   302 404 302 404  in
authority_closing     200 404 200 404  in   302 404 302 404  in
order_new             200 404 404 404  in   302 404 404 404  in
draft_new             200 404 200 404  in   302 404 302 404  in
draft_notes           200 404 200 404  in   302 404 302 404  in
draft                 200 404 200 404  in   405 405 405 404  in
draft_edit            200 404 200 404  in   302 404 302 404  in
draft_paper           200 404 200 404  in   405 405 405 404  in
draft_withdrawal      200 404 200 404  in   302 404 302 404  in
draft_link            200 404 200 404  in   200 404 200 404  in
link_withdrawal       405 405 405 404  in   302 404 302 404  in
link_door             200 200 200 200 200   302 302 302 302 302
draft_refusal         200 404 200 404  in   302 404 302 404  in
draft_by_hand         200 404 200 404  in   302 404 302 404  in
draft_check           200 404 200 404  in   302 404 302 404  in
papers_to_check       200 200 200 404  in   405 405 405 404  in
scans                 200 200 200 404  in   302 302 302 404  in
scan_batch            200 404 200 404  in   405 405 405 404  in
scan_page             200 404 200 404  in   302 404 302 404  in
scan_discarding       200 404 200 404  in   302 404 302 404  in
scan_picture          200 404 200 404  in   405 405 405 404  in
preset_new            200 404 404 404  in   302 404 404 404  in
presets               200 200 404 404  in   405 405 404 404  in
preset_edit           200 404 404 404  in   302 404 404 404  in
preset_deletion       200 404 404 404  in   302 404 404 404  in
draft_signature       200 404 200 404  in   302 404 302 404  in
releases              200 200 200 404  in   405 405 405 404  in
release_blank         200 200 200 200  in   405 405 405 405  in
notice_paper          200 200 200 200  in   405 405 405 405  in
release               200 404 200 200  in   405 405 405 405  in
release_copy          405 405 405 404  in   302 404 302 404  in
release_notice        200 404 200 404  in   302 404 302 404  in
release_paper         200 404 200 404  in   405 405 405 404  in
release_records       200 404 200 404  in   302 404 302 404  in
release_original      200 404 200 404  in   405 405 405 404  in
release_revocation    200 404 200 404  in   302 404 302 404  in
release_event         200 404 200 404  in   302 404 302 404  in
release_voiding       200 404 200 200  in   302 404 302 302  in
revocation_writing    200 404 200 404  in   302 404 302 404  in
release_sessions      200 404 404 404  in   302 404 404 404  in
wordings              404 404 404 200  in   404 404 404 405  in
wording_next          404 404 404 302  in   404 404 404 302  in
wording               404 404 404 200  in   404 404 404 405  in
wording_edit          404 404 404 200  in   404 404 404 302  in
wording_paper         404 404 404 200  in   404 404 404 405  in
wording_publication   404 404 404 302  in   404 404 404 302  in
room                  404 404 404 404 302   404 404 404 404 302
room_step             404 404 404 404 302   404 404 404 404 302
room_refusal          404 404 404 404 302   404 404 404 404 302
room_paper            404 404 404 404 302   404 404 404 404 302
room_leaving          404 404 404 404 302   404 404 404 404 302
laws                  404 404 404 200  in   404 404 404 405  in
law                   404 404 404 200  in   404 404 404 405  in
law_version           404 404 404 200  in   404 404 404 405  in
law_review            404 404 404 200  in   404 404 404 302  in
law_value             404 404 404 200  in   404 404 404 302  in
history               404 404 404 200  in   404 404 404 200  in
history_day           404 404 404 200  in   404 404 404 405  in
history_export        404 404 404 200  in   404 404 404 405  in
history_verification  404 404 404 200  in   404 404 404 200  in
week                  200 200 404 404  in   405 405 404 404  in
week_of               200 200 404 404  in   405 405 404 404  in
day                   404 404 200 200  in   404 404 405 405  in
client                200 404 200 200  in   405 405 405 405  in
booking               200 404 404 404  in   302 404 404 404  in
coverage              302 404 404 404  in   200 404 404 404  in
client_care           200 404 200 404  in   302 404 302 404  in
session               200 404 200 200  in   405 405 405 405  in
session_plan          200 404 404 404  in   405 405 404 404  in
session_move          200 404 404 404  in   302 404 404 404  in
session_coverage      302 404 404 404  in   200 404 404 404  in
session_participants  200 404 404 404  in   302 404 404 404  in
session_topics        200 404 404 404  in   302 404 404 404  in
session_reopening     200 404 404 404  in   302 404 404 404  in
session_cancellation  200 404 404 404  in   302 404 404 404  in
"""
