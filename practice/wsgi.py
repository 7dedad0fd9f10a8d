"""What gunicorn serves."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from practice.database.pooled import ready_for_pages
from practice.setup.startup import explained

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
with explained():
    application = get_wsgi_application()
    ready_for_pages()
