from __future__ import annotations

from django.urls import path

from collateral.disclosures import asking, correcting
from collateral.disclosures import views as disclosures

urlpatterns = [
    path(
        "clients/<int:client_id>/disclosures/",
        disclosures.client_disclosures,
        name="client_disclosures",
    ),
    path(
        "clients/<int:client_id>/disclosures/new/",
        disclosures.client_disclosure,
        name="client_disclosure",
    ),
    path(
        "clients/<int:client_id>/accounting/",
        asking.client_accounting,
        name="client_accounting",
    ),
    path(
        "contacts/<int:contact_id>/disclosures/new/",
        disclosures.contact_disclosure,
        name="contact_disclosure",
    ),
    path(
        "disclosures/<int:disclosure_id>/correction/",
        correcting.disclosure_correction,
        name="disclosure_correction",
    ),
    path(
        "disclosures/<int:disclosure_id>/striking/",
        correcting.disclosure_striking,
        name="disclosure_striking",
    ),
]
