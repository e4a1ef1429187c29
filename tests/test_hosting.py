"""The service as it is hosted: gunicorn and its settings, the steps of the container, and servers that are stopped."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.serving import ROOT, Served, free_port, gunicorn, served

CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")


def steps() -> list[tuple[str, str]]:
    """The instructions of the Containerfile, continued lines joined."""
    text = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", CONTAINER, flags=re.MULTILINE))
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in text.splitlines() if line.strip()]


def last_stage() -> list[tuple[str, str]]:
    every = steps()
    return every[max(place for place, (name, _) in enumerate(every) if name == "FROM") :]


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    port = free_port()
    log = tmp_path_factory.mktemp("gunicorn") / "log.txt"
    with served(log, gunicorn(port), port=port, WEB_CONCURRENCY="2", LOG_REQUESTS="1", METRICS="1") as server:
        yield server


def workers(server: Served) -> set[int]:
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    return {int(child) for child in children if b"gunicorn" in Path(f"/proc/{child}/cmdline").read_bytes()}


def finished(url: str) -> requests.Response:
    """The answer of an export that may have to be made first."""
    for _ in range(120):
        answer = requests.get(url, timeout=60)
        if answer.status_code != 202:
            return answer
        time.sleep(0.2)
    raise AssertionError(f"{url} was not ready in time")


def test_the_last_stage_has_no_rights_and_is_checked() -> None:
    named = dict(last_stage())
    assert re.fullmatch(r"[1-9][0-9]*", named["USER"])
    assert "/healthz" in named["HEALTHCHECK"] and named["STOPSIGNAL"] == "SIGTERM"
    assert named["CMD"] == '["/venv/bin/gunicorn", "app:server"]', "a list, so that signals reach it"
    assert "HOST=0.0.0.0" in named["ENV"]
    assert all(text.startswith("docker.io/library/python:3.13-slim") for name, text in steps() if name == "FROM")


def test_what_the_image_installs_is_pinned(tmp_path: Path) -> None:
    (command,) = (text for name, text in steps() if name == "RUN" and "pyproject.toml" in text)
    first = command.split(">", 1)[0]
    words = shlex.split(first)
    assert words[0] == "python"
    said = subprocess.run([sys.executable, *words[1:]], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert said.split("\n")[:-1] == project["dependencies"]
    locked = {
        line.split("==")[0].lower().replace("_", "-") for line in (ROOT / "requirements.lock").read_text().splitlines()
    }
    assert {re.split(r"[\[<>=]", one)[0].lower() for one in project["dependencies"]} <= locked
    assert "-c requirements.lock -r wanted.txt" in command


def image(folder: Path) -> Path:
    """What the last stage copies from here, as it lies in the image below /app."""
    app = folder / "app"
    app.mkdir()
    for name, text in last_stage():
        if name == "COPY" and not text.startswith("--from"):
            *sources, target = text.split()
            assert target.startswith("/app/")
            for source in sources:
                if (ROOT / source).is_dir():
                    shutil.copytree(
                        ROOT / source, app / target.removeprefix("/app/"), ignore=shutil.ignore_patterns("__pycache__")
                    )
                else:
                    shutil.copy(ROOT / source, app)
    return app


READ_ONLY = "mount -o remount,ro,bind / && mount -t tmpfs none /tmp && touch {0}/none 2>/dev/null && exit 9; exec"


def test_what_the_image_holds_serves_from_a_read_only_file_system(tmp_path: Path) -> None:
    if os.geteuid() or subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode:
        pytest.skip("only root can make the file system read-only for one process")
    app = image(Path(shutil.copytree(tmp_path, ROOT / ".cache" / tmp_path.name)))  # /tmp is hidden below
    port = free_port()
    try:
        command = " ".join(map(shlex.quote, gunicorn(port)))
        shell = ("unshare", "-m", "sh", "-c", f"{READ_ONLY.format(app)} {command}")
        with served(
            tmp_path / "log.txt", shell, port=port, cwd=app, PYTHONDONTWRITEBYTECODE="1", WEB_CONCURRENCY="1"
        ) as server:
            assert "Dudley" in requests.get(f"{server.url}/authority/dudley", timeout=60).text
            assert finished(f"{server.url}/export/dudley.pptx").content[:2] == b"PK"
    finally:
        shutil.rmtree(app.parent)


def test_the_log_holds_no_visitor_and_the_figures_count_every_worker(two_workers: Served) -> None:
    for _ in range(20):
        requests.get(f"{two_workers.url}/find?q=Jane-Smith", headers={"X-Forwarded-For": "192.0.2.5"}, timeout=60)
    figures = requests.get(f"{two_workers.url}/metrics", timeout=60).text
    (count,) = re.findall(r'trajectories_requests_total{method="GET",route="/find",status="200"} ([\d.]+)', figures)
    assert float(count) == 20
    said = two_workers.log.read_text()
    assert '"route": "/find"' in said
    assert not re.search(r"Jane|192\.0\.2|127\.0\.0\.1(?!:)", said)


def test_a_killed_worker_costs_its_own_answers_alone(two_workers: Served) -> None:
    url = f"{two_workers.url}/export/compare:all.pptx"
    before = workers(two_workers)
    assert len(before) == 2
    outcomes: list[str] = []

    def ask() -> None:
        try:
            outcomes.append("whole" if finished(url).content[:2] == b"PK" else "torn")
        except requests.RequestException:
            outcomes.append("cut off")

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    time.sleep(0.5)  # the file is being made
    os.kill(min(before), signal.SIGKILL)
    answers = [requests.get(f"{two_workers.url}/healthz", timeout=60).status_code for _ in range(5)]
    assert answers == [200] * 5
    for asker in askers:
        asker.join()
    assert "torn" not in outcomes
    first, again = (finished(url) for _ in range(2))
    assert first.status_code == 200 and first.content == again.content
    for _ in range(100):
        if len(workers(two_workers)) == 2:
            break
        time.sleep(0.2)
    assert min(before) not in workers(two_workers) and len(workers(two_workers)) == 2
    # gunicorn says that a worker was killed, and that is the one fault in its log
    said = two_workers.log.read_text()
    assert "SIGKILL" in said
    two_workers.log.write_text(re.sub(r".*SIGKILL.*\n", "", said))


def test_it_stops_when_the_answers_that_have_begun_are_finished(tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path / "log.txt", gunicorn(port), port=port, WEB_CONCURRENCY="1") as server:
        got: list[requests.Response] = []
        asker = threading.Thread(target=lambda: got.append(requests.get(f"{server.url}/compare", timeout=60)))
        asker.start()
        time.sleep(0.15)
        server.process.send_signal(signal.SIGTERM)
        asker.join()
        assert got[0].status_code == 200 and got[0].text.endswith("</html>")
        assert server.process.wait(timeout=30) == 0
