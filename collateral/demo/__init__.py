"""An invented practice: nobody in it has ever lived."""

from __future__ import annotations
