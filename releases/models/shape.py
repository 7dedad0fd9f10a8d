"""What a content must have in it to be signed, by its version, as a jsonpath.

Whatever path it takes into the database: ``releases.terms.read`` reads what is let in.
"""

from __future__ import annotations

# Nothing that is not there is equal to anything: lax, as jsonpath is by itself.
SAID = r'like_regex "\\S"'
DAY = r'like_regex "^\\d{4}-\\d{2}-\\d{2}$"'
TEXTS = ("details", "off_limits", "expires_event")
TOPIC = '@.code.type() == "string" && @.label.type() == "string" && @.allowed.type() == "boolean"'
SIGNATURE = f"@.signer {SAID} && @.capacity {SAID} && @.signed_at {SAID}"

EVERY_VERSION = [
    '$.practice.type() == "object"',
    f"$.client.name {SAID}",
    '$.client.chosen_name.type() == "string"',
    f"$.client.date_of_birth {DAY}",
    f"$.contact.name {SAID}",
    f"$.contact.relationship {SAID}",
    f"$.purpose.code {SAID}",
    f"$.effective_on {DAY}",
    f"$.expires_on {DAY}",
    f"($.authority_ends_on == null || $.authority_ends_on {DAY})",
    *(f'$.{name}.type() == "string"' for name in TEXTS),
    '$.topics.type() == "array"',
    '$.sensitive.type() == "array"',
    f"!exists($.topics[*] ? (!({TOPIC})))",
    f"!exists($.sensitive[*] ? (!({TOPIC})))",
    '$.statements.type() == "array"',
    "$.statements.size() > 0",
]
BY_VERSION = [
    f"$.version == 1 && $.discloser {SAID} && exists($.signature ? ({SIGNATURE}))",
    f"$.version == 2 && $.discloser.label {SAID}"
    ' && $.signatures.type() == "array" && $.signatures.size() > 0'
    f" && !exists($.signatures[*] ? (!({SIGNATURE})))",
]
WHOLE = " && ".join(
    [*EVERY_VERSION, "(" + " || ".join(f"({each})" for each in BY_VERSION) + ")"]
)
