"""Code snippets that read rows from their address. Every address in them is percent-encoded."""


def python(source: str) -> str:
    """Python that reads the CSV file at ``source``."""
    return f'import pandas as pd\n\nrows = pd.read_csv("{source}")'


def r(source: str) -> str:
    """R that reads the CSV file at ``source``, which begins with a byte order mark."""
    return f'rows <- read.csv(\n  "{source}",\n  fileEncoding = "UTF-8-BOM",\n  na.strings = ""\n)'


def duckdb(source: str) -> str:
    """SQL by which DuckDB reads the CSV file at ``source``."""
    return f"FROM read_csv('{source}', header = true);"


def curl(source: str, file: str) -> str:
    """A command that saves what is at ``source`` as ``file``."""
    return f'curl --fail --output "{file}" "{source}"'
