from __future__ import annotations

from django.urls import path

from collateral.wishes import views as wishes

urlpatterns = [
    path("clients/<int:client_id>/wishes/", wishes.wishes, name="wishes"),
    path("clients/<int:client_id>/wishes/new/", wishes.wish_new, name="wish_new"),
    path("clients/<int:client_id>/stop/", wishes.client_stop, name="client_stop"),
    path("wishes/<int:wish_id>/closing/", wishes.wish_closing, name="wish_closing"),
    path("stops/<int:stop_id>/lifting/", wishes.stop_lifting, name="stop_lifting"),
]
