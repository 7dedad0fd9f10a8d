"""Every address. Each app lists its own."""

from __future__ import annotations

from django.urls import include, path

from practice.accounts import views as accounts
from practice.paper import views as paper
from practice.systems import views as systems
from practice.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", accounts.sign_in, name="sign_in"),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("alive/", accounts.alive, name="alive"),
    path("settings/seal/", paper.seal_settings, name="seal_settings"),
    path("settings/programs/", systems.systems, name="systems"),
    path(
        "settings/programs/<int:system_id>/withdrawal/",
        systems.system_withdrawal,
        name="system_withdrawal",
    ),
    path("", include("clients.urls")),
    path("", include("releases.urls")),
    path("", include("collateral.urls")),
]

handler400 = "practice.web.views.unreadable"
handler500 = "practice.web.views.fault"
