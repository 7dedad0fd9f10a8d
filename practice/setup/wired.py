"""What the application is put together from, in the order that counts."""

from __future__ import annotations

APPLICATIONS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "lucide",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "practice",
    "clients",
    "releases",
    "collateral",
]

# Where programs ask, with a secret: over plain HTTP they are refused, not led on, so that
# whoever runs them notices.
PROGRAMS = ("/api/", "/feed/")

# From the outside in.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "practice.web.plain_http.PlainHttpMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "practice.web.middleware.NoDeviceMiddleware",
    "practice.web.middleware.NoStoreMiddleware",
    "practice.web.bodies.BodyLimitMiddleware",
    "practice.web.middleware.NoNulMiddleware",
    "practice.chained.middleware.CurrentMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "practice.accounts.middleware.OwnPageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "practice.accounts.middleware.SignedInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "releases.signing.lock.RoomMiddleware",
    "practice.accounts.middleware.EnrolledMiddleware",
    "practice.accounts.middleware.OutgrownMiddleware",
    "practice.accounts.middleware.ConfirmedMiddleware",
    "collateral.looking.middleware.LookMiddleware",
    "collateral.gate.middleware.ReleaseRequiredMiddleware",
]

# Where work that outlives a request is declared; each capability has its own.
JOBS = [
    "practice.jobs.stalled",
    "practice.accounts.notices",
    "practice.accounts.passwords.jobs",
    "practice.calendars.jobs",
    "practice.looking.jobs",
    "clients.covering.told",
    "releases.scans.jobs",
    "releases.links.jobs",
    "releases.root.jobs",
    "collateral.wishes.message",
    "collateral.printing.make",
    "collateral.reminders.jobs",
    "collateral.digest.jobs",
]

# What finishes a restore that was stopped half way, before there are pages.
FINISHES = "collateral.ending.lost"
