"""The settings of a site that forgot the gate."""

from __future__ import annotations

from practice.settings import *  # noqa: F403
from practice.settings import MIDDLEWARE as _MIDDLEWARE

MIDDLEWARE = [name for name in _MIDDLEWARE if "ReleaseRequired" not in name]
