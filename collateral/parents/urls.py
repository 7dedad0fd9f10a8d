from __future__ import annotations

from django.urls import path

from collateral.parents import entries, views
from collateral.parents.family_views import client_family

urlpatterns = [
    path("clients/<int:client_id>/family/", client_family, name="client_family"),
    path(
        "clients/<int:client_id>/parents/",
        views.client_parents,
        name="client_parents",
    ),
    path(
        "clients/<int:client_id>/intake/",
        views.entry_new,
        {"entry": entries.INTAKE},
        name="intake_new",
    ),
    path(
        "clients/<int:client_id>/check-ins/new/",
        views.entry_new,
        {"entry": entries.CHECK_IN},
        name="check_in_new",
    ),
    path(
        "clients/<int:client_id>/expectations/new/",
        views.entry_new,
        {"entry": entries.EXPECTATION},
        name="expectation_new",
    ),
    path(
        "clients/<int:client_id>/inquiries/new/",
        views.entry_new,
        {"entry": entries.INQUIRY},
        name="inquiry_new",
    ),
    path(
        "inquiries/<int:inquiry_id>/answer/",
        views.inquiry_answer,
        name="inquiry_answer",
    ),
]
