from __future__ import annotations

from django.urls import path

from clients import views

urlpatterns = [
    # /clients/
    path("clients/", views.clients, name="clients"),
    path("clients/found/", views.clients_found, name="clients_found"),
]
