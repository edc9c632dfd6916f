import pytest

from data.addresses import can_be_opened


@pytest.mark.parametrize(
    "address",
    [
        "https://www.itu.int/net4/wsis/forum/2025/?x=1#top",
        "http://192.0.2.7:8080/x",
        "https://[2001:db8::1]/x",
        "https://wsis_plus.example.org.",
        "https://münchen.example/straße",
        "https://例え.テスト/道",
        "https://itu.int?q=%E2%80%AE",
        f"https://itu.int/{'x' * 1_984}",
    ],
)
def test_an_address_of_a_site_can_be_opened(address: str) -> None:
    assert can_be_opened(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "itu.int",
        "ftp://itu.int/x",
        "javascript:alert(1)//itu.int",
        "https://",
        "https://[TBD]",
        "https://[::1",
        "https://)(",
        "https://tbd/later",
        "https://itu..int/",
        "https://-.-/\u202e",
        f"https://{'x' * 64}.org/",
        f"https://{'ä' * 64}.org/",
        f"https://{'x.' * 130}org/",
        "https://itu.int:port/",
        "https://itu.int:99999/",
        "https://itu.int:0/",
        "https://itu.int@evil.example/",
        "https://itu.int\\@evil.example/",
        "https://itu.int/\u202ecod.exe",
        "https://itu.int/a\u200bb",
        "https://itu.int/a b",
        "https://itu.int/\n",
        "https://itu.int/\0",
        "https://itu.int/\ud800",
        "https://a\u2100b.org/",
        f"https://itu.int/{'x' * 1_985}",
    ],
)
def test_what_is_no_address_of_a_site_cannot(address: str) -> None:
    assert not can_be_opened(address)
