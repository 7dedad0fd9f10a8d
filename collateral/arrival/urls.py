from __future__ import annotations

from django.urls import path

from collateral.arrival import door
from collateral.arrival import views as arrivals

urlpatterns = [
    path(
        "sessions/<int:session_id>/arrival/",
        arrivals.session_arrival,
        name="session_arrival",
    ),
    path(
        "sessions/<int:session_id>/completion/",
        arrivals.session_completion,
        name="session_completion",
    ),
    path("sessions/<int:session_id>/door/", door.session_door, name="session_door"),
    path(
        "arrivals/<int:arrival_id>/undoing/",
        arrivals.arrival_undoing,
        name="arrival_undoing",
    ),
]
