#!/usr/bin/env python
"""Django's command line for Third Chair."""

from __future__ import annotations

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
    # Imported here, so that Ctrl-C is quiet from the first moment.
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    from practice.setup.environment import env_bool  # noqa: PLC0415
    from practice.setup.logs import excepthook  # noqa: PLC0415
    from practice.setup.startup import explained  # noqa: PLC0415

    with explained():
        if not env_bool("DEBUG", default=env_bool("DEMO", default=False)):
            sys.excepthook = excepthook
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell says it
