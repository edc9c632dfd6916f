import pytest

from intake.suggesting.languages import language_of

ENGLISH = (
    "The organisations that signed this letter ask for a forum in which all of us have a voice. "
)
FRENCH = "Les organisations qui ont signé cette lettre demandent un forum dans lequel nous avons tous une voix. "
SPANISH = "Las organizaciones que firman esta carta piden un foro en el que todas las voces sean parte de la red. "


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH * 5, "en"),
        (FRENCH * 5, "fr"),
        (SPANISH * 5, "es"),
        ("インターネットの自由と公開を守るために私たちは署名します。", "ja"),
        ("我们呼吁各国政府保护开放的互联网", "zh"),
        (ENGLISH, None),
        (ENGLISH * 5 + FRENCH * 5, None),
        ("Мы призываем правительства защищать открытый интернет. " * 20, None),
        ("", None),
    ],
)
def test_a_language_is_told_only_where_that_is_safe(text: str, code: str | None) -> None:
    assert language_of(text) == code
