"""The examples of docs/hosting.md for nginx and Apache, as they stand, before the service: where these are installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from dash import Dash

from tests.dashboard.web.test_below_a_path import FEW, PREFIX, PUBLIC, Visitor, crawl
from tests.serving import ROOT, WAITRESS, Served, free_port, gunicorn, served

TEXT = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
MODULES = Path("/usr/lib/apache2/modules")
SERVERS = {
    "nginx": [  # where root starts it, it stays root: it keeps large answers in the folder of the test, which is root's
        "daemon off; user root; pid {folder}/pid; error_log {folder}/error.log;\nevents {{}}\nhttp {{",
        "access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;",
        "uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;\nserver {{ listen 127.0.0.1:{port};\n{example}\n}} }}",
    ],
    "apache2": [
        *(
            f"LoadModule {name}_module {MODULES}/mod_{name}.so"
            for name in ("mpm_event", "authz_core", "proxy", "proxy_http", "headers")
        ),
        "Listen 127.0.0.1:{port}\nServerName example.org\nUseCanonicalName Off\nPidFile {folder}/pid",
        "ErrorLog {folder}/error.log\nDocumentRoot {folder}\nUser nobody\nGroup nogroup\n{example}",
    ],
}
COMMANDS = {"nginx": ["-e", "{folder}/error.log", "-c", "{file}"], "apache2": ["-D", "FOREGROUND", "-f", "{file}"]}
EXAMPLES = {"nginx": re.findall(r"```nginx\n(.*?)```", TEXT, re.DOTALL)}
EXAMPLES["apache2"] = re.findall(r"```apache\n(.*?)```", TEXT, re.DOTALL)


@contextmanager
def before(name: str, example: str, service: Served, folder: Path) -> Iterator[str]:
    """A web server with an example in front of a service; yields its address."""
    program = shutil.which(name, path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if program is None:
        pytest.skip(f"{name} is not installed")
    port, file = free_port(), folder / "server.conf"
    text = example.replace("http://127.0.0.1:8050", service.url)
    file.write_text("\n".join(SERVERS[name]).format(folder=folder, port=port, example=text))
    command = [program, *(word.format(folder=folder, file=file) for word in COMMANDS[name])]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(100):
            assert process.poll() is None, (folder / "error.log").read_text()
            try:
                requests.get(url, timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="module", params=["told", "believed"])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Served]]:
    """Waitress, which is told its path; and gunicorn, which believes the web server that takes the path off."""
    log, port = tmp_path_factory.mktemp("service") / "log.txt", free_port()
    if request.param == "told":
        made = served(log, WAITRESS, port=port, BASE_PATH="/ofsted/", PUBLIC_URL=PUBLIC, METRICS="1")
    else:
        made = served(log, gunicorn(port), port=port, TRUSTED_PROXIES="127.0.0.1", METRICS="1")
    with made as server:
        yield request.param, server


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_serves_everything_below_the_path(
    name: str, service: tuple[str, Served], dash_app: Dash, tmp_path: Path
) -> None:
    """The first example leaves the path, and the service is told; the second takes it off, and is believed."""
    (told, believed), (kind, server) = EXAMPLES[name], service
    example, public = (told, PUBLIC) if kind == "told" else (believed, "http://example.org:8443")
    with before(name, example, server, tmp_path) as address:
        visitor = Visitor(address, public)
        answered = crawl(visitor, FEW, follows=name == "nginx")
        assert visitor.wrong == []
        assert {*FEW, "authority", "api", "download"} <= answered.keys()
        sent_on = visitor.get(f"{PREFIX}/authority/E08000027?utm=1")
        assert sent_on.headers["Location"].removeprefix(public) == f"{PREFIX}/authority/dudley?utm=1"
        assert visitor.get(f"{PREFIX}/metrics").status_code == 403
        assert requests.get(f"{server.url}/metrics", timeout=30).status_code == 200
        assert visitor.get("/authority/dudley").status_code in (403, 404), "nothing of it stands outside the path"
