"""What Datasette is timed at is the same answer as ours."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.facets import (
    api_address,
    counted_by_api,
    counted_by_datasette,
    datasette,
    facet_address,
    get,
    into_sqlite,
    selections,
)
from tests.server.running import Server


def test_datasette_counts_what_the_data_api_counts(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "points.sqlite"
    into_sqlite(file)
    with datasette(file) as port:
        for several in selections().values():
            for filters in several[:3]:
                theirs = counted_by_datasette(get(port, facet_address(file, filters, ".json")))
                ours = counted_by_api(get(server.port, api_address(filters)))
                assert theirs
                assert theirs == ours
        page = get(port, facet_address(file, {}, "")).body.decode()
        assert "facet-results" in page
        with pytest.raises(OSError, match="404"):
            get(port, "/points/nothing.json")
        tables = json.loads(get(port, f"/{file.stem}.json").body)["tables"]
        keys = {one["name"]: one["foreign_keys"]["outgoing"] for one in tables}
        assert {one["other_table"] for one in keys["points"]} == {"themes", "stages", "submissions"}
