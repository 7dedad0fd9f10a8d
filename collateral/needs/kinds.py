"""All kinds of need."""

from __future__ import annotations

from collateral.needs.paper_kinds import OF_PAPERS
from collateral.needs.session_kinds import OF_SESSIONS

KINDS = (*OF_SESSIONS, *OF_PAPERS)
BY_CODE = {kind.code: kind for kind in KINDS}
