"""Dr. Okafor's clients."""

from __future__ import annotations

from clients.models import Modality
from collateral.demo.story import Signed, Someone, Story
from collateral.gate import Code
from releases.models import Format

OKAFOR = (
    Story(
        "Jordan Reyes",
        34,
        Modality.INDIVIDUAL,
        "Tue 15",
        (
            Someone("Maria Reyes", "mother", (Signed(128, 112, "talk", drawn=True),)),
            Someone(
                "Sam Whitfield",
                "partner",
                (Signed(128, 18, "couple"),),
                refused=((4, Code.EXPIRES_BEFORE_SESSION),),
            ),
            Someone("Leo Reyes", "brother", draft=3, scope="talk"),
        ),
    ),
    Story(
        "Daniel Kowalski",
        41,
        Modality.CBT,
        "Tue 10",
        (
            Someone(
                "Ewa Kowalska",
                "wife",
                (
                    Signed(
                        140,
                        90,
                        "couple",
                        revoked=5,
                        reason="Asked for in writing at the front desk.",
                    ),
                ),
                refused=((3, Code.REVOKED),),
            ),
            Someone("Marta Kowalska", "sister", (Signed(118, 150, drawn=True),)),
            Someone("Father Tomasz Lis", "priest", organisation="St. Casimir's Parish"),
        ),
        every=1,
    ),
    Story(
        "Tomás Benítez",
        29,
        Modality.INDIVIDUAL,
        "Wed 9",
        (
            Someone(
                "Lucía Benítez",
                "mother",
                (Signed(110, 75, "history"),),
                language="Spanish",
            ),
            Someone(
                "Raúl Benítez",
                "father",
                (Signed(200, -34, "history"),),
                language="Spanish",
                refused=((20, Code.EXPIRED),),
            ),
        ),
        every=4,
        phase=0,
        format=Format.COLLATERAL,
    ),
    Story(
        "Aisha Mohammed",
        38,
        Modality.CBT,
        "Wed 13",
        (
            Someone("Yusuf Mohammed", "husband", (Signed(105, 0, "couple"),)),
            Someone(
                "فاطمة محمد",
                "sister",
                (Signed(95, 88, drawn=True),),
                language="Arabic",
            ),
        ),
        phase=1,
    ),
    Story(
        "Linnea Strand",
        52,
        Modality.FAMILY,
        "Thu 11",
        (
            Someone("Erik Strand", "husband", (Signed(120, 240, "couple"),)),
            Someone("Ingrid Strand", "daughter", (Signed(120, 240, "talk"),)),
            Someone("Nils Strand", "son", (Signed(119, 241, "talk", drawn=True),)),
        ),
        room="Family room",
    ),
    Story(
        "Priyadarshini Raman",
        27,
        Modality.DBT,
        "Mon 10",
        (
            Someone("Hannah Weiss", "friend", (Signed(84, 60, "understand"),)),
            Someone(
                "Kamala Raman",
                "mother",
                (Signed(2, 180, "understand", starts=9),),
                language="Tamil",
                refused=((1, Code.NOT_YET_EFFECTIVE),),
            ),
            Someone("Arjun Raman", "brother"),
        ),
        chosen="Priya Raman",
    ),
    Story(
        "Marcus Bell",
        45,
        Modality.INDIVIDUAL,
        "Thu 16",
        (
            Someone("Denise Bell", "wife", (Signed(98, 130, "recovery", drawn=True),)),
            Someone(
                "Walt Hutchins",
                "friend",
                (
                    Signed(
                        130,
                        60,
                        "recovery",
                        event="Marcus completes the 90-day program",
                        occurred=24,
                    ),
                ),
            ),
            Someone("Curtis Bell", "brother"),
        ),
        part2=True,
    ),
    Story(
        "Sofia Petrenko",
        33,
        Modality.INDIVIDUAL,
        "Fri 9",
        (
            Someone(
                "Ольга Петренко",
                "mother",
                (Signed(88, 95, "history", drawn=True),),
                language="Ukrainian",
            ),
            Someone("Kateryna Bondar", "friend"),
        ),
        phase=1,
        room="video",
    ),
    Story(
        "Grace Nakamura",
        61,
        Modality.INDIVIDUAL,
        "Mon 14",
        (
            Someone(
                "Emi Nakamura",
                "daughter",
                (
                    Signed(170, 11, "change"),
                    Signed(6, 190, "change", starts=12, drawn=True),
                ),
            ),
            Someone("Ken Nakamura", "son"),
        ),
        every=1,
    ),
    Story(
        "Edward Whitcomb",
        24,
        Modality.CBT,
        "Fri 11",
        (
            Someone("Charlotte Whitcomb", "sister", (Signed(92, 70, "understand"),)),
            Someone(
                "Paul Whitcomb",
                "father",
                (Signed(230, 20, "talk", revoked=96, reason="The client's wish."),),
            ),
        ),
        chosen="Eleanor Whitcomb",
        state="VT",
    ),
    Story(
        "Robert Okonjo",
        57,
        Modality.INDIVIDUAL,
        "Thu 9",
        (
            Someone(
                "Adaeze Okonjo",
                "wife",
                (Signed(150, 60, "change"), Signed(45, 160, "couple", drawn=True)),
            ),
            Someone("Chidi Okonjo", "son", (Signed(90, 24),)),
        ),
        phase=1,
    ),
    Story(
        "Mei-Ling Zhao",
        36,
        Modality.CBT,
        "Mon 16",
        (
            Someone(
                "陈美玲", "mother", (Signed(100, 100, "talk"),), language="Mandarin"
            ),
            Someone("David Zhao", "husband", (Signed(85, 27, "couple", drawn=True),)),
        ),
        state="NJ",
    ),
    Story(
        "Caleb Turner",
        22,
        Modality.DBT,
        "Fri 14",
        (
            Someone(
                "Ruth Turner",
                "mother",
                (Signed(132, -12, "understand"),),
                draft=2,
                scope="understand",
                refused=((8, Code.EXPIRED),),
            ),
            Someone("Owen Pratt", "roommate", (Signed(60, 120, drawn=True),)),
        ),
        every=1,
    ),
    Story(
        "Zahra El Amrani",
        31,
        Modality.INDIVIDUAL,
        "Wed 15",
        (
            Someone("Karim El Amrani", "husband", (Signed(116, 64, "couple"),)),
            Someone(
                "Samira Alaoui",
                "friend",
                (Signed(55, 128, voided=52), Signed(49, 128)),
                set_aside=58,
            ),
        ),
    ),
)
