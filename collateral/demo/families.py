"""Samir Haddad's clients: teenagers and families."""

from __future__ import annotations

from clients.law.signers import Capacity
from clients.models import Modality
from collateral.demo.story import Signed, Signer, Someone, Story
from collateral.gate import Code

MONICA = Signer("Monica Brooks", "Mother, with legal custody")
NATHAN = Signer("Nathan Kim", "Aged 12 or over, consents to this care", Capacity.MINOR)

HADDAD = (
    Story(
        "Maya Goldberg",
        15,
        Modality.DBT,
        "Mon 16",
        (
            Someone("Susan Goldberg", "mother", (Signed(117, 63, "teen"),)),
            Someone("Alan Goldberg", "father", (Signed(117, 63, "teen"),)),
            Someone(
                "Ines Moreau",
                "school counselor",
                (Signed(64, 116, "school", drawn=True),),
                organisation="Albany North High School",
                joins=False,
            ),
        ),
        every=1,
        signer=Signer("Susan Goldberg", "Mother, with legal custody"),
    ),
    Story(
        "Ethan Brooks",
        18,
        Modality.DBT,
        "Tue 16",
        (
            Someone(
                "Monica Brooks",
                "mother",
                (Signed(160, 200, "teen", signer=MONICA),),
                refused=((12, Code.SIGNER_LAPSED),),
            ),
            Someone("Tessa Lindgren", "girlfriend", (Signed(17, 163, "talk"),)),
        ),
        birthday=-19,
    ),
    Story(
        "Chloé Dubois",
        17,
        Modality.CBT,
        "Wed 16",
        (
            Someone("Nathalie Dubois", "mother", (Signed(101, 180, "teen"),)),
            Someone("Marc Dubois", "father", (Signed(101, 180, "teen", drawn=True),)),
        ),
        birthday=16,
        signer=Signer("Nathalie Dubois", "Mother, with joint legal custody"),
    ),
    Story(
        "Matilda Vargas",
        16,
        Modality.CBT,
        "Thu 15",
        (
            Someone(
                "Carmen Vargas",
                "mother",
                (Signed(107, 73, "teen"),),
                language="Spanish",
            ),
            Someone("Jonah Price", "friend"),
        ),
        chosen="Mateo Vargas",
        phase=1,
        signer=Signer("Carmen Vargas", "Mother, with legal custody"),
    ),
    Story(
        "Giulia Rossi",
        44,
        Modality.FAMILY,
        "Mon 11",
        (
            Someone("Pietro Rossi", "husband", (Signed(124, 116, "couple"),)),
            Someone(
                "Elena Rossi",
                "daughter",
                (Signed(124, 116, "talk", drawn=True),),
            ),
            Someone("Luca Rossi", "son", (Signed(40, 116, "talk"),)),
        ),
        room="Family room",
    ),
    Story(
        "Nathan Kim",
        14,
        Modality.CBT,
        "Fri 16",
        (
            Someone(
                "Soo-jin Kim",
                "mother",
                (Signed(89, 91, "teen", signer=NATHAN),),
                language="Korean",
            ),
            Someone("Daniel Kim", "father", language="Korean"),
        ),
        state="CO",
        room="video",
        phase=1,
    ),
    Story(
        "Tyrone Jackson",
        39,
        Modality.FAMILY,
        "Tue 11",
        (
            Someone("Keisha Monroe", "partner", (Signed(111, 9, "couple"),)),
            Someone("Loretta Jackson", "mother", (Signed(82, 98, "talk"),)),
        ),
        room="Family room",
        every=1,
    ),
    Story(
        "Leila Farahani",
        19,
        Modality.DBT,
        "Wed 11",
        (
            Someone(
                "مریم فراهانی",
                "mother",
                (Signed(104, 76, "understand", drawn=True),),
                language="Persian",
            ),
            Someone("Darius Farahani", "brother", (Signed(103, 77, "talk"),)),
        ),
        state="CT",
    ),
    Story(
        "Benjamin Stein",
        13,
        Modality.FAMILY,
        "Thu 16",
        (
            Someone("Abigail Stein", "mother", (Signed(114, 66, "parent"),)),
            Someone("Jacob Stein", "father", (Signed(113, 66, "parent"),)),
            Someone(
                "Philip Marsh",
                "stepfather",
                (
                    Signed(
                        112,
                        66,
                        "parent",
                        revoked=30,
                        reason="The mother's letter, received by mail.",
                    ),
                    Signed(22, 158, "parent", drawn=True),
                ),
            ),
        ),
        room="Family room",
        signer=Signer("Abigail Stein", "Mother, with joint legal custody"),
    ),
    Story(
        "Rosa Jimenez",
        48,
        Modality.FAMILY,
        "Fri 10",
        (
            Someone("Diego Jimenez", "son", (Signed(109, 71, "talk"),)),
            Someone(
                "Pilar Ortega",
                "sister",
                (
                    Signed(
                        180,
                        90,
                        "change",
                        event="Rosa moves into her own apartment",
                        occurred=48,
                    ),
                ),
                language="Spanish",
            ),
        ),
        room="Family room",
        language="Spanish",
    ),
    Story(
        "Alexei Volkov",
        26,
        Modality.CBT,
        "Mon 13",
        (
            Someone(
                "Сергей Волков",
                "father",
                (Signed(91, 89, "history", drawn=True),),
                language="Russian",
            ),
            Someone("Nina Frost", "friend", (Signed(190, -8, "understand"),)),
        ),
        phase=1,
    ),
    Story(
        "Autumn Redbird",
        18,
        Modality.DBT,
        "Tue 13",
        (
            Someone("Joan Redbird", "mother", (Signed(106, 74, "teen"),)),
            Someone("Wesley Redbird", "uncle"),
        ),
        state="NE",
        room="video",
        signer=Signer("Joan Redbird", "Mother, with legal custody"),
    ),
    Story(
        "Gabrielle Thompson",
        30,
        Modality.FAMILY,
        "Wed 14",
        (
            Someone("Andre Thompson", "husband", (Signed(87, 93, "couple"),)),
            Someone(
                "Yvonne Thompson",
                "mother-in-law",
                (Signed(85, 95, "change"), Signed(26, 14, "talk")),
            ),
        ),
        room="Family room",
        every=1,
    ),
)
