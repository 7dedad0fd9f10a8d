from __future__ import annotations

from django.urls import path

from collateral.printing import ends
from collateral.printing import views as printing

urlpatterns = [
    path("print-room/", printing.print_room, name="print_room"),
    path("print-room/ends/", ends.what_ends, name="what_ends"),
    path("print-room/<slug:needs>/", printing.print_batch_new, name="print_batch_new"),
    path(
        "print-room/batches/<int:batch_id>/", printing.print_batch, name="print_batch"
    ),
    path(
        "print-room/batches/<int:batch_id>/paper/",
        printing.print_batch_paper,
        name="print_batch_paper",
    ),
    path(
        "print-room/batches/<int:batch_id>/deletion/",
        printing.print_batch_deletion,
        name="print_batch_deletion",
    ),
]
