"""In which order a page comes: what it says before what it asks."""

from tests.server.reader import reading
from tests.server.running import Server


def test_charts_do_not_wait_for_the_counts_of_the_filters(server: Server) -> None:
    with reading(server.address) as reader:
        reader.run()
        kinds = [
            element.WhichOneof("type") for element in reader.run(None, "theme=igf-funding").elements
        ]
    last_chart = len(kinds) - 1 - kinds[::-1].index("plotly_chart")
    assert last_chart < kinds.index("multiselect")
