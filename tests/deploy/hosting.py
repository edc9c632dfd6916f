"""The dashboard as the unit of deploy/ runs it: its command line and its environment, in a clone of its own."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

from tests.deploy.nginx import HOST, free_ports, replaced
from tests.server.running import ROOT, copy_of_application

DEPLOY = ROOT / "deploy"
PLACE = "/opt/dashboard"
STATE = "/var/lib/dashboard"
PYTHON = f"{PLACE}/.venv/bin/python"


def service(unit: str, section: str = "Service") -> dict[str, str]:
    """The settings in a section of a unit file; of one that is given twice, the last."""
    parser = RawConfigParser(strict=False, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string((DEPLOY / unit).read_text(encoding="utf-8"))
    return dict(parser[section])


def environment_file(name: str = "dashboard.env") -> dict[str, str]:
    """The variables that a file for EnvironmentFile= sets."""
    lines = (DEPLOY / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


class Hosted:
    """The service: a clone, the folder it may write to, its environment and its port. Stopped until `start`."""

    def __init__(self, folder: Path, public: str, **environment: str) -> None:
        """Lay it out in ``folder``. ``public`` is the address that readers know, with its path."""
        self.clone = copy_of_application(folder / "clone")
        for room in ("deploy", "tools"):
            shutil.copytree(ROOT / room, self.clone / room)
        self.state = folder / "state"
        self.state.mkdir()
        self.log = folder / "log"
        (self.port,) = free_ports(1)
        self._process: subprocess.Popen[bytes] | None = None
        words = shlex.split(service("dashboard.service")["Environment"])
        set_by_unit = dict(word.split("=", 1) for word in words)
        text = "\n".join(
            f"{name}={value}" for name, value in {**environment_file(), **set_by_unit}.items()
        )
        adapted_text = replaced(
            text,
            {
                STATE: str(self.state),
                "https://dashboard.example.org/wsis": public,
                "dashboard.example.org": HOST,
                "8501": str(self.port),
            },
        )
        variables = dict(line.split("=", 1) for line in adapted_text.splitlines())
        self.laid_out = self.files()
        self.environment = {"PATH": os.environ["PATH"], **variables, **environment}

    def files(self) -> dict[str, str]:
        """Each file of the clone -> a digest of what is in it."""
        return {
            str(path.relative_to(self.clone)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.clone.rglob("*")
            if path.is_file()
        }

    def command(self, setting: str, unit: str = "dashboard.service") -> list[str]:
        """The words of an Exec line of a unit, as they are run here."""
        line = service(unit)[setting].removeprefix("-")
        assert line.startswith(f"{PYTHON} "), line
        filled = re.sub(r"\$\{(\w+)\}", lambda match: self.environment[match[1]], line)
        return [sys.executable, *shlex.split(filled)[1:]]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end where the service runs, and with its environment."""
        return subprocess.run(
            command,
            cwd=self.clone,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, *, wait: bool = True) -> None:
        """Start it as systemd does. Raises RuntimeError with its log if it does not answer."""
        before = self.run(*self.command("ExecStartPre"))
        if before.returncode:
            raise RuntimeError(before.stderr)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command("ExecStart"),
                cwd=self.clone,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        if wait:
            self.wait()

    def wait(self) -> None:
        """Wait as systemd does until it answers."""
        process = self.run(*self.command("ExecStartPost"))
        if process.returncode:
            self.stop()
            raise RuntimeError(f"{process.stderr}\n{self.log.read_text(encoding='utf-8')}")

    def stop(self) -> None:
        """Stop it as systemd does."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def kill(self) -> None:
        """End it as when memory runs out."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._process = None


class Instances:
    """Several processes on one database, as dashboard@.service runs them: port -> process. Stopped until `start`."""

    def __init__(self, folder: Path, public: str, number: int, **environment: str) -> None:
        """Lay them out in ``folder``. ``public`` is the address that readers know, with its path."""
        self.hosted = Hosted(folder, public, **environment)
        self.ports = free_ports(number)
        words = shlex.split(service("dashboard@.service")["Environment"])
        self.hosted.environment |= dict(word.split("=", 1) for word in words if STATE not in word)
        self.hosted.environment["PORTS"] = " ".join(map(str, self.ports))
        self.processes: dict[int, subprocess.Popen[bytes]] = {}

    def command(self, setting: str, port: int) -> list[str]:
        """The words of an Exec line of the unit, for one of the processes."""
        words = self.hosted.command(setting, "dashboard@.service")
        return [word.replace("%i", str(port)) for word in words]

    def build(self) -> str:
        """Build the database as dashboard-data.service does; its data version."""
        process = self.hosted.run(*self.hosted.command("ExecStart", "dashboard-data.service"))
        if process.returncode:
            raise RuntimeError(process.stderr)
        return process.stdout.rsplit(": ", 1)[1].rstrip(".\n")

    def start(self, *ports: int) -> None:
        """Start these (all if none is named), and wait until they answer. Raises RuntimeError with the log if not."""
        for port in ports or self.ports:
            with self.hosted.log.open("ab") as log:
                self.processes[port] = subprocess.Popen(
                    self.command("ExecStart", port),
                    cwd=self.hosted.clone,
                    env=self.hosted.environment,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )
        for port in ports or self.ports:
            process = self.hosted.run(*self.command("ExecStartPost", port))
            if process.returncode:
                raise RuntimeError(
                    f"{process.stderr}\n{self.hosted.log.read_text(encoding='utf-8')}"
                )

    def restart(self, port: int) -> None:
        """Restart one as systemd does."""
        self.stop(port)
        self.start(port)

    def stop(self, *ports: int) -> None:
        """Stop these as systemd does, all if none is named."""
        for port in ports or list(self.processes):
            process = self.processes.pop(port)
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def kill(self, port: int) -> None:
        """End one as when memory runs out."""
        process = self.processes.pop(port)
        process.kill()
        process.wait()
