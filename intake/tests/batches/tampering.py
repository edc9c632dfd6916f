"""Workbooks that are refused, and what is said of them."""

from pathlib import Path

import pytest

from intake.batches.batch import BatchRefused
from intake.batches.reading import read_batch


def refusal(path: Path) -> str:
    with pytest.raises(BatchRefused) as refused:
        read_batch(path)
    words = str(refused.value)
    assert words.startswith(f"{path.name} ")
    assert words.endswith(".")
    return words
