"""A calendar is got from outside and over https alone, and no more of it than is taken."""

from __future__ import annotations

import gzip
from http.server import BaseHTTPRequestHandler

import pytest

from practice.calendars.fetch import MOST_BYTES, fetched
from practice.calendars.net import https_of, is_public
from practice.calendars.trouble import Trouble
from tests.practice.calendars.elsewhere import HOST, OUTSIDE, Elsewhere

OURS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def trouble(address: str, there: Elsewhere, seconds: float = 20) -> str:
    with pytest.raises(Trouble) as refused:
        fetched(address, there, seconds)
    assert HOST not in str(refused.value)
    return refused.value.code


def test_what_is_at_an_address_is_got(there: Elsewhere) -> None:
    assert fetched(there.says("/mine.ics?key=1", OURS), there) == OURS
    assert there.dialed == [OUTSIDE]


def test_what_comes_packed_is_unfolded(there: Elsewhere) -> None:
    packed = gzip.compress(OURS)
    assert fetched(there.says("/", packed, Content_Encoding="gzip"), there) == OURS


def test_what_comes_in_pieces_is_put_together(there: Elsewhere) -> None:
    def pieces(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("Transfer-Encoding", "chunked")
        to.end_headers()
        for each in (OURS[:7], OURS[7:]):
            to.wfile.write(b"%x\r\n%s\r\n" % (len(each), each))
        to.wfile.write(b"0\r\n\r\n")

    there.answers["/"] = pieces
    assert fetched(f"https://{HOST}/", there) == OURS


def test_what_it_leads_to_is_followed_three_times(there: Elsewhere) -> None:
    there.says("/3", OURS)
    there.leads("/2", "/3", 301)
    there.leads("/1", "https://other.example/2", 307)
    assert fetched(there.leads("/0", "1", 308), there) == OURS
    assert there.looked_up == [HOST, HOST, "other.example", "other.example"]
    assert trouble(there.leads("/more", "/0"), there) == "redirects"


@pytest.mark.parametrize(
    "location",
    [f"http://{HOST}/plain", "file:///etc/passwd", "ftp://other.example/", "//[", ""],
)
def test_it_leads_nowhere_but_to_https(there: Elsewhere, location: str) -> None:
    there.says("/plain", OURS)
    assert trouble(there.leads("/", location), there) == "redirects"


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.100.100.200", "168.63.129.16", "192.0.0.192", "0.0.0.1", "224.0.0.1",
        "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "::7f00:1", "no address",
    ],
)  # fmt: skip
def test_nobody_inside_is_asked(there: Elsewhere, ip: str) -> None:
    address = there.says("/", OURS)
    for found in ([ip], [OUTSIDE, ip], [ip, OUTSIDE]):
        there.names[HOST] = [found]
        assert trouble(address, there) == "inside"
    assert there.dialed == []


@pytest.mark.parametrize(
    "ip", [OUTSIDE, "2606:2800:21f:cb07::1", "::ffff:93.184.215.14"]
)
def test_who_is_outside_is_asked(ip: str) -> None:
    assert is_public(ip)


def test_nobody_inside_is_asked_by_way_of_who_is_outside(there: Elsewhere) -> None:
    there.names["other.example"] = [["10.0.0.1"]]
    assert trouble(there.leads("/", "https://other.example/"), there) == "inside"
    assert there.dialed == [OUTSIDE]


def test_a_name_that_is_another_a_moment_later_is_asked_as_it_was(
    there: Elsewhere,
) -> None:
    there.names[HOST] = [[OUTSIDE], ["127.0.0.1"]]
    assert fetched(there.says("/", OURS), there) == OURS
    assert (there.looked_up, there.dialed) == ([HOST], [OUTSIDE])


def test_who_cannot_prove_to_be_whom_it_names_is_not_read(there: Elsewhere) -> None:
    there.says("/", OURS)
    assert trouble("https://third.example/", there) == "certificate"


def test_a_name_that_nobody_knows_is_said_to_be_so(there: Elsewhere) -> None:
    there.names[HOST] = [[]]
    assert trouble(f"https://{HOST}/", there) == "unknown"


@pytest.mark.parametrize(
    ("status", "code"), [(404, "gone"), (410, "gone"), (401, "gone"), (500, "answer"), (206, "answer")]
)  # fmt: skip
def test_what_it_answers_is_told_in_our_words(
    there: Elsewhere, status: int, code: str
) -> None:
    there.answers["/"] = lambda to: to.send_error(status, HOST)
    assert trouble(f"https://{HOST}/", there) == code


def test_a_gigabyte_is_not_begun(there: Elsewhere) -> None:
    def big(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.send_header("Content-Length", str(1024**3))
        to.end_headers()

    there.answers["/"] = big
    assert trouble(f"https://{HOST}/", there) == "big"


def test_what_never_ends_is_left_when_it_is_too_much(there: Elsewhere) -> None:
    def endless(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.end_headers()
        while True:
            to.wfile.write(b"x" * 65536)

    there.answers["/"] = endless
    assert trouble(f"https://{HOST}/", there) == "big"


def test_what_never_comes_is_left_when_it_took_too_long(there: Elsewhere) -> None:
    def slow(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.end_headers()
        while to.rfile.read(1):
            pass

    there.answers["/"] = slow
    assert trouble(f"https://{HOST}/", there, 0.3) == "slow"


def test_what_unfolds_to_more_than_is_taken_is_not_unfolded(there: Elsewhere) -> None:
    bomb = gzip.compress(b"\0" * (MOST_BYTES * 3))
    assert trouble(there.says("/", bomb, Content_Encoding="gzip"), there) == "big"


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip"])
def test_what_is_packed_as_nobody_asked_is_not_read(
    there: Elsewhere, encoding: str
) -> None:
    assert trouble(there.says("/", OURS, Content_Encoding=encoding), there) == "broken"


def test_what_says_that_it_is_packed_and_is_not_is_not_read(there: Elsewhere) -> None:
    assert trouble(there.says("/", OURS, Content_Encoding="gzip"), there) == "broken"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("https://calendar.example/a.ics", "https://calendar.example/a.ics"),
        (" webcal://Calendar.Example/a?b=c#d ", "https://calendar.example/a?b=c"),
        ("https://calendar.example:443", "https://calendar.example/"),
    ],
)
def test_an_address_is_asked_over_https_whoever_calls_it_webcal(
    typed: str, asked: str
) -> None:
    assert https_of(typed) == asked


@pytest.mark.parametrize(
    "typed",
    [
        "http://calendar.example/", "calendar.example/a.ics", "https:///a.ics",
        "https://ada:secret@calendar.example/", "https://calendar.example:8443/",
        "https://calendar.example:x/", "https://[::1/", "https://a b.example/",
        "https://calendar.example/a b", "https://calendar.example/\r\nHost: x",
        "https://calendar.example/é", "https://" + "a" * 2001, "javascript:alert(1)",
        "file:///etc/passwd", "https://" + "a" * 64 + ".example/", "",
    ],
)  # fmt: skip
def test_what_is_no_address_of_ours_is_refused(typed: str) -> None:
    with pytest.raises(Trouble) as refused:
        https_of(typed)
    assert refused.value.code == "address"
