"""Settings, all read from the environment; the README's table explains each."""

from __future__ import annotations

from pathlib import Path

from practice.setup import wired
from practice.setup.environment import (
    env,
    env_address,
    env_bool,
    env_database,
    env_https,
    env_int,
    env_key,
    env_list,
    env_log_level,
    env_pool,
    env_replica,
    env_said,
    env_smtp_security,
    env_state,
    env_url,
    env_zone,
)
from practice.setup.logs import configuration
from practice.web.policy import ONLY_OURS

BASE_DIR = Path(__file__).resolve().parent.parent

# The demo runs over plain HTTP on this machine only; nothing else relaxes safety.
DEMO = env_bool("DEMO", default=False)
DEBUG = env_bool("DEBUG", default=False)
SECRET_KEY = env_key("SECRET_KEY", "only-for-the-demo-practice", demo=DEMO)
# What it was before: it reads still, until all is concealed anew (manage.py conceal_anew).
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")

# The practice, as it appears on its releases until an admin says otherwise, and on the
# certificate of its seal (practice.letterhead, practice.paper.key).
PRACTICE_NAME = env_said("PRACTICE_NAME", "Willow Street Therapy", demo=DEMO)
PRACTICE_ADDRESS = env_said(
    "PRACTICE_ADDRESS", "12 Willow Street, Albany, NY 12207", demo=DEMO
)
PRACTICE_PHONE = env_said("PRACTICE_PHONE", "(518) 555-0142", demo=DEMO)
# Whose law applies to every client, beside that of their own state; or nobody's else.
PRACTICE_STATE = env_state("PRACTICE_STATE")
# Whether a second person looks at the papers of whoever signs for a client.
VERIFY_AUTHORITY = env_bool("VERIFY_AUTHORITY", default=True)
# Whether whoever enters a paper that was signed by hand checks it too: in a practice of one.
CHECK_PAPER_ALONE = env_bool("CHECK_PAPER_ALONE", default=False)
# Whether releases are on the practice's own form, as programs funded under VAWA or FVPSA
# may not use a standard one (34 USC 12291(b)(2), 42 USC 10406(c)(5)).
VAWA_FUNDED = env_bool("VAWA_FUNDED", default=False)
TIME_ZONE = env_zone("PRACTICE_TIME_ZONE", "America/New_York")

