from __future__ import annotations

from django.urls import path

from collateral.plans import goals
from collateral.plans import views as plans

urlpatterns = [
    path("clients/<int:client_id>/goals/", goals.client_goals, name="client_goals"),
    path("goals/<int:goal_id>/closing/", goals.goal_closing, name="goal_closing"),
    path("sessions/<int:session_id>/plan/", plans.session_plan, name="session_plan"),
    path("sessions/<int:session_id>/plan/edit/", plans.plan_edit, name="plan_edit"),
    path(
        "sessions/<int:session_id>/plan/approval/",
        plans.plan_approval,
        name="plan_approval",
    ),
]
