"""The process that gets and reads, with its way to the server of the tests."""

from __future__ import annotations

import sys
from pathlib import Path

from practice.calendars.child import main
from tests.practice.calendars.elsewhere import Elsewhere

if __name__ == "__main__":
    port, pem, seconds = sys.argv[1:]
    net = Elsewhere(int(port), Path(pem))
    main(sys.stdin.buffer, sys.stdout.buffer, net, int(seconds))
