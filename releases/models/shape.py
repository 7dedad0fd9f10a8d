"""What a content must have in it to be signed, by its version, as a jsonpath.

Whatever path it takes into the database: ``releases.terms.read`` reads what is let in.
"""

from __future__ import annotations

from releases.models.scope import Kind

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
# It speaks to whoever signs, and cites 42 CFR Part 2 where that applies alone.
SINCE_THIRD = (
    f'{SIGNED} && $.purposes.type() == "array" && $.purposes.size() > 0'
    f" && !exists($.purposes[*] ? (!(@.code {SAID} && @.label {SAID})))"
    f" && $.lead {SAID} && $.agreement {SAID}"
    f' && ($.voice == "client" && exists($.signatures[*] ? ({IN_PERSON}))'
    f' || ($.voice == "child" || $.voice == "other")'
    f" && exists($.signatures[*] ? (!({IN_PERSON}))))"
    f" && ($.part2 == true && {PART_2} || $.part2 == false && !{PART_2})"
)
# Whether, how and how often the contact joins; and nothing is ticked that is off limits.
DISCLOSER = f'@.label {SAID} && (@.clinician == null || @.clinician.type() == "number")'
JOINS = (
    "exists($.formats[*] ? (@.allowed == true))"
    " && exists($.places[*] ? (@.allowed == true))"
)
# Notes that are kept apart are combined with nothing, and heard in no session.
ALONE = " && ".join(
    [
        '$.direction == "disclose"',
        "$.most_sessions == null",
        "$.off_limit_topics.size() == 0",
        *(
            f"!exists($.{each}[*] ? (@.allowed == true))"
            for each in ("topics", "sensitive", "formats", "places")
        ),
    ]
)
NOTES = " || ".join(f'$.kind == "{kind}"' for kind in Kind if kind != Kind.GENERAL)
FOURTH = " && ".join(
    [
        f"$.language {SAID}",
        '$.disclosers.type() == "array" && $.disclosers.size() > 0',
        f"!exists($.disclosers[*] ? (!({DISCLOSER})))",
        '$.formats.type() == "array" && $.places.type() == "array"',
        f"!exists($.formats[*] ? (!({TOPIC})))",
        f"!exists($.places[*] ? (!({TOPIC})))",
        f'(({NOTES}) && {ALONE} || $.kind == "{Kind.GENERAL}" && ($.direction == "obtain"'
        f' || ($.direction == "disclose" || $.direction == "exchange") && {JOINS}))',
        "($.most_sessions == null || $.most_sessions >= 1)",
        '$.off_limit_topics.type() == "array"',
        f"!exists($.off_limit_topics[*] ? (!(@.code {SAID} && @.label {SAID})))",
        "!exists($.topics[*] ? (@.allowed == true"
        " && @.code == $.off_limit_topics[*].code))",
        "!exists($.sensitive[*] ? (@.allowed == true"
        " && @.code == $.off_limit_topics[*].code))",
    ]
)
BY_VERSION = [
    f"$.version == 1 && $.purpose.code {SAID} && $.discloser {SAID}"
    f" && exists($.signature ? ({SIGNATURE}))",
    f"$.version == 2 && $.purpose.code {SAID} && $.discloser.label {SAID} && {SIGNED}",
    f"$.version == 3 && $.discloser.label {SAID} && {SINCE_THIRD}",
    f"$.version == 4 && {SINCE_THIRD} && {FOURTH}",
]
WHOLE = " && ".join(
    [*EVERY_VERSION, "(" + " || ".join(f"({each})" for each in BY_VERSION) + ")"]
)
# What was asked of its form, as ``releases.terms.law`` wrote it: RCW 70.02.030(3)(c) for
# the institution. One that was signed before anyone asked the law says nothing of it.
FORM_IS_MET = " && ".join(
    [
        '!exists($.form) || $.form.min_font_pt.type() == "number"',
        '$.form.separate_page.type() == "boolean"',
        f"($.form.affiliation == false || $.contact.affiliation {SAID})",
        "($.form.by_hand == false"
        ' || !exists($.signatures[*] ? (!(@.mark == "paper"))))',
        "($.form.own_form == false || $.wording > 1)",
    ]
)
