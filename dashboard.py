"""The application, pages and response headers in one process: `streamlit run dashboard.py`."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from api.application import mounted
from server import site
from server.errors import on_script_error
from server.front_door import FrontDoor
from server.headers import SecurityHeaders
from server.readiness import Readiness

readiness = Readiness()
routes: list[BaseRoute] = mounted(site.base_path())

app = st.App(
    Path(__file__).parent / "pages" / "navigation.py",
    lifespan=readiness.lifespan,
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(FrontDoor, readiness=readiness, routes=routes),
    ],
    on_script_error=on_script_error,
)
