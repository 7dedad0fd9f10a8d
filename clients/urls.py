from __future__ import annotations

from django.urls import path

from clients.emergency import views as emergency
from clients.law import review
from clients.law import views as law
from clients.people import correction, find, views

urlpatterns = [
    # /clients/
    path("clients/", find.clients, name="clients"),
    path("clients/found/", find.clients_found, name="clients_found"),
    path("clients/new/", views.client_new, name="client_new"),
    # Another clinician's, in an emergency
    path("clients/emergency/", emergency.emergency_new, name="emergency_new"),
    path("emergencies/<int:emergency_id>/", emergency.emergency, name="emergency"),
    # /law/<state>/
    path("law/", law.laws, name="laws"),
    path("law/<slug:state>/", law.law, name="law"),
    path(
        "law/<slug:state>/versions/<int:version>/", law.law_version, name="law_version"
    ),
    path("law/<slug:state>/review/", review.law_review, name="law_review"),
    # /contacts/<id>/
    path("contacts/<int:contact_id>/edit/", views.contact_edit, name="contact_edit"),
    path(
        "contacts/<int:contact_id>/correction/",
        correction.contact_correction,
        name="contact_correction",
    ),
]
