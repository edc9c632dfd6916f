"""The application, pages and response headers in one process, started by `python -m server.serve`."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from api.application import mounted
from api.limiting import Rate, RateLimit
from data.settings import served
from light import head, sitemap
from light import pages as light
from light.feed import feed
from server import site
from server.errors import mark_log, on_script_error
from server.fair_share import FairShare
from server.front_door import FrontDoor, too_many
from server.headers import SecurityHeaders
from server.readiness import Readiness
from server.settings import settings

served()  # ends the start with one line where the data set has no settings that can be used
mark_log()
readiness = Readiness()
base = site.base_path()
limits = [Middleware(RateLimit, rate=Rate(settings().light_rate), refused=too_many)]
routes: list[BaseRoute] = [
    *mounted(base, settings().api_rate),
    *light.mounted(base, limits),
    Route(f"{base}/feed.atom", feed, middleware=limits),
    *sitemap.mounted(base, limits),
]

app = st.App(
    Path(__file__).parent / "pages" / "navigation.py",
    lifespan=readiness.lifespan,
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(FrontDoor, readiness=readiness, head=head.of_page, routes=routes),
        Middleware(FairShare),
    ],
    on_script_error=on_script_error,
)
