from __future__ import annotations

from django.urls import path

from clients.people import authority, correction, find, views

urlpatterns = [
    # /clients/
    path("clients/", find.clients, name="clients"),
    path("clients/found/", find.clients_found, name="clients_found"),
    path("clients/new/", views.client_new, name="client_new"),
    # /clients/<id>/authorities/, /authorities/<id>/
    path(
        "clients/<int:client_id>/authorities/new/",
        authority.authority_new,
        name="authority_new",
    ),
    path(
        "authorities/<int:authority_id>/verification/",
        authority.authority_verification,
        name="authority_verification",
    ),
    # /contacts/<id>/
    path("contacts/<int:contact_id>/edit/", views.contact_edit, name="contact_edit"),
    path(
        "contacts/<int:contact_id>/correction/",
        correction.contact_correction,
        name="contact_correction",
    ),
]
