from __future__ import annotations

from django.urls import path

from collateral.both_parents import views as both_parents

urlpatterns = [
    path(
        "clients/<int:client_id>/both-parents/",
        both_parents.parent_ledger,
        name="parent_ledger",
    ),
    path(
        "clients/<int:client_id>/both-parents/new/",
        both_parents.parent_entry_new,
        name="parent_entry_new",
    ),
    path(
        "parent-entries/<int:entry_id>/striking/",
        both_parents.parent_entry_striking,
        name="parent_entry_striking",
    ),
]
