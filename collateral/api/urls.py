from __future__ import annotations

from django.urls import path

from collateral.api import views

urlpatterns = [
    path("gate/", views.api_gate, name="api_gate"),
    path("openapi.json", views.api_schema, name="api_schema"),
]
