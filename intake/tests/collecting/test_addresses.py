import socket

import pytest

from intake.collecting.addresses import Resolve, Target, checked, is_public
from intake.collecting.outcomes import Dead, NotRead, Refused, Unread


def at(*addresses: str) -> Resolve:
    """Any name is found at these network addresses."""
    return lambda _host, _port: list(addresses)


def test_a_page_of_the_public_web_may_be_asked_for() -> None:
    target = checked("https://Example.org:443/a b/ü?q=é#part", (), at("9.9.9.9", "9.9.9.9"))
    assert target == Target("https", "example.org", 443, "/a%20b/%C3%BC?q=%C3%A9", ("9.9.9.9",))
    assert target.site == "https://example.org"
    assert (
        checked("http://é.example:8080", (), at("2620:fe::fe")).site
        == "http://xn--9ca.example:8080"
    )


@pytest.mark.parametrize(
    "network_address",
    [
        "127.0.0.1",
        "127.1.2.3",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "64:ff9b:1:2:3::a00:1",
        "::127.0.0.1",
        "3fff::1",
        "5f00::1",
        "2002:7f00:1::",
    ],
)
def test_private_addresses_are_refused_however_they_are_written(network_address: str) -> None:
    assert not is_public(network_address)
    with pytest.raises(Refused, match=r"private address .*--allow-host example.org"):
        checked("http://example.org/", (), at("9.9.9.9", network_address))
    assert checked("http://example.org/", ("example.org",), at(network_address))
    with pytest.raises(Refused):
        checked("http://example.org/", ("other.org",), at(network_address))


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "localhost", "[::1]", "0"])
def test_this_machine_is_refused_under_each_of_its_names(host: str) -> None:
    with pytest.raises(NotRead):
        checked(f"http://{host}/", ())


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "javascript:alert(1)",
        "//example.org/",
        "/letter",
        "",
        "http://",
        "http://user:word@example.org/",
        "http://example.org:99999/",
        "http://example.org:0/",
        "http://[::1/",
        "http://exa mple.org/",
        "http://[fe80::1%25eth0]/",
        "http://" + "é" * 100 + ".example/",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(address: str) -> None:
    with pytest.raises(Refused):
        checked(address, (), at("9.9.9.9"))


def failing(errno: int) -> Resolve:
    def find(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(errno, "no")

    return find


def test_a_name_that_no_host_has_is_dead_and_one_that_cannot_be_looked_up_is_not() -> None:
    with pytest.raises(Dead, match="no longer exists"):
        checked("http://example.org/", (), failing(socket.EAI_NONAME))
    with pytest.raises(Unread, match="cannot be looked up now"):
        checked("http://example.org/", (), failing(socket.EAI_AGAIN))
