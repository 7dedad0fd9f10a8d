"""A request as it arrives, until all of it is there."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings

LARGEST = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
HEAD = 64 * 1024  # bytes: what gunicorn takes of a request line and headers, with room
END = b"\r\n\r\n"
LONGEST_LENGTH = 15  # digits


class Refused(Exception):  # noqa: N818 - it is what it is, not an error
    """This cannot become a request."""

    def __init__(self, status: HTTPStatus) -> None:
        self.status = status
        super().__init__()


class Arrival:
    """What has been received. The parser has the last word on what it means: here is
    only counted how much there is to wait for.
    """

    def __init__(self, received: bytes = b"") -> None:
        self.received = bytearray()
        # Begun without its body, of which nobody takes so much, or whose length is in
        # doubt: where the next request would start is unknown.
        self.is_cut = False
        # Of a page that takes files: it may take long, and there is room for few.
        self.is_upload = False
        self._searched = 0
        self._needs: int | None = None
        self.add(received)

    def add(self, data: bytes) -> None:
        self.received += data
        while self.received.startswith(b"\r\n"):  # as RFC 9112 (2.2) lets them
            del self.received[:2]

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing to wait for. Raises ``Refused``."""
        if self._needs is None and not self._read_head():
            return False
        return self.is_cut or len(self.received) >= (self._needs or 0)

    def _read_head(self) -> bool:
        end = self.received.find(END, max(0, self._searched - len(END) + 1))
        if max(end, len(self.received) if end < 0 else 0) > HEAD:
            raise Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        if end < 0:
            self._searched = len(self.received)
            return False
        head = bytes(self.received[:end])
        length = self._length(head)
        self.is_upload = (length or 0) > LARGEST and _path(head) in settings.UPLOADS
        most = settings.LARGEST_WITH_FILES if self.is_upload else LARGEST
        self.is_cut = length is None or length > most
        self._needs = end + len(END) + (length or 0)
        return True

    @staticmethod
    def _length(head: bytes) -> int | None:
        """Of the body; None where it is in doubt."""
        fields = [line.partition(b":") for line in head.split(b"\r\n")[1:]]
        names = [name.strip().lower() for name, _, _ in fields]
        if b"transfer-encoding" in names:  # it has no length; browsers send none of it
            raise Refused(HTTPStatus.LENGTH_REQUIRED)
        said = [
            value.strip()
            for name, (_, _, value) in zip(names, fields, strict=True)
            if name == b"content-length"
        ]
        if not said:
            return 0
        if len(said) > 1 or not said[0].isdigit() or len(said[0]) > LONGEST_LENGTH:
            return None
        return int(said[0])


def _path(head: bytes) -> str:
    _, path, *_ = [*head.partition(b"\r\n")[0].split(b" "), b""]
    return path.partition(b"?")[0].decode("latin-1")
