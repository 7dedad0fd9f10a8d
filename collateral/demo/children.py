"""Dr. Chen's clients: children, whose parents and guardians sign."""

from __future__ import annotations

from clients.models import Modality
from collateral.demo.story import Signed, Signer, Someone, Story
from collateral.gate import Code
from releases.models import Format

CHEN = (
    Story(
        "Theo Bergström",
        4,
        Modality.PCIT,
        "Mon 9",
        (
            Someone("Anna Bergström", "mother", (Signed(115, 100, "parent"),)),
            Someone("Johan Bergström", "father", (Signed(115, 100, "parent"),)),
        ),
        every=1,
        signer=Signer("Anna Bergström", "Mother, with legal custody"),
    ),
    Story(
        "Zoe Papadakis",
        6,
        Modality.PLAY,
        "Tue 16",
        (
            Someone(
                "Eleni Papadakis",
                "mother",
                (Signed(125, 85, "parent", drawn=True),),
                language="Greek",
            ),
            Someone(
                "Carol Dunn",
                "teacher",
                (Signed(70, 29, "school"),),
                organisation="Giffen Street Elementary School",
                joins=False,
            ),
        ),
        format=Format.COLLATERAL,
        signer=Signer("Eleni Papadakis", "Mother, with legal custody"),
    ),
    Story(
        "Liam O'Connor",
        5,
        Modality.PCIT,
        "Wed 9",
        (
            Someone("Sean O'Connor", "father", (Signed(102, 46, "parent"),)),
            Someone(
                "Bridget O'Connor",
                "grandmother",
                (Signed(80, 46, "parent", drawn=True),),
            ),
        ),
        every=1,
        signer=Signer("Sean O'Connor", "Father, with sole legal custody"),
    ),
    Story(
        "Nguyễn Minh An",
        7,
        Modality.PLAY,
        "Thu 15",
        (
            Someone(
                "Nguyễn Thị Hoa",
                "mother",
                (Signed(135, 6, "parent"), Signed(4, 170, "parent", starts=7)),
                language="Vietnamese",
            ),
            Someone(
                "Trần Văn Dũng",
                "father",
                language="Vietnamese",
                draft=1,
                scope="parent",
            ),
        ),
        language="Vietnamese",
        signer=Signer("Nguyễn Thị Hoa", "Mother, with legal custody"),
    ),
    Story(
        "Isabella Cruz",
        8,
        Modality.PLAY,
        "Mon 15",
        (
            Someone("Beatriz Cruz", "aunt", (Signed(97, 88, "parent", drawn=True),)),
            Someone(
                "Monique Price",
                "case worker",
                (Signed(96, 84, "change"),),
                organisation="Hudson Valley Children's Services",
            ),
        ),
        signer=Signer("Beatriz Cruz", "Aunt, with letters of guardianship"),
    ),
    Story(
        "Noah Feldman",
        3,
        Modality.PCIT,
        "Thu 9",
        (
            Someone("Rachel Feldman", "mother", (Signed(90, 120, "parent"),)),
            Someone("Deborah Katz", "mother", (Signed(90, 120, "parent"),)),
        ),
        every=1,
        signer=Signer("Rachel Feldman", "Mother, with joint legal custody"),
    ),
    Story(
        "Aaliyah Johnson",
        9,
        Modality.CBT,
        "Tue 14",
        (
            Someone(
                "Bernice Johnson",
                "grandmother",
                (Signed(112, 68, "parent", drawn=True),),
            ),
            Someone(
                "Terrence Moss",
                "teacher",
                organisation="Giffen Street Elementary School",
            ),
        ),
        phase=1,
        signer=Signer("Bernice Johnson", "Grandmother, legal guardian"),
    ),
    Story(
        "Oliver Schmidt",
        6,
        Modality.PCIT,
        "Fri 10",
        (
            Someone("Matthias Schmidt", "father", (Signed(121, 77, "parent"),)),
            Someone(
                "Julia Schmidt",
                "stepmother",
                (
                    Signed(
                        100,
                        77,
                        "parent",
                        revoked=9,
                        reason="The father's letter, received at the front desk.",
                    ),
                ),
            ),
        ),
        every=1,
        signer=Signer("Matthias Schmidt", "Father, with sole legal custody"),
    ),
    Story(
        "Kiran Patel",
        10,
        Modality.CBT,
        "Wed 16",
        (
            Someone("Anjali Patel", "mother", (Signed(94, 140, "parent"),)),
            Someone(
                "Megan Foley",
                "school counselor",
                (Signed(75, 21, "school", drawn=True),),
                organisation="Berkshire Middle School",
            ),
        ),
        state="MA",
        signer=Signer("Anjali Patel", "Mother, with legal custody"),
    ),
    Story(
        "Mila Kovačević",
        5,
        Modality.PLAY,
        "Fri 15",
        (
            Someone("Jelena Kovačević", "mother", (Signed(86, 93, "parent"),)),
            Someone("Dragan Kovačević", "father"),
        ),
        phase=1,
        signer=Signer("Jelena Kovačević", "Mother, with sole legal custody"),
    ),
    Story(
        "Samuel Adeyemi",
        11,
        Modality.CBT,
        "Tue 9",
        (
            Someone("Folake Adeyemi", "mother", (Signed(108, 72, "parent"),)),
            Someone(
                "Greg Santos",
                "coach",
                (Signed(210, -60, "school"),),
                organisation="Pine Hills Swim Club",
                joins=False,
            ),
        ),
        state="NJ",
        signer=Signer("Folake Adeyemi", "Mother, with legal custody"),
    ),
    Story(
        "Harper Quinn",
        7,
        Modality.PLAY,
        "Mon 13",
        (
            Someone(
                "Brian Quinn",
                "father",
                (Signed(99, 15, "parent"),),
                refused=((6, Code.EXPIRES_BEFORE_SESSION),),
            ),
            Someone("Shannon Quinn", "aunt", (Signed(55, 125, "parent"),)),
        ),
        format=Format.COLLATERAL,
        room="video",
        signer=Signer("Brian Quinn", "Father, with joint legal custody"),
    ),
    Story(
        "Yusuf Demir",
        4,
        Modality.PCIT,
        "Thu 13",
        (
            Someone(
                "Elif Demir",
                "mother",
                (Signed(93, 90, "parent", drawn=True),),
                language="Turkish",
            ),
            Someone(
                "Kemal Demir",
                "father",
                (Signed(1, 150, "parent", starts=5),),
                language="Turkish",
            ),
        ),
        every=1,
        signer=Signer("Elif Demir", "Mother, with legal custody"),
    ),
)
