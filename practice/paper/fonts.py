"""Which writing this machine can draw, and which packages bring the rest."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass

# What the papers' stylesheet asks for, and where in a Python package it is. These
# draw Latin (Vietnamese too), Greek and Cyrillic.
PACKAGED = {
    f"font:{name}": (package, f"files/{name}.ttf")
    for package, names in {
        "font_source_serif_pro": (
            "SourceSerifPro-Regular",
            "SourceSerifPro-Semibold",
            "SourceSerifPro-It",
        ),
        "font_source_sans_pro": ("SourceSansPro-Regular", "SourceSansPro-Semibold"),
    }.items()
    for name in names
}


@dataclass(frozen=True)
class Script:
    """A writing system, the Debian package that has a font for it, and a sample."""

    name: str
    package: str
    sample: str = ""


CORE, CJK = "fonts-noto-core", "fonts-noto-cjk"
# By ISO 15924 code: the scripts that families in the United States read at home.
SCRIPTS = {
    "Arab": Script("Arabic", CORE, "العربية"),
    "Aran": Script("Urdu", CORE, "اردوپنجابیٹڈے"),
    "Armn": Script("Armenian", CORE, "հայերեն"),
    "Beng": Script("Bengali", CORE, "বাংলা"),
    "Deva": Script("Devanagari", CORE, "हिन्दीनेपाली"),
    "Ethi": Script("Ethiopic", CORE, "አማርኛትግርኛ"),
    "Geor": Script("Georgian", CORE, "ქართული"),
    "Gujr": Script("Gujarati", CORE, "ગુજરાતી"),
    "Guru": Script("Gurmukhi", CORE, "ਪੰਜਾਬੀ"),
    "Hang": Script("Korean", CJK, "한국어"),
    "Hani": Script("Chinese", CJK, "漢汉語语張张們们"),
    "Hebr": Script("Hebrew", CORE, "עברית"),
    "Kana": Script("Japanese", CJK, "にほんごカナ"),
    "Khmr": Script("Khmer", CORE, "ខ្មែរ"),
    "Laoo": Script("Lao", CORE, "ລາວ"),
    "Mlym": Script("Malayalam", CORE, "മലയാളം"),
    "Mymr": Script("Burmese", CORE, "မြန်မာ"),
    "Taml": Script("Tamil", CORE, "தமிழ்"),
    "Telu": Script("Telugu", CORE, "తెలుగు"),
    "Thai": Script("Thai", CORE, "ไทย"),
}


def undrawable_scripts() -> list[Script]:
    """Those of ``SCRIPTS`` for which no font is installed; none where none can be asked."""
    try:
        drawable = _drawable()
    except OSError:
        return []
    return [
        script
        for script in SCRIPTS.values()
        if not all(drawable(character) for character in script.sample)
    ]


class _FontSet(ctypes.Structure):
    _fields_ = (
        ("count", ctypes.c_int),
        ("room", ctypes.c_int),
        ("patterns", ctypes.POINTER(ctypes.c_void_p)),
    )


def _drawable() -> Callable[[str], bool]:
    """Whether some installed font has a character.

    Asks Fontconfig itself: to import the renderer takes a second, and this is asked
    at the start of every command.
    """
    library = ctypes.CDLL("libfontconfig.so.1")
    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    library.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.FcPatternGetCharSet.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.POINTER(ctypes.c_void_p),
    ]
    library.FcCharSetHasChar.argtypes = [ctypes.c_void_p, ctypes.c_uint32]

    found = library.FcConfigGetFonts(library.FcInitLoadConfigAndFonts(), 0)
    fonts = found.contents if found else _FontSet()
    sets = [ctypes.c_void_p() for _ in range(fonts.count)]
    for number, characters in enumerate(sets):
        library.FcPatternGetCharSet(
            fonts.patterns[number], b"charset", 0, ctypes.byref(characters)
        )
    return lambda character: any(
        characters and library.FcCharSetHasChar(characters, ord(character))
        for characters in sets
    )
