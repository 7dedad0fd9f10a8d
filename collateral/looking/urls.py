from __future__ import annotations

from django.urls import path

from collateral.looking import views

urlpatterns = [
    path("looks/", views.looks, name="looks"),
    path("looks/export.csv", views.looks_export, name="looks_export"),
]
