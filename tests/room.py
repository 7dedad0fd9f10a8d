"""Signing in the signing room as a browser does: handed over, step by step, given back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client as Browser

from releases.signing.handing import HandingForm

PASSWORD = "between two chairs at elm street"


@cache
def hashed() -> str:
    return make_password(PASSWORD)


def sign_in_room(browser: Browser, path: str, sends: Mapping[str, Any]) -> Any:
    """Hand over what is signed at ``path``, send all of ``sends`` step by step, and give
    the browser back: the first answer that refuses, or the last that leads on.
    """
    answer = hand_over(browser, path, sends)
    if answer.status_code != 302 or answer.url != "/room/":
        return answer
    answer = step_by_step(browser, sends)
    given_back = leave(browser)
    return given_back if answer is None else answer


def hand_over(browser: Browser, path: str, sends: Mapping[str, Any]) -> Any:
    """To whoever signs in the right that ``sends`` says, where several may."""
    form = browser.get(path).context
    form = form and form.get("form")
    to = {}
    if isinstance(form, HandingForm):
        right = sends.get("capacity", "")
        fits = [
            key
            for key, each in form.signers.items()
            if each.capacity == right and each.is_called(sends.get("signer", ""))
        ]
        to = {"to": fits[0]} if fits else {}
        to |= {"witnessed": "on"} if sends.get("witness") else {}
    return browser.post(path, {**to, **sends})


def step_by_step(
    browser: Browser, sends: Mapping[str, Any], pages: list[str] | None = None
) -> Any:
    """The answer that refuses what was sent; None once there is no step left."""
    given = dict(sends)
    for _ in range(12):
        page = browser.get("/room/", follow=True)
        if "step" not in page.context:
            return None
        here = page.redirect_chain[-1][0]
        if pages is not None:
            pages.append(page.content.decode())
        if page.context["step"] == "read":
            sends = {"read": page.context["form"].version, **given}
        version = page.context["words"]["records"]["version"]
        answer = browser.post(here, {**sends, "agree": "yes", "version": version})
        if answer.status_code != 302:
            return answer
    raise AssertionError(here)


def asked_on_the_way(browser: Browser, path: str, sends: Mapping[str, Any]) -> str:
    """The pages that whoever signs comes through, one after the other, as text."""
    hand_over(browser, path, sends)
    pages: list[str] = []
    step_by_step(browser, sends, pages)
    return "\n".join(pages)


def leave(browser: Browser, *, follow: bool = False) -> Any:
    """Back to whoever handed it over, by their password."""
    return browser.post("/room/leaving/", {"password": PASSWORD}, follow=follow)
