"""A site that books with django-appointment and does nothing else.

Run by ``django_appointment``, in an environment without our packages. The first line of
its input names the database; for the day on each line that follows it lists the
times that are free, books nine o'clock, and answers how long each took and how many
appointments the slot has now.
"""

from __future__ import annotations

import itertools
import json
import logging
import sys
import time
from datetime import timedelta
from urllib.parse import urlencode

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command
from django.test import Client as Browser
from django.test.utils import setup_test_environment
from django.urls import include, path

START, END = "09:00", "09:50"
AS_FORMS_DO = "application/x-www-form-urlencoded"


def main() -> None:
    _configure(json.loads(sys.stdin.readline()))
    # The package comes without migrations, and its tables refer to users.
    call_command("migrate", "auth", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)
    slot = _slot()
    for number in itertools.count():
        if not (day := sys.stdin.readline().strip()):
            return
        listing = _list(slot, day)
        spent = _book({**slot, "date": day}, f"visitor-{number}@example.com")
        taken = apps.get_model("appointment", "Appointment").objects.filter(
            appointment_request__date=day, appointment_request__start_time=START
        )
        print(listing, spent, taken.count(), flush=True)  # noqa: T201 - to the other process


def _configure(database: dict[str, str]) -> None:
    """As its documentation has it, and as quick as it may be: no logs, no real mail."""
    settings.configure(
        SECRET_KEY="only-for-this",
        ALLOWED_HOSTS=["*"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "CONN_MAX_AGE": 600,
                **database,
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        STATIC_URL="static/",
        LOGGING_CONFIG=None,
        INSTALLED_APPS=[
            *map("django.contrib.{}".format, ["admin", "auth", "contenttypes"]),
            *map("django.contrib.{}".format, ["sessions", "messages", "staticfiles"]),
            "phonenumber_field",
            "appointment",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
    )
    logging.disable()
    django.setup()
    setup_test_environment(debug=False)
    settings.ROOT_URLCONF = (path("", include("appointment.urls")),)


def _slot() -> dict[str, object]:
    """What a visitor chooses of the one who works there and the one service."""
    names = {"first_name": "Amara", "last_name": "Okafor", "email": "a@example.com"}
    okafor = get_user_model().objects.create_user("okafor", **names)
    staff = apps.get_model("appointment", "StaffMember").objects.create(user=okafor)
    service = apps.get_model("appointment", "Service").objects.create(
        name="Joint session", duration=timedelta(minutes=50), price=0
    )
    staff.services_offered.add(service)
    hours = apps.get_model("appointment", "WorkingHours").objects
    for weekday in range(7):
        hours.create(
            staff_member=staff,
            day_of_week=weekday,
            start_time="09:00",
            end_time="17:00",
        )
    return {
        "service": service.pk,
        "staff_member": staff.pk,
        "start_time": START,
        "end_time": END,
    }


def _list(slot: dict[str, object], day: str) -> float:
    """Seconds for the free times of a day, as the page asks when it is chosen."""
    browser, began = Browser(), time.perf_counter()
    asked = {
        "selected_date": day,
        "staff_member": slot["staff_member"],
        "service_id": slot["service"],
    }
    by_script = {"X-Requested-With": "XMLHttpRequest"}
    answer = browser.get("/ajax/available_slots/", asked, headers=by_script)
    spent = time.perf_counter() - began
    assert answer.json()["available_slots"], answer.json()
    return spent


def _book(slot: dict[str, object], email: str) -> float:
    """Seconds for the three POSTs: the slot, who it is for, and the code sent to them."""
    browser, began = Browser(), time.perf_counter()
    step = browser.post("/request-submit/", urlencode(slot), AS_FORMS_DO)
    who = {
        "name": "Maria Reyes",
        "email": email,
        "phone_0": "US",
        "phone_1": "5185550142",
        "address": "12 Willow Street, Albany, NY 12207",
        "payment_type": "full",
    }
    step = browser.post(step["Location"], urlencode(who), AS_FORMS_DO)
    (sent,) = (each for each in mail.outbox if email in each.to)
    code = sent.body.rstrip(".").split()[-1]
    step = browser.post(step["Location"], urlencode({"code": code}), AS_FORMS_DO)
    spent = time.perf_counter() - began
    assert step["Location"].startswith("/thank-you/"), step["Location"]
    return spent


if __name__ == "__main__":
    main()
