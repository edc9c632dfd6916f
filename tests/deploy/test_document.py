"""docs/hosting.md, read by someone who types every command of it, on a server that is a folder."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.copy import kept
from tests.deploy.hosting import DEPLOY
from tests.deploy.nginx import nginx
from tests.server.running import ROOT, copy_of_application

DOCUMENT = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
HOST = "data.example.int"
PLACES = ("/opt/", "/etc/", "/var/", "/srv/")
OF_THE_SYSTEM = ("adduser", "apt-get", "certbot", "nginx", "systemctl")
"""Commands that would change this machine: they are only noted, but for the service that builds the database."""

BUILDING = """
if [ "$*" = "start dashboard-data" ]; then
    set -a
    . {server}/etc/dashboard.env
    cd {server}/opt/dashboard && .venv/bin/python -m data.build --target $DASHBOARD_DATABASE
fi
"""

SET_UP = """
test "$1" = requirements.txt || test "$1" = requirements-intake.txt || exit 1
mkdir -p .venv/bin
ln -sfn {prefix}/lib {prefix}/pyvenv.cfg .venv
ln -sfn {prefix}/bin/* .venv/bin
rm -f .venv/bin/wsis20
cp tools/wsis20.sh .venv/bin/wsis20
"""


def commands(heading: str) -> list[str]:
    """The commands under a heading of the document, in their order."""
    assert heading in DOCUMENT.splitlines(), heading
    section = DOCUMENT.partition(f"\n{heading}\n")[2]
    section = re.split(r"^#+ ", section, maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^ {4,}(\S.*)$", section, re.MULTILINE)


class Server:
    """A folder that commands take for the machine they run on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for path in (
            "opt",
            "srv",
            "etc/systemd/system",
            "etc/nginx/sites-available",
            "etc/nginx/sites-enabled",
            "var/lib/dashboard",
            "bin",
        ):
            (folder / path).mkdir(parents=True)
        for name in OF_THE_SYSTEM:
            program = folder / "bin" / name
            does = BUILDING.format(server=folder) if name == "systemctl" else ""
            program.write_text(f'#!/bin/sh\necho "{name} $*" >> {folder}/calls\n{does}')
            program.chmod(0o755)
        self.repository = self._repository()

    def _repository(self) -> Path:
        """The project as it is now, whose packages are those of this Python."""
        repository = copy_of_application(self.folder / "repository")
        (repository / "tools").mkdir()
        set_up = repository / "tools" / "environment.sh"
        shutil.copy(ROOT / "tools" / "wsis20.sh", set_up.parent)
        set_up.write_text(SET_UP.format(prefix=sys.prefix))
        shutil.copytree(DEPLOY, repository / "deploy")
        for unit in (repository / "deploy").glob("dashboard*"):
            unit.write_text(self.here(unit.read_text(encoding="utf-8")), encoding="utf-8")
        self.commit(repository)
        return repository

    def commit(self, repository: Path) -> None:
        """Commit everything in the folder of a ``repository``."""
        author = ("-c", "user.name=tests", "-c", "user.email=tests@example.org")
        for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "-m", "new")):
            subprocess.run(["git", *author, *words], cwd=repository, check=True)

    def here(self, text: str) -> str:
        """The same text with the paths of a machine moved into this folder."""
        for path in PLACES:
            text = re.sub(rf"(?<![\w.-]){path}", f"{self.folder}{path}", text)
        return text

    def types(self, lines: list[str], **words: str) -> str:
        """Run commands, one after the other in one shell, until one fails; what they printed."""
        replacements = {"REPOSITORY": str(self.repository), "YOUR.HOST": HOST, **words}
        text = "\n".join(self.here(line) for line in lines)
        for word, value in replacements.items():
            text = text.replace(word, value)
        process = subprocess.run(
            ["sh", "-e", "-c", text],
            cwd=self.folder,
            env={"PATH": f"{self.folder}/bin:/usr/local/bin:/usr/bin:/bin"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert process.returncode == 0, f"{text}\n{process.stdout}"
        return process.stdout

    @property
    def calls(self) -> list[str]:
        """The calls of system programs."""
        return (self.folder / "calls").read_text().splitlines()

    def version(self) -> str:
        """The data version of a database that is built now."""
        output = self.types(["systemctl start dashboard-data"])
        return output.rsplit(": ", 1)[1].rstrip(".\n")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server on which everything under "From nothing to https" was typed."""
    folder = Server(tmp_path_factory.mktemp("server"))
    folder.types(commands("## From nothing to https"))
    return folder


def test_from_nothing_to_https_puts_everything_in_its_place(server: Server) -> None:
    system = server.folder / "etc" / "systemd" / "system"
    assert {path.name for path in system.iterdir()} == {
        path.name for path in DEPLOY.iterdir() if path.suffix in {".service", ".timer"}
    }
    settings = (server.folder / "etc" / "dashboard.env").read_text()
    assert f"DASHBOARD_ADDRESS=https://{HOST}/wsis\n" in settings
    assert "dashboard.example.org" not in settings
    site = server.folder / "etc" / "nginx" / "sites-enabled" / "dashboard.conf"
    assert site.is_symlink()
    assert f"server_name {HOST};" in site.read_text()
    assert f"/etc/letsencrypt/live/{HOST}/fullchain.pem" in site.read_text()
    calls = server.calls
    assert any(f"--domain {HOST} " in call for call in calls if call.startswith("certbot "))
    start = "systemctl enable --now dashboard.service dashboard-health.timer"
    assert calls.index("systemctl daemon-reload") < calls.index(start)
    assert calls[-2:] == ["nginx -t", "systemctl reload nginx"]


def test_data_move_out_are_backed_up_lost_and_restored(server: Server) -> None:
    shipped = server.version()
    server.types(commands("## New data")[:-2])
    tables = server.folder / "srv" / "consultation"
    settings = (server.folder / "etc" / "dashboard.env").read_text()
    assert f"\nDASHBOARD_DATA={tables}\n" in settings
    assert server.version() == shipped
    came_with = server.folder / "opt" / "dashboard" / "data"
    for path in kept(came_with):
        assert (tables / path.relative_to(came_with)).read_bytes() == path.read_bytes()
    with (tables / "CODEBOOK.md").open("a") as codebook:
        codebook.write("A note of our own.\n")
    whole = (tables / "submissions.csv").read_bytes()
    (tables / "submissions.csv").write_bytes(whole.replace(b"WSIS", b"Wsis", 1))
    assert "in order" in server.types(commands("## New data")[-2:])
    ours = server.version()
    assert ours != shipped

    every_night, to_restore = commands("## Backup")[:4], commands("## Backup")[4:]
    server.types(every_night)
    backups = server.folder / "var" / "backups" / "dashboard"
    assert {path.name for path in backups.iterdir()} == {
        f"dashboard-{ours}.tar.gz",
        "dashboard.env",
        "dashboard.conf",
    }
    shutil.rmtree(tables)
    (server.folder / "var" / "lib" / "dashboard" / "dashboard.duckdb").unlink()
    output = server.types(to_restore, ARCHIVE=f"dashboard-{ours}")
    assert ours in output
    assert "A note of our own." in (tables / "CODEBOOK.md").read_text()


def test_an_upgrade_brings_the_new_code_and_the_way_back_the_old(server: Server) -> None:
    tables = server.folder / "srv" / "consultation"
    if not tables.exists():
        server.types(commands("## New data")[:4])
    code = server.folder / "opt" / "dashboard"
    (server.repository / "new").touch()
    server.commit(server.repository)
    lines = commands("## Upgrade")
    back = lines.index("mv /opt/dashboard /opt/dashboard.new")
    assert "in order" in server.types(lines[:4])
    assert not (code / "new").exists()
    server.types(lines[4:back])
    assert (code / "new").exists()
    assert server.calls[-1] == "systemctl restart dashboard"
    assert server.version()
    server.types(lines[back:])
    assert not (code / "new").exists()
    assert server.calls[-1] == "systemctl restart dashboard"
    assert server.version()


def test_without_a_path_the_site_is_at_the_root(server: Server, tmp_path: Path) -> None:
    for file_path in ("etc/dashboard.env", "etc/nginx/sites-available/dashboard.conf"):
        (tmp_path / file_path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(server.folder / file_path, tmp_path / file_path)
    lines = [line.replace("/etc/", f"{tmp_path}/etc/") for line in commands("### Without a path")]
    server.types([line for line in lines if line.startswith("sed")])
    settings = (tmp_path / "etc" / "dashboard.env").read_text()
    assert f"DASHBOARD_ADDRESS=https://{HOST}\n" in settings
    assert "STREAMLIT_SERVER_BASE_URL_PATH=\n" in settings
    site = (tmp_path / "etc" / "nginx" / "sites-available" / "dashboard.conf").read_text()
    assert "wsis" not in site.partition("upstream")[2]
    with nginx(tmp_path / "nginx", 1, site=site.replace(HOST, "dashboard.example.org")) as running:
        for path in ("/", "/themes", "/robots.txt"):
            answer = running.get(path)
            assert (answer.status, b"is being restarted" in answer.body) == (503, True)
        program = running.get("/api/v1/themes.csv")
        assert program.headers["content-type"] == "application/problem+json"


def test_several_processes_are_set_up_and_restarted_as_it_says(server: Server) -> None:
    lines = commands("## More readers than one process serves")
    began = len(server.calls)
    rolling = lines.index(".venv/bin/python -m deploy.rolling")
    server.types(lines[: rolling - 3])
    settings = (server.folder / "etc" / "dashboard.env").read_text()
    assert '\nPORTS="8501 8502"\n' in settings
    site = server.folder / "etc" / "nginx" / "sites-available" / "dashboard.conf"
    assert "#+" not in site.read_text()
    assert "server 127.0.0.1:8502" in site.read_text()
    assert (server.folder / "var" / "lib" / "dashboard" / "dashboard.duckdb").exists()
    assert server.calls[began:] == [
        "systemctl disable --now dashboard.service",
        "systemctl start dashboard-data",
        "systemctl enable --now dashboard@8501.service dashboard@8502.service",
        "nginx -t",
        "systemctl reload nginx",
    ]
    # Nothing listens at these ports, and so nothing is restarted.
    with pytest.raises(AssertionError, match=r"8501 is not well: .* Nothing was restarted"):
        server.types([*lines[rolling - 3 : rolling], f"{lines[rolling]} --wait 0"])
