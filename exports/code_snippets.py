"""Code snippets that read rows from their address. Every address in them is percent-encoded."""


def readers(source: str) -> dict[str, str]:
    """Program -> the line by which it reads the CSV file at ``source``, taking only empty cells as missing."""
    return {
        "pandas": f'import pandas; rows = pandas.read_csv("{source}", keep_default_na=False, na_values="")',
        "R": f'rows <- read.csv("{source}", fileEncoding = "UTF-8-BOM", na.strings = "")',
        "DuckDB": f"FROM read_csv('{source}', header = true);",
    }


def curl(source: str, file: str) -> str:
    """A command that downloads ``source`` and saves it as ``file``."""
    return f'curl --fail --output "{file}" "{source}"'
