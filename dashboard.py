"""The application, pages and response headers in one process, started by `python -m web.serve`."""

from pathlib import Path

import pandas as pd
import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from data.settings import served
from web import (
    llms_txt,
    option_lists,
    page_metadata,
    request_info,
    security_txt,
    sitemap,
    streamlit_internals,
)
from web.api.application import mounted
from web.errors import mark_log, on_script_error
from web.fair_share import Rate, RateLimit
from web.feed import feed
from web.gateway import Gateway, too_many
from web.lifespan import AppState
from web.light import archive
from web.light import pages as light
from web.request_info import ReaderLanguage
from web.response_headers import SecurityHeaders
from web.settings import settings

served()  # ends the start with one line where the data set has no settings that can be used
mark_log()
pd.set_option("mode.string_storage", "python")  # Frames are small here: calls are a third faster.
streamlit_internals.answer_each_request()
readiness = AppState()
base = request_info.base_path()
limits = [
    Middleware(
        RateLimit, rate=Rate(settings().light_rate), refused=lambda _, seconds: too_many(seconds)
    )
]
routes: list[BaseRoute] = [
    *mounted(base, settings().api_rate),
    *light.mounted(base, limits),
    Route(f"{base}{archive.PATH}", archive.archive, middleware=limits),
    Route(f"{base}/feed.atom", feed, middleware=limits),
    *sitemap.mounted(base, limits),
    Route(f"{base}{option_lists.NAMES}", option_lists.names, middleware=limits),
    Route(f"{base}{llms_txt.PATH}", llms_txt.llms_txt),
    Route(f"{base}{security_txt.PATH}", security_txt.security_txt),
]

app = st.App(
    Path(__file__).parent / "pages" / "navigation.py",
    lifespan=readiness.lifespan,
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(ReaderLanguage),
        Middleware(
            Gateway,
            readiness=readiness,
            head=page_metadata.of_page,
            routes=routes,
            rate=Rate(settings().page_rate),
        ),
    ],
    on_script_error=on_script_error,
)
