"""Files that do harm, or are not what they seem, made as they are needed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

LETTER = (612, 792)


def pdf(
    change: Callable[[pikepdf.Pdf], object] = bool, pages: int = 1, **save: Any
) -> bytes:
    """A PDF of empty pages, in order but for what ``change`` does to it."""
    made, kept = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page(page_size=LETTER)
    change(made)
    if not save:
        save["stream_decode_level"] = pikepdf.StreamDecodeLevel.none
    made.save(kept, **save)
    return kept.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 80), **more: Any) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, "white").save(kept, kind, **more)
    return kept.getvalue()


def script(made: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    made.Root.OpenAction = made.make_indirect(action)


def named_script(made: pikepdf.Pdf) -> None:
    action = made.make_indirect(Dictionary(S=Name.JavaScript, JS=String("1")))
    made.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), action]))
    )


def script_at_a_page(made: pikepdf.Pdf) -> None:
    made.pages[0].AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("1")))


def launch(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = Dictionary(S=Name.Launch, F=String("calc.exe"))


def _annotation(made: pikepdf.Pdf, **said: Any) -> None:
    note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **said)
    made.pages[0].Annots = Array([made.make_indirect(note)])


def sends_a_form(made: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.SubmitForm, F=String("https://example.org"))
    _annotation(made, Subtype=Name.Link, A=action)


def plays(made: pikepdf.Pdf) -> None:
    _annotation(made, Subtype=Name.RichMedia)


def xfa(made: pikepdf.Pdf) -> None:
    stream = made.make_stream(b"<xdp:xdp/>")
    made.Root.AcroForm = Dictionary(Fields=Array([]), XFA=stream)


def embedded(made: pikepdf.Pdf) -> None:
    made.attachments["notes.txt"] = b"what nobody asked for"


def attached_to_a_note(made: pikepdf.Pdf) -> None:
    file = made.make_stream(b"MZ", Type=Name.EmbeddedFile)
    spec = Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=file))
    _annotation(made, Subtype=Name.FileAttachment, FS=made.make_indirect(spec))


def goes_elsewhere(made: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.GoToR, F=String("\\\\\\\\example.org\\\\a.pdf"))
    _annotation(made, Subtype=Name.Link, A=action)


def _packed(made: pikepdf.Pdf, data: bytes, *filters: Name) -> None:
    stream = pikepdf.Stream(made, data)
    stream.Filter = Array(filters) if len(filters) > 1 else filters[0]
    made.pages[0].Contents = made.make_indirect(stream)


def unfolds(made: pikepdf.Pdf) -> None:
    _packed(made, zlib.compress(bytes(300 * 1024 * 1024), 9), Name.FlateDecode)


def unfolds_twice(made: pikepdf.Pdf) -> None:
    _packed(made, b"\x80", Name.RunLengthDecode, Name.LZWDecode)


def picture_of(width: int, height: int) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        image = made.make_stream(
            zlib.compress(b"\0" * 1000),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=width,
            Height=height,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
            Filter=Name.FlateDecode,
        )
        made.pages[0].Resources = Dictionary(XObject=Dictionary(A=image))

    return change


def zipped() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("a.html", "<b>")
    return kept.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checked = name + data
        return (
            struct.pack(">I", len(data))
            + checked
            + struct.pack(">I", zlib.crc32(checked))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(bytes(10_000)))
    return b"\x89PNG\r\n\x1a\n" + head + data + chunk(b"IEND", b"")


def locked(**passwords: str) -> bytes:
    return pdf(encryption=pikepdf.Encryption(**passwords))
