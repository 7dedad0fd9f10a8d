from __future__ import annotations

from django.urls import path

from collateral.series import views

urlpatterns = [
    path("series/<int:series_id>/", views.series, name="series"),
    path("series/<int:series_id>/move/", views.series_move, name="series_move"),
    path(
        "series/<int:series_id>/reopening/",
        views.series_reopening,
        name="series_reopening",
    ),
    path(
        "series/<int:series_id>/left-out/",
        views.series_left_out,
        name="series_left_out",
    ),
    path(
        "series/<int:series_id>/letting-go/",
        views.series_letting_go,
        name="series_letting_go",
    ),
    path(
        "series/<int:series_id>/cancellation/",
        views.series_cancellation,
        name="series_cancellation",
    ),
]
