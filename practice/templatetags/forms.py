"""What every form that is sent holds; in every template without loading."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from practice.web.opened import NAME, mark_of

register = template.Library()


@register.simple_tag(takes_context=True)
def csrf_token(context: Any) -> SafeString:
    """Django's own, and beside it whose page this is: so that no form forgets to say."""
    user = context.get("user")
    mark = mark_of(user) if user else ""
    token = format_html("{}", CsrfTokenNode().render(context))
    if not mark:
        return token
    return format_html(
        '{}<input type="hidden" name="{}" value="{}">', token, NAME, mark
    )


@register.filter(name="json")
def as_json(value: Any) -> str:
    """For an attribute that a script of ours reads."""
    return json.dumps(value, cls=DjangoJSONEncoder)
