"""The states of the US, and when a minor comes of age in each."""

from __future__ import annotations

from datetime import date

US_STATES = [
    ("AL", "Alabama"), ("AK", "Alaska"), ("AZ", "Arizona"), ("AR", "Arkansas"),
    ("CA", "California"), ("CO", "Colorado"), ("CT", "Connecticut"),
    ("DE", "Delaware"), ("DC", "District of Columbia"), ("FL", "Florida"),
    ("GA", "Georgia"), ("HI", "Hawaii"), ("ID", "Idaho"), ("IL", "Illinois"),
    ("IN", "Indiana"), ("IA", "Iowa"), ("KS", "Kansas"), ("KY", "Kentucky"),
    ("LA", "Louisiana"), ("ME", "Maine"), ("MD", "Maryland"),
    ("MA", "Massachusetts"), ("MI", "Michigan"), ("MN", "Minnesota"),
    ("MS", "Mississippi"), ("MO", "Missouri"), ("MT", "Montana"),
    ("NE", "Nebraska"), ("NV", "Nevada"), ("NH", "New Hampshire"),
    ("NJ", "New Jersey"), ("NM", "New Mexico"), ("NY", "New York"),
    ("NC", "North Carolina"), ("ND", "North Dakota"), ("OH", "Ohio"),
    ("OK", "Oklahoma"), ("OR", "Oregon"), ("PA", "Pennsylvania"),
    ("RI", "Rhode Island"), ("SC", "South Carolina"), ("SD", "South Dakota"),
    ("TN", "Tennessee"), ("TX", "Texas"), ("UT", "Utah"), ("VT", "Vermont"),
    ("VA", "Virginia"), ("WA", "Washington"), ("WV", "West Virginia"),
    ("WI", "Wisconsin"), ("WY", "Wyoming"),
]  # fmt: skip

MAJORITY_AGES = {"AL": 19}

_WHEN = " ".join(f"WHEN '{state}' THEN {age}" for state, age in MAJORITY_AGES.items())
# As ``comes_of_age_on``, for the database.
COMES_OF_AGE = f"""
CREATE FUNCTION comes_of_age_on(born date, state text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT day + (extract(day FROM day) <> extract(day FROM born))::int
    FROM (
        SELECT (born + make_interval(
            years => CASE state {_WHEN} ELSE 18 END
        ))::date AS day
    ) AS birthday
$$
"""  # noqa: S608 (of our own words)


def majority_age(state: str) -> int:
    """The age at which a parent's authority over health care ends.

    18 but in Alabama (Ala. Code 26-1-1). Majority comes later in two states, but not for
    this care: Nebraskans of 18 consent to it since 2018-07-19 (Neb. Rev. Stat. 43-2101);
    Mississippi's 21 does not reach health care.
    """
    return MAJORITY_AGES.get(state, 18)


def comes_of_age_on(born: date, state: str) -> date:
    """The day on which a parent's authority to sign ends, by the law of ``state``.

    Someone born on 29 February comes of age on 1 March where the year has no such day.
    """
    year = born.year + majority_age(state)
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
