"""What there is to wait for, before a thread begins with a request."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.conf import settings

from practice.setup.arrival import HEAD, LARGEST, Arrival, Refused

GET = b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n"


def post(*fields: bytes, body: bytes = b"") -> bytes:
    return b"\r\n".join([b"POST /b HTTP/1.1", b"Host: x", *fields, b"", body])


def test_a_request_without_a_body_is_whole_with_its_headers() -> None:
    arrival = Arrival()
    for byte in GET[:-1]:
        arrival.add(bytes([byte]))
        assert not arrival.is_whole
    arrival.add(GET[-1:])
    assert arrival.is_whole
    assert not arrival.is_cut


def test_a_body_is_waited_for() -> None:
    arrival = Arrival(post(b"content-length : 5", body=b"hell"))
    assert not arrival.is_whole
    arrival.add(b"o")
    assert arrival.is_whole
    assert not arrival.is_cut


def test_what_follows_is_kept_for_the_next_request() -> None:
    arrival = Arrival(post(b"Content-Length: 5", body=b"hello" + GET))
    assert arrival.is_whole
    assert arrival.received.endswith(GET)


def test_empty_lines_before_a_request_are_none_of_it() -> None:
    arrival = Arrival(b"\r\n\r\n" + post(b"Content-Length: 5"))
    assert not arrival.is_whole
    arrival.add(b"hello")
    assert arrival.is_whole


@pytest.mark.parametrize("length", [LARGEST + 1, 10**14, 10**40])
def test_a_body_that_nobody_takes_is_not_waited_for(length: int) -> None:
    arrival = Arrival(post(b"Content-Length: %d" % length))
    assert arrival.is_whole
    assert arrival.is_cut


def test_the_largest_body_that_somebody_takes_is_waited_for() -> None:
    arrival = Arrival(post(b"Content-Length: %d" % LARGEST))
    assert not arrival.is_whole


def upload(length: int, path: bytes = b"/scans/") -> Arrival:
    head = b"POST %b HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
    return Arrival(head % (path, length))


def test_files_are_waited_for_where_files_are_sent_and_no_more_than_are_taken() -> None:
    most = settings.LARGEST_WITH_FILES
    fits, too_large = upload(most), upload(most + 1)
    assert (fits.is_whole, fits.is_upload, fits.is_cut) == (False, True, False)
    assert (too_large.is_whole, too_large.is_upload, too_large.is_cut) == (True,) * 3
    assert not upload(most, b"/scans/?a=1").is_whole
    elsewhere = upload(most, b"/scans/1/")
    assert (elsewhere.is_whole, elsewhere.is_cut) == (True, True)
    form = upload(LARGEST)
    assert (form.is_whole, form.is_upload) == (False, False)


@pytest.mark.parametrize(
    "fields",
    [
        [b"Content-Length: 5", b"Content-Length: 6"],
        [b"Content-Length: 5, 5"],
        [b"Content-Length: -5"],
        [b"Content-Length: +5"],
        [b"Content-Length: \xb2"],
        [b"Content-Length:"],
    ],
)
def test_a_length_in_doubt_is_left_to_the_parser_and_the_connection_ends(
    fields: list[bytes],
) -> None:
    arrival = Arrival(post(*fields))
    assert arrival.is_whole
    assert arrival.is_cut


@pytest.mark.parametrize("where", [b"", b"\r\n\r\n"])
def test_headers_without_end_are_refused(where: bytes) -> None:
    arrival = Arrival(b"GET /" + b"a" * HEAD + where)
    with pytest.raises(Refused) as refusal:
        assert arrival.is_whole
    assert refusal.value.status == HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE


def test_a_body_of_no_said_length_is_refused() -> None:
    arrival = Arrival(post(b"Transfer-Encoding: chunked"))
    with pytest.raises(Refused) as refusal:
        assert arrival.is_whole
    assert refusal.value.status == HTTPStatus.LENGTH_REQUIRED
