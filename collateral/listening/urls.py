from __future__ import annotations

from django.urls import path

from collateral.listening import views

urlpatterns = [
    path("clients/<int:client_id>/calls/", views.client_calls, name="client_calls"),
    path("calls/<int:call_id>/reading/", views.call_reading, name="call_reading"),
]
