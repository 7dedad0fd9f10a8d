"""How the form of a plan stands on its page."""

from __future__ import annotations

from crispy_forms.layout import HTML, Div, Fieldset, Layout

BEYOND = HTML(
    '<details class="mb-3"{% if form.errors %} open{% endif %}>'
    "<summary>For the practice</summary>"
)

LAYOUT = Layout(
    "number",
    "shown",
    "serves",
    Fieldset("Why", "purposes", "goals", "new_goal", "known_by", "why_person"),
    Fieldset(
        "What may be said",
        "topics",
        "on_diagnosis",
        "on_medication",
        "on_risk",
        "off_limits",
        "off_limits_words",
    ),
    Fieldset(
        "How it is held",
        "rhythm",
        Div(
            Div("minutes_before", css_class="col-6"),
            Div("minutes_after", css_class="col-6"),
            css_class="row g-3",
        ),
        "ground_rules",
        "secrets",
        "stop_signal",
        "separate_exit",
        "assent",
    ),
    Fieldset("In the room", "opening", "prompts", "own_prompts"),
    Fieldset("Afterwards", "debrief_on"),
    Fieldset("Approval", "approved"),
    BEYOND,
    "keep_prompts",
    "keep_as",
    HTML("</details>"),
)
