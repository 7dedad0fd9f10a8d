from __future__ import annotations

from django.urls import path

from collateral.arrival import views as arrivals

urlpatterns = [
    path(
        "sessions/<int:session_id>/arrival/",
        arrivals.session_arrival,
        name="session_arrival",
    ),
    path(
        "arrivals/<int:arrival_id>/undoing/",
        arrivals.arrival_undoing,
        name="arrival_undoing",
    ),
]
