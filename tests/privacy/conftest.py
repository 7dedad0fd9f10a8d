from __future__ import annotations

pytest_plugins = ["tests.privacy.house", "tests.privacy.walk"]
