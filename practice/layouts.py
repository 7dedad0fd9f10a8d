"""How crispy lays a form of the house out."""

from __future__ import annotations

from collections.abc import Container, Iterator
from copy import deepcopy
from functools import cached_property, reduce
from operator import getitem
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Hidden, Layout

from practice.versions import VERSION, version_shown
from practice.web.submissions import KEY


class Helper(FormHelper):  # type: ignore[misc]  # crispy has no types
    """The fields, and of a form that does something its key and the version it showed;
    the template writes the form around them.
    """

    form_tag = False
    disable_csrf = True
    include_media = False
    form_action = ""  # crispy would look for a view of this name, at each field

    def __init__(self, form: Any) -> None:
        super().__init__()
        self.form = form

    @cached_property
    def layout(self) -> Layout:
        """A copy, as rendering leaves its mark on it; a single field needs none."""
        fields = deepcopy(self.form.layout) or self.build_default_layout(self.form)
        _drop_missing(fields, self.form.fields)
        return Layout(*fields, *self._hidden())

    def _hidden(self) -> Iterator[Hidden]:
        """None in an address, which is kept and sent again."""
        if self.form.method == "get":
            return
        yield Hidden(KEY, str(self.form.form_key))
        if version := version_shown(self.form):
            yield Hidden(VERSION, version)


def _drop_missing(layout: Layout, fields: Container[str]) -> None:
    """Take from ``layout`` what its form does not ask of this person."""
    for pointer in reversed(layout.get_field_names()):
        if pointer.name not in fields:
            *above, place = pointer.positions
            parent = reduce(getitem, above, layout)
            del parent.fields[place]
