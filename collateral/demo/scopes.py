"""What the invented releases allow, and what the sessions that lean on them are for."""

from __future__ import annotations

from dataclasses import dataclass

from releases.models import Purpose
from releases.models.draft import Discloser, SensitiveTopic, Topic


@dataclass(frozen=True)
class Scope:
    """One kind of release. ``plans`` are topics and boundaries of sessions under it."""

    purpose: Purpose
    topics: tuple[Topic, ...]
    details: str
    off_limits: str
    plans: tuple[tuple[str, str], ...]
    sensitive: tuple[SensitiveTopic, ...] = ()
    discloser: Discloser = Discloser.PRACTICE


ONE_TO_ONE = "What is said in sessions one to one."
ANYONE_STOPS = "Anyone may ask for a pause, and {client} may end the session."

SCOPES = {
    "talk": Scope(
        Purpose.RELATIONSHIP,
        (Topic.SKILLS, Topic.RELATIONSHIP),
        "How to tell each other what helps after a hard day, and what does not.",
        ONE_TO_ONE + " Money and work.",
        (
            (
                "Try the “say it in one sentence” exercise, each in turn. Agree on one "
                "signal for “I need ten minutes”.",
                "No old quarrels today. " + ANYONE_STOPS,
            ),
            (
                "Look back on two weeks of the evening check-in: what went well, what "
                "to keep. Choose one thing to do differently.",
                "One person speaks at a time. " + ANYONE_STOPS,
            ),
        ),
        discloser=Discloser.CLINICIAN,
    ),
    "couple": Scope(
        Purpose.RELATIONSHIP,
        (Topic.SKILLS, Topic.RELATIONSHIP, Topic.PROGRESS),
        "How we listen to each other, and the goals we set together.",
        "Earlier relationships, and each family's history.",
        (
            (
                "Practice listening and saying back before answering. Plan one quiet "
                "evening a week.",
                "Nothing is decided today. " + ANYONE_STOPS,
            ),
            (
                "Share what each has noticed since last time. Name one thing that the "
                "other did that helped.",
                "Money stays out of the room. " + ANYONE_STOPS,
            ),
        ),
    ),
    "support": Scope(
        Purpose.SUPPORT,
        (Topic.ATTENDANCE, Topic.SKILLS, Topic.SLEEP),
        "Breathing and grounding exercises, and a steady bedtime.",
        "Diagnosis and medication. " + ONE_TO_ONE,
        (
            (
                "Show the grounding exercise and do it together. Agree when to offer "
                "it at home, and when to leave {client} be.",
                "No reminders at table. " + ANYONE_STOPS,
            ),
            (
                "Go through the sleep diary. Settle on one small change for the "
                "coming two weeks.",
                "The diary is {client}'s own; only the summary is read out.",
            ),
        ),
    ),
    "parent": Scope(
        Purpose.SUPPORT,
        (Topic.ATTENDANCE, Topic.SKILLS, Topic.PROGRESS, Topic.SAFETY),
        "What we practice in session, so that it can carry on at home.",
        "The child's play and words in session, beyond what keeps the child safe.",
        (
            (
                "Five minutes of child-led play each day: praise, reflect, imitate, "
                "describe, enjoy. Look at what got in the way.",
                "Talk about {client} kindly and within earshot, or wait until later.",
            ),
            (
                "A calm plan for mornings. Practice giving one instruction at a time, "
                "and noticing when it is followed.",
                "Differences between the adults are for another time.",
            ),
        ),
    ),
    "teen": Scope(
        Purpose.SUPPORT,
        (Topic.ATTENDANCE, Topic.SKILLS, Topic.SAFETY),
        "The skills of this month, and the safety plan.",
        "Friends, phone and messages. " + ONE_TO_ONE,
        (
            (
                "{client} presents one skill from group. Agree how to ask for space at "
                "home and how to come back from it.",
                "{client} decides what to show. " + ANYONE_STOPS,
            ),
            (
                "Validation: one example from each person. Review the steps of the "
                "safety plan that involve the family.",
                "Grades are not today's subject. " + ANYONE_STOPS,
            ),
        ),
        discloser=Discloser.CLINICIAN,
    ),
    "history": Scope(
        Purpose.INFORMATION,
        (Topic.HISTORY, Topic.PROGRESS),
        "Early years, moves and losses in the family.",
        ONE_TO_ONE,
        (
            (
                "Fill in the family tree together, as far as everyone is at ease.",
                "Nobody has to answer. What is heard here stays here.",
            ),
        ),
    ),
    "school": Scope(
        Purpose.INFORMATION,
        (Topic.ATTENDANCE, Topic.SCHOOL),
        "What helps in class, and how breaks are going.",
        "Anything about the family. Diagnosis.",
        (
            (
                "What helps in class and at recess. One small accommodation to try "
                "until the next meeting.",
                "School matters only; nothing from home.",
            ),
        ),
    ),
    "understand": Scope(
        Purpose.UNDERSTANDING,
        (Topic.SKILLS, Topic.DIAGNOSIS, Topic.SAFETY),
        "What a hard day looks like from inside, and what helps.",
        "Medication. " + ONE_TO_ONE,
        (
            (
                "{client} explains, with help, what a hard day is like and what others "
                "can do. Questions are welcome.",
                "No advice unless {client} asks for it. " + ANYONE_STOPS,
            ),
            (
                "Write down early signs and one helpful response to each.",
                "The list is {client}'s to keep and to change.",
            ),
        ),
    ),
    "change": Scope(
        Purpose.CHANGE,
        (Topic.PROGRESS, Topic.MEDICATION, Topic.SAFETY),
        "What is agreed for the weeks after the change.",
        "How it came to the change.",
        (
            (
                "Who does what in the first two weeks. Whom to call, and when.",
                "Looking ahead only. " + ANYONE_STOPS,
            ),
        ),
    ),
    "recovery": Scope(
        Purpose.UNDERSTANDING,
        (Topic.ATTENDANCE, Topic.PROGRESS, Topic.SAFETY),
        "Attendance, milestones, and what to do on a difficult day.",
        "Group sessions, and anyone else who takes part in them.",
        (
            (
                "Mark the milestone. Agree on the plan for difficult days and what "
                "each person does.",
                "The past stays in the past today. " + ANYONE_STOPS,
            ),
        ),
        sensitive=(SensitiveTopic.SUBSTANCE_USE,),
    ),
}
