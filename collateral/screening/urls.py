from __future__ import annotations

from django.urls import path

from collateral.screening import views as screening

urlpatterns = [
    path("contacts/<int:contact_id>/screening/", screening.screening, name="screening"),
    path(
        "contacts/<int:contact_id>/incidents/new/",
        screening.incident_new,
        name="incident_new",
    ),
]
