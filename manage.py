#!/usr/bin/env python
"""Django's command line for Third Chair."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

from practice.environment import env_bool
from practice.logs import excepthook
from practice.startup import explained

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
    with explained():
        if not env_bool("DEBUG", default=env_bool("DEMO", default=False)):
            sys.excepthook = excepthook
        execute_from_command_line(sys.argv)
