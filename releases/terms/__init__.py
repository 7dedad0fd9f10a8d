"""What a release says: written in the newest version, read in every one."""

from __future__ import annotations

from releases.terms.read import Terms, read

__all__ = ["Terms", "read"]
