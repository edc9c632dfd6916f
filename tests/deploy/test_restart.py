"""What readers see while the dashboard is restarted, and after."""

import json

from playwright.sync_api import Browser, expect

from tests.browser.reading import PATIENCE, Reader
from tests.deploy.hosting import Hosted
from tests.deploy.nginx import Site


def test_while_it_restarts_readers_are_told_so_and_then_the_page_opens_by_itself(
    site: Site, hosted: Hosted, browser: Browser
) -> None:
    context = browser.new_context(ignore_https_errors=True)
    context.set_default_timeout(PATIENCE)
    reading = Reader(context.new_page(), f"{site.url}/wsis").open("themes")
    address = reading.page.url
    hosted.kill()
    try:
        told = site.get("/wsis/themes")
        assert told.status == 503
        assert b"The dashboard is being restarted" in told.body
        assert int(told.headers["retry-after"]) > 0
        assert told.headers["content-type"].startswith("text/html")
        program = site.get("/wsis/api/v1/themes.csv")
        assert (program.status, program.headers["content-type"]) == (
            503,
            "application/problem+json",
        )
        assert json.loads(program.body)["status"] == 503
        assert int(program.headers["retry-after"]) > 0

        coming = context.new_page()
        coming.goto(f"{site.url}/wsis/themes")
        expect(coming.get_by_role("heading", level=1)).to_have_text(
            "The dashboard is being restarted"
        )
    finally:
        hosted.start()
    expect(coming).not_to_have_title("The dashboard is being restarted")
    Reader(coming, f"{site.url}/wsis").settled()
    assert coming.url == address
    reading.settled()
    context.close()
    assert site.get("/wsis/api/v1/health").status == 200
