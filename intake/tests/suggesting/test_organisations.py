import pytest

from intake.suggesting.organisations import SAME, Organisations, new_id

KNOWN = Organisations(
    [
        {
            "organisation_id": "jpnic",
            "name": "Japan Network Information Center",
            "short_name": "JPNIC",
        },
        {
            "organisation_id": "apc",
            "name": "Association for Progressive Communications",
            "short_name": "APC",
        },
        {"organisation_id": "access-now", "name": "Access Now", "short_name": None},
        {"organisation_id": "who", "name": "World Health Organization", "short_name": "WHO"},
        {"organisation_id": "isoc", "name": "Internet Society", "short_name": "ISOC"},
        {
            "organisation_id": "isoc-jp",
            "name": "Internet Society Japan Chapter",
            "short_name": None,
        },
        {"organisation_id": "reseau", "name": "Réseau des deux rives", "short_name": None},
    ]
)


@pytest.mark.parametrize(
    ("name", "organisation_id"),
    [
        ("JAPAN NETWORK INFORMATION CENTER", "jpnic"),
        ("Japan Network Information Center (JPNIC)", "jpnic"),
        ("The Association for Progressive Communications", "apc"),
        ("APC", "apc"),
        ("Reseau des Deux Rives", "reseau"),
    ],
)
def test_a_name_is_known_whatever_case_accents_and_article(name: str, organisation_id: str) -> None:
    match = KNOWN.match(name)
    assert match
    assert (match.organisation.organisation_id, match.score) == (organisation_id, 100)


def test_a_misspelt_name_is_taken_for_the_known_one_and_a_like_one_is_asked_about() -> None:
    misspelt, like = (
        KNOWN.match("Asociation for Progresive Communications"),
        KNOWN.match("Internet Society Japan"),
    )
    assert misspelt
    assert (misspelt.organisation.organisation_id, SAME <= misspelt.score < 100) == ("apc", True)
    assert like
    assert (like.organisation.organisation_id, like.score < SAME) == ("isoc-jp", True)


@pytest.mark.parametrize("name", ["Lake Lumen Digital Commons", "شبكة البحيرة", "Acme", ""])
def test_an_unknown_name_matches_none(name: str) -> None:
    assert KNOWN.match(name) is None


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Comments of Access Now and the internet society", ["access-now", "isoc"]),
        ("Internet Society Japan Chapter", ["isoc-jp"]),
        ("Statement by JPNIC", ["jpnic"]),
        ("those who access nowhere", []),
    ],
)
def test_names_stand_in_text_as_words_and_short_names_as_they_are_written(
    text: str, ids: list[str]
) -> None:
    assert [organisation.organisation_id for organisation in KNOWN.named_in(text)] == ids


def test_an_id_is_new_plain_and_not_cut_within_a_word() -> None:
    assert new_id("Réseau & Co.", ["reseau-co"]) == "reseau-co-2"
    assert new_id("شبكة", []) == "new"
    assert (
        new_id("A letter on the future of the whole open Internet", [])
        == "a-letter-on-the-future-of-the-whole-open"
    )
