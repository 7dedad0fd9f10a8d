from __future__ import annotations

from django.urls import path

from collateral.signed_forms import checking
from collateral.signed_forms import views as signed_forms

urlpatterns = [
    path(
        "clients/<int:client_id>/forms/",
        signed_forms.client_forms,
        name="client_forms",
    ),
    path(
        "clients/<int:client_id>/forms/<slug:kind>/",
        signed_forms.form_signature,
        name="form_signature",
    ),
    path(
        "clients/<int:client_id>/forms/<slug:kind>/filing/",
        signed_forms.form_filing,
        name="form_filing",
    ),
    path(
        "clients/<int:client_id>/forms/<slug:kind>/paper/",
        signed_forms.form_paper,
        name="form_paper",
    ),
    path("forms/papers/<int:paper_id>/", checking.form_check, name="form_check"),
    path(
        "forms/<int:form_id>/paper/",
        signed_forms.signed_form_paper,
        name="signed_form_paper",
    ),
    path(
        "forms/<int:form_id>/withdrawal/",
        signed_forms.form_withdrawal,
        name="form_withdrawal",
    ),
]
