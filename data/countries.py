"""Countries with their regions in UN M49, and their names.

M49 is the United Nations' standard of country codes and regions: https://unstats.un.org/unsd/methodology/m49/.
Names are those of Unicode's CLDR, except where governments use another one.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from babel import Locale

FILE = Path(__file__).parent / "standards" / "m49.csv"
"""Every country with its ISO 3166 codes, its M49 code, and its largest and smallest region.

Kosovo and Taiwan have no M49 code; they are in the regions of their neighbours.
"""

NAMES = {
    "BRN": "Brunei Darussalam",
    "COD": "DR Congo",
    "COG": "Congo Republic",
    "CPV": "Cabo Verde",
    "HKG": "Hong Kong",
    "MAC": "Macau",
    "MMR": "Myanmar",
    "PSE": "Palestine",
    "VAT": "Vatican",
    "VCT": "St. Vincent and the Grenadines",
}
"""Country -> its English name here, if CLDR has another one."""

OFFICIAL_NAMES = FILE.parent / "country_names.csv"
"""Names of countries in other languages, if CLDR has another one.

In Arabic, Chinese, French, Russian and Spanish they are those of the United Nations; in Japanese and Portuguese, which
are not official there, those of the foreign ministries of Japan and Brazil.
"""


class Country(NamedTuple):
    """A country: its ISO 3166 code of three letters, its name, the id of its world region, its smallest M49 region."""

    code: str
    name: str
    region: str
    subregion: str


def countries() -> list[Country]:
    """All countries, by code."""
    territories = Locale("en").territories
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            Country(
                row["alpha_3"],
                NAMES.get(row["alpha_3"]) or _plain(territories[row["alpha_2"]]),
                row["region"].lower(),
                row["subregion"],
            )
            for row in csv.DictReader(file)
        ]


def names_in(locale: Locale) -> dict[str, str]:
    """Name of a country in the data -> its name in another language."""
    names = _cldr_names(locale) | official_names(locale)
    return {country.name: names.get(country.code, country.name) for country in countries()}


def official_names(locale: Locale) -> dict[str, str]:
    """Country -> its name in OFFICIAL_NAMES, for countries that have one in the language."""
    with OFFICIAL_NAMES.open(encoding="utf-8", newline="") as file:
        return {
            row["alpha_3"]: row["name"]
            for row in csv.DictReader(file)
            if row["language"] == locale.language
        }


def everyday_names(locale: Locale) -> dict[str, str]:
    """Country -> its name in CLDR, for countries that also have an official name in the language."""
    names = _cldr_names(locale)
    return {code: names[code] for code in official_names(locale)}


def _cldr_names(locale: Locale) -> dict[str, str]:
    """Country -> its name in CLDR, for countries that CLDR names in the language."""
    territories = locale.territories
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            row["alpha_3"]: territories[row["alpha_2"]]
            for row in csv.DictReader(file)
            if row["alpha_2"] in territories
        }


def _plain(name: str) -> str:
    """A name of CLDR as people type it: Bosnia and Herzegovina, Côte d'Ivoire."""
    return name.replace(" & ", " and ").replace("’", "'")