INSTALLED_APPS = wired.APPLICATIONS
MIDDLEWARE = wired.MIDDLEWARE
ROOT_URLCONF = "practice.urls"
WSGI_APPLICATION = "practice.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "practice.web.context.practice",
            ],
            "builtins": [
                "practice.templatetags.forms",
                "practice.templatetags.people",
                "releases.templatetags.statuses",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Without DATABASE_URL, the server that comes with the Python packages.
DATA_DIR = Path(env("DATA_DIR", str(BASE_DIR / ".data")))
# Where each night's backup is kept; and a folder, or a repository of restic's, elsewhere.
BACKUP_DIR, BACKUP_OFFSITE = env("BACKUP_DIR"), env("BACKUP_OFFSITE")
RESTIC_REPOSITORY = env("RESTIC_REPOSITORY")
DATABASES = {
    "default": {
        **env_database(
            "DATABASE_URL", owner="DATABASE_OWNER_URL", backup="DATABASE_BACKUP_URL"
        ),
        "CONN_MAX_AGE": env_int("CONN_MAX_AGE", 600),
        "CONN_HEALTH_CHECKS": True,
    },
    **env_replica("REPLICA_URL"),
}
# Where pages connect, if not there (practice.database.pooled).
POOL = env_pool("DATABASE_POOL_URL", beside="DATABASE_URL")
# For whom backups are encrypted, who need not be on this machine: age1…
BACKUP_RECIPIENT = env_list("BACKUP_RECIPIENT")
# Mail, without which links are shown on the screen. The demo's goes no further than
# a folder beside its data: what is invented is sent to nobody.
PRACTICE_URL = env_url("PRACTICE_URL", "http://127.0.0.1:8000" if DEMO else "")
EMAIL_BACKEND = (
    "django.core.mail.backends.filebased.EmailBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = env("SMTP_HOST")
EMAIL_USE_TLS, EMAIL_USE_SSL = env_smtp_security("SMTP_SECURITY")
EMAIL_PORT = env_int("SMTP_PORT", 465 if EMAIL_USE_SSL else 587)
EMAIL_HOST_USER = env("SMTP_USER")
EMAIL_HOST_PASSWORD = env("SMTP_PASSWORD")
EMAIL_TIMEOUT = 20
MAIL_FROM = env("MAIL_FROM", "office@willow-street.example" if DEMO else "")
# Whether the disk is encrypted where this machine cannot see it.
DISK_ENCRYPTED = env_bool("DISK_ENCRYPTED", default=False)
# Whether something of which this machine shows nothing sends its log to another.
LOGS_ELSEWHERE = env_bool("LOGS_ELSEWHERE", default=False)
# Who reads how it is, in numbers; nobody, where there is none.
METRICS_TOKEN = env("METRICS_TOKEN")
# To whom each day's sealed root is mailed, and whose clock stamps it (RFC 3161).
ROOT_MAIL_TO = env_address("ROOT_MAIL_TO")
TIMESTAMP_URL = env_https("TIMESTAMP_URL")

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = wired.JOBS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "practice.User"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"
AUTHENTICATION_BACKENDS = ["practice.accounts.backend.Doorkeeper"]
PASSWORD_HASHERS = ["practice.accounts.turns.OneCore"]
# allauth: nobody signs up; our own throttle, mail and words stand in for its.
ACCOUNT_ADAPTER = "practice.accounts.factors.adapter.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_TIMEOUT = 10 * 60  # between the password and the second factor
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "practice.accounts.factors.adapter.Factors"
MFA_RATE_LIMITS = False
# Its recovery codes could be read; ours are hashed (practice.accounts.factors.recovery).
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Whether everyone is asked for a second factor: until they have one, they see nothing else.
MFA_REQUIRED = env_bool("MFA_REQUIRED", default=not DEMO)
MFA_TOTP_TOLERANCE = 0  # a code holds for its half minute, by the clock of this machine
PASSWORD_RESET_TIMEOUT = 60 * 60
# Of a process's threads, at most half look at passwords.
SIGN_INS_AT_ONCE = max(1, env_int("WEB_THREADS", 4) // 2)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "practice.accounts.lengths.LongEnough",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "practice.accounts.passwords.our_words.NotOfOurWords",
    )
]
# Beside the practice's name and address, what anybody would try there: a short name, say.
PASSWORD_WORDS = env_list("PASSWORD_WORDS")

# Fifteen minutes idle, twelve hours at most (practice.accounts.middleware).
BROWSER_COOKIE_NAME = "browser" if DEMO else "__Host-browser"
SESSION_ENGINE = "practice.accounts.sessions"
SESSION_COOKIE_AGE = 15 * 60
SESSION_LONGEST_AGE = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not DEMO
# Browsers take a cookie of this name from this very host alone, and over TLS.
SESSION_COOKIE_NAME = "sessionid" if DEMO else "__Host-sessionid"
# What is said of people stays in the database: Django's own choice is a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_NAME = "csrftoken" if DEMO else "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "practice.web.views.form_too_old"
SECURE_SSL_REDIRECT = not DEMO
# Monitors on this machine ask behind the proxy, by plain HTTP; programs are refused there.
SECURE_REDIRECT_EXEMPT = [
    *("^live/$", "^ready/$", "^metrics/$"),
    *(f"^{each.lstrip('/')}" for each in wired.PROGRAMS),
]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https")
    if env_bool("BEHIND_PROXY", default=False)
    else None
)
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 60 * 60
# These bind hosts that may not be ours to bind, the second for years to come; Django
# warns whoever asks for less.
SECURE_HSTS_PRELOAD = env_bool("HSTS_PRELOAD", default=False)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD or env_bool(
    "HSTS_SUBDOMAINS", default=False
)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = ONLY_OURS

# Another language comes with a folder in practice/locale: its formats and its words.
LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English")]
FORMAT_MODULE_PATH = "practice.locale"
LOCALE_PATHS = [BASE_DIR / "practice" / "locale"]
USE_I18N = True
USE_TZ = True
# The biggest form, with room: a signature of as many points as are kept, as a browser
# encodes it, takes 180 KB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
# Where files are sent, how many bytes of them at once, and what comes with them. They stay
# in memory: nothing of anybody's lands on a disk by itself.
UPLOADS = ("/scans/", "/verify/", "/settings/logo/")
LARGEST_UPLOAD = 25 * 1024 * 1024
LARGEST_WITH_FILES = LARGEST_UPLOAD + DATA_UPLOAD_MAX_MEMORY_SIZE
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_WITH_FILES

STATIC_URL = "static/"
STATIC_ROOT = Path(env("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "practice.setup.staticfiles.PackageFinder",
]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# The demo travels no further than this machine: compressing would only keep it waiting.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

LOGGING = configuration(env_log_level("LOG_LEVEL", "WARNING"))
