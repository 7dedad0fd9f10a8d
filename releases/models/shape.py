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
SIGNED = (
    '$.signatures.type() == "array" && $.signatures.size() > 0'
    f" && !exists($.signatures[*] ? (!({SIGNATURE})))"
)
IN_PERSON = '@.capacity == "client" || @.capacity == "minor"'
PART_2 = 'exists($.statements[*] ? (@.code == "part2"))'
BY_VERSION = [
    f"$.version == 1 && $.purpose.code {SAID} && $.discloser {SAID}"
    f" && exists($.signature ? ({SIGNATURE}))",
    f"$.version == 2 && $.purpose.code {SAID} && $.discloser.label {SAID} && {SIGNED}",
    # And it speaks to whoever signs, and cites 42 CFR Part 2 where that applies alone.
    f"$.version == 3 && $.discloser.label {SAID} && {SIGNED}"
    ' && $.purposes.type() == "array" && $.purposes.size() > 0'
    f" && !exists($.purposes[*] ? (!(@.code {SAID} && @.label {SAID})))"
    f" && $.lead {SAID} && $.agreement {SAID}"
    f' && ($.voice == "client" && exists($.signatures[*] ? ({IN_PERSON}))'
    f' || ($.voice == "child" || $.voice == "other")'
    f" && exists($.signatures[*] ? (!({IN_PERSON}))))"
    f" && ($.part2 == true && {PART_2} || $.part2 == false && !{PART_2})",
]
WHOLE = " && ".join(
    [*EVERY_VERSION, "(" + " || ".join(f"({each})" for each in BY_VERSION) + ")"]
)
