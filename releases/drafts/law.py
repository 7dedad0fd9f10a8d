"""What the law that applies to a client says of a release being prepared."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from clients.law.rules import rules_for
from clients.models import Client
from practice.formats import say_day_short_year

NO_AFFILIATION = (
    "The law that applies to this client asks for it. If they belong to none, write "
    "“none”."
)


def asks_besides(client: Client) -> set[str]:
    """The fields that it asks, or lets be asked, besides: that the signer asks for more
    than the longest term (Cal. Civ. Code 56.11), to which institution whoever is told
    belongs (RCW 70.02.030(3)(c)).
    """
    rules = rules_for(client, timezone.localdate(), video=True)
    longer = {"longer_asked"} if rules.longer_if_asked else set()
    return longer | ({"affiliation"} & rules.extra_fields)


def too_long(
    client: Client,
    ends: date,
    *,
    longer_asked: bool = False,
    signed_on: date | None = None,
) -> str:
    """Why a release that is signed on a day, today, may not count through ``ends``, by the
    shortest term that applies.
    """
    today = timezone.localdate()
    rules = rules_for(client, today, video=True)
    longest = rules.last_day(signed_on or today, longer_asked=longer_asked)
    if longest is None or ends <= longest:
        return ""
    day = say_day_short_year(longest)
    unless = ", unless the signer asks for longer" if rules.longer_if_asked else ""
    when = "today"
    if signed_on and signed_on != today:
        when = f"on {say_day_short_year(signed_on)}"
    return (
        f"The law that applies to this client lets a release signed {when} count until "
        f"{day} at most{unless}."
    )
