from __future__ import annotations

from django.urls import path

from clients.people import find

urlpatterns = [
    # /clients/
    path("clients/", find.clients, name="clients"),
    path("clients/found/", find.clients_found, name="clients_found"),
]
