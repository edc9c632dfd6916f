"""What whoever hosts the dashboard can set."""

import json
import os
import subprocess
from dataclasses import fields

import pytest

from tests.server.running import ROOT, Program, free_port, server_serve, serving, streamlit_run
from web.settings import SettingError, Settings, variable

GOOD = [
    ("address", "https://data.example", "https://data.example"),
    ("address", " https://data.example/base/ ", "https://data.example/base"),
    ("address", "http://[2001:db8::1]:8501", "http://[2001:db8::1]:8501"),
    ("address", "", ""),
    ("proxies", "0", 0),
    ("proxies", " 2 ", 2),
    ("api_rate", "5/second", "5/second"),
    ("api_rate", "5 per minute; 100 per day", "5 per minute; 100 per day"),
    ("api_rate", "", ""),
    ("light_rate", "5/second;100/day", "5/second;100/day"),
    ("light_rate", "", ""),
    ("page_rate", "10/minute", "10/minute"),
    ("api_rows", "1", 1),
    ("api_rows", "2500000", 2_500_000),
    ("builds", "no", "no"),
    ("patches", "no", "no"),
    ("framed_by", "", ""),
    (
        "framed_by",
        " https://a.example  http://b.example:81 ",
        "https://a.example http://b.example:81",
    ),
]
BAD = [
    ("address", "data.example"),
    ("address", "ftp://data.example"),
    ("address", "https://"),
    ("address", "https://data.example?x=y"),
    ("address", "https://data.example#x"),
    ("address", "https://user:password@data.example"),
    ("address", 'https://data.example/"><script>'),
    ("address", "https://data.example/a b"),
    ("address", "https://[data"),
    ("proxies", "-1"),
    ("proxies", "yes"),
    ("proxies", ""),
    ("proxies", "1.5"),
    ("proxies", "١"),
    ("api_rate", "fast"),
    ("api_rate", "0/second"),
    ("api_rate", "5"),
    ("api_rate", "-5/second"),
    ("light_rate", "fast"),
    ("page_rate", "fast"),
    ("api_rows", "0"),
    ("api_rows", "1e6"),
    ("api_rows", "9" * 5000),
    ("builds", "false"),
    ("patches", "none"),
    ("framed_by", "*"),
    ("framed_by", "https:"),
    ("framed_by", "huggingface.co"),
    ("framed_by", "https://*.example"),
    ("framed_by", "https://a.example/path"),
    ("framed_by", "https://a.example; script-src *"),
    ("framed_by", "https://a.example, https://b.example"),
]


def test_every_setting_is_read_from_its_variable() -> None:
    assert {name for name, _value, _expected in GOOD} == {field.name for field in fields(Settings)}
    assert Settings.read({}) == Settings()
    assert Settings.read({"PROXIES": "3", "dashboard_proxies": "3"}) == Settings()


@pytest.mark.parametrize(("name", "value", "read"), GOOD)
def test_what_can_be_used_is_read(name: str, value: str, read: object) -> None:
    settings = Settings.read({variable(name): value})
    assert getattr(settings, name) == read
    assert [getattr(settings, field.name) for field in fields(settings) if field.name != name] == [
        field.default for field in fields(settings) if field.name != name
    ]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_what_cannot_be_used_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(SettingError) as error:
        Settings.read({variable(name): value})
    message = str(error.value)
    assert message.startswith(f"{variable(name)} is ")
    assert ", but takes " in message
    assert len(message) < 300


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda field: field.name)
def test_every_setting_says_what_it_is_for(setting: object) -> None:
    assert len(setting.metadata["meaning"]) > 20  # type: ignore[attr-defined]


@pytest.mark.parametrize("program", [server_serve, streamlit_run])
def test_the_server_does_not_start_with_a_setting_it_cannot_use(program: Program) -> None:
    process = subprocess.run(
        program(ROOT, free_port()),
        env={**os.environ, "DASHBOARD_API_ROWS": "many"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert process.returncode != 0
    assert (
        "DASHBOARD_API_ROWS is 'many', but takes a whole number" in process.stdout + process.stderr
    )


def test_a_running_server_goes_by_its_settings_and_under_its_base_path() -> None:
    environment = {
        "STREAMLIT_SERVER_BASE_URL_PATH": "base",
        "DASHBOARD_PROXIES": "1",
        "DASHBOARD_API_ROWS": "4",
        "DASHBOARD_API_RATE": "6/hour",
        "DASHBOARD_LIGHT_RATE": "8/hour",
        "DASHBOARD_PAGE_RATE": "9/hour",
    }
    with serving(**environment) as server:
        answer = server.get("/base/api/v1/themes.json", x_forwarded_proto="https")
        document = json.loads(answer.body)
        assert len(document["rows"]) == 4
        following = f"https://127.0.0.1:{server.port}/base/api/v1/themes.json?limit=4&offset=4"
        assert document["next"] == following
        assert answer.headers["link"] == f'<{following}>; rel="next"'
        assert server.get("/base/api/v1/themes.json?limit=5").status == 400

        assert server.get("/base/api").headers["location"] == "/base/api/v1/"
        problem = server.get("/base/api/v2/x")
        assert (problem.status, problem.headers["content-type"]) == (
            404,
            "application/problem+json",
        )
        for path in ("/api/v1/themes.csv", "/api", "/base/base/api/v1/themes.csv"):
            assert server.get(path).status == 404

        again = [server.get("/base/api/v1/themes.csv", method="HEAD") for _ in range(5)]
        assert [answer.status for answer in again] == [200] * 4 + [429]
        assert int(again[-1].headers["retry-after"]) > 0
        other = server.get("/base/api/v1/themes.csv", x_forwarded_for="203.0.113.1")
        assert other.status == 200

        paths = ("light/", "light/themes", "feed.atom", "sitemap.xml", "sitemap-1.xml")
        answers = [server.get(f"/base/{path}") for _round in range(2) for path in paths]
        assert [answer.status for answer in answers] == [200] * 8 + [429] * 2
        for refusal in answers[8:]:
            assert refusal.headers["content-type"].startswith("text/html")
            assert 0 < int(refusal.headers["retry-after"]) <= 7200
            assert refusal.headers["cache-control"] == "no-store"
            assert b"<h1>Too many requests</h1>" in refusal.body
        assert server.get("/base/light/", x_forwarded_for="203.0.113.1").status == 200
        assert server.get("/base/robots.txt").status == 200
        assert server.get("/base/themes").status == 200
        assert server.get("/base/").status == 200
