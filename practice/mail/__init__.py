"""Mail to people outside, which says nothing that its carriers may not read."""

from __future__ import annotations

from practice.mail.letter import Words
from practice.mail.post import MailFailed, send
from practice.mail.ways import WHY_NOT, can_mail

__all__ = ["WHY_NOT", "MailFailed", "Words", "can_mail", "send"]
