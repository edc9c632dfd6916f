"""Every country is there once, in its region of UN M49, by the name that readers know."""

import csv
from collections import defaultdict

import pandas as pd
import pytest
from babel import Locale

from data import SOURCE
from data.countries import FILE, NAMES, OFFICIAL_NAMES, countries, everyday_names, names_in
from data.translations import LOCALES
from i18n.labels import REGIONS

with FILE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
with OFFICIAL_NAMES.open(encoding="utf-8", newline="") as file:
    OFFICIAL = list(csv.DictReader(file))

LANGUAGES = ("ar", "es", "fr", "ja", "pt", "ru", "zh")


def locale_of(language: str) -> Locale:
    return Locale.parse(LOCALES.get(language, language))


def test_every_country_of_iso_3166_but_antarctica_is_there_once_and_kosovo() -> None:
    assert len(ROWS) == 249
    for code, length in (("alpha_3", 3), ("alpha_2", 2), ("m49", 3)):
        codes = [row[code] for row in ROWS if row[code]]
        assert len(set(codes)) == len(codes) >= 247
        assert {len(country_code) for country_code in codes} == {length}
    assert [row["alpha_3"] for row in ROWS if not row["m49"]] == ["TWN", "XKX"]
    assert [row["alpha_3"] for row in ROWS] == sorted(row["alpha_3"] for row in ROWS)


def test_regions_are_those_of_m49() -> None:
    within = defaultdict(set)
    for country in countries():
        within[country.region].add(country.subregion)
    assert set(within) == set(REGIONS) - {"international"}
    assert {region: len(parts) for region, parts in within.items()} == {
        "africa": 5,
        "americas": 4,
        "asia": 5,
        "europe": 4,
        "oceania": 4,
    }
    assert len(set.union(*within.values())) == 22
    placed = {country.code: (country.region, country.subregion) for country in countries()}
    assert placed["CYP"] == ("asia", "Western Asia")
    assert placed["MEX"] == ("americas", "Central America")
    assert placed["NRU"] == ("oceania", "Micronesia")
    assert placed["SDN"] == ("africa", "Northern Africa")


def test_names_are_short_and_can_be_typed() -> None:
    names = {country.code: country.name for country in countries()}
    assert len(set(names.values())) == len(names)
    assert not any(sign in name for name in names.values() for sign in "&’")
    assert names["BIH"] == "Bosnia and Herzegovina"
    assert names["CIV"] == "Côte d'Ivoire"
    assert names["GBR"] == "United Kingdom"
    assert names["NAM"] == "Namibia"
    assert names["VAT"] == "Vatican"


def test_a_name_stands_in_the_code_only_where_cldr_has_another() -> None:
    territories = Locale("en").territories
    cldr = {row["alpha_3"]: territories[row["alpha_2"]] for row in ROWS}
    assert not [code for code, name in NAMES.items() if cldr[code] == name]


def test_an_official_name_stands_in_the_table_only_where_cldr_has_another_one() -> None:
    alpha_2 = {row["alpha_3"]: row["alpha_2"] for row in ROWS}
    places = [(row["alpha_3"], row["language"]) for row in OFFICIAL]
    assert places == sorted(set(places))
    for row in OFFICIAL:
        assert row["language"] in LANGUAGES
        assert row["name"].strip() == row["name"] != ""
        cldr = locale_of(row["language"]).territories[alpha_2[row["alpha_3"]]]
        assert row["name"] != cldr
        assert everyday_names(locale_of(row["language"]))[row["alpha_3"]] == cldr


@pytest.mark.parametrize("language", LANGUAGES)
def test_countries_have_different_names_in_every_language(language: str) -> None:
    names = names_in(locale_of(language))
    assert set(names) == {country.name for country in countries()}
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize(
    ("language", "english", "name"),
    [
        ("ar", "South Korea", "جمهورية كوريا"),
        ("es", "Moldova", "República de Moldova"),
        ("fr", "Palestine", "État de Palestine"),
        ("fr", "Congo Republic", "Congo"),
        ("ja", "United Kingdom", "英国"),
        ("pt", "Türkiye", "Türkiye"),
        ("ru", "Russia", "Российская Федерация"),
        ("zh", "Vatican", "教廷"),
        ("zh", "Japan", "日本"),
    ],
)
def test_countries_are_named_as_governments_name_them(
    language: str, english: str, name: str
) -> None:
    assert names_in(locale_of(language))[english] == name


def test_no_official_name_is_english() -> None:
    assert everyday_names(Locale("en")) == {}


def test_every_seat_of_the_shipped_organisations_is_a_country() -> None:
    seats = pd.read_csv(SOURCE / "organisations.csv", keep_default_na=False).country_code
    assert set(seats) - {""} <= {country.code for country in countries()}
