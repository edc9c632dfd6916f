"""Streamlit's query parameters for tests of what reads and writes them."""

from __future__ import annotations


class Query(dict[str, list[str]]):
    """What Streamlit's query parameters are to the code: the last value by name, all by get_all."""

    def __getitem__(self, name: str) -> str:  # type: ignore[override]
        return super().__getitem__(name)[-1]

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
        return (self.get_all(name) or [default])[-1]

    def get_all(self, name: str) -> list[str]:
        return list(super().get(name, []))

    def from_dict(self, values: dict[str, list[str]]) -> None:
        self.clear()
        self.update({name: list(texts) for name, texts in values.items()})
