"""How days and times are written in English, as the United States order them.

Only letters stand for something (Django's ``date`` filter lists them). What is not here
is Django's own, such as the days that a form understands.
"""

from __future__ import annotations

# Django's own names.
DATE_FORMAT = "D, M j, Y"  # Thu, Dec 17, 2026
SHORT_DATE_FORMAT = "M j, Y"  # Dec 17, 2026
MONTH_DAY_FORMAT = "M j"  # Dec 17
TIME_FORMAT = "g:i A"  # 3:00 PM, said in small letters
DATETIME_FORMAT = "D, M j, Y, g:i A"
SHORT_DATETIME_FORMAT = "M j, Y, g:i A"

# Ours.
LONG_DATE_FORMAT = "F j, Y"  # December 17, 2026
WEEKDAY_FORMAT = "D, M j"  # Thu, Dec 17
HOUR_FORMAT = "g A"  # 3 PM
START_FORMAT = "g:i"  # the 3:00 of 3:00–3:50 PM
# The first and the last of some days, as much as tells them apart.
DAYS_OF_MONTH_FORMAT = ("F j–", "j, Y")  # December 14–18, 2026
DAYS_OF_YEAR_FORMAT = ("F j – ", "F j, Y")  # November 30 – December 4, 2026
DAYS_FORMAT = ("F j, Y – ", "F j, Y")  # December 28, 2026 – January 1, 2027
