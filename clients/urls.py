from __future__ import annotations

from django.urls import path

from clients.people import correction, find, views

urlpatterns = [
    # /clients/
    path("clients/", find.clients, name="clients"),
    path("clients/found/", find.clients_found, name="clients_found"),
    path("clients/new/", views.client_new, name="client_new"),
    # /contacts/<id>/
    path("contacts/<int:contact_id>/edit/", views.contact_edit, name="contact_edit"),
    path(
        "contacts/<int:contact_id>/correction/",
        correction.contact_correction,
        name="contact_correction",
    ),
]
