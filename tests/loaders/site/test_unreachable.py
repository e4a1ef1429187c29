"""A site that cannot be reached says why within 20 seconds, over real sockets: nothing here is pretended."""

from __future__ import annotations

import contextlib
import gc
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loaders.errors import SiteError
from loaders.paths import ROOT
from loaders.site.crawl import crawl
from loaders.site.politeness import Manners

Talk = Callable[[socket.socket], None]
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@contextlib.contextmanager
def listening(talk: Talk, host: str = "127.0.0.1") -> Iterator[int]:
    """A socket that takes connections, each handed to `talk`."""
    with socket.create_server((host, 0)) as server:
        server.settimeout(0.1)
        done = threading.Event()

        def serve() -> None:
            while not done.is_set():
                with contextlib.suppress(OSError):
                    connection, _ = server.accept()
                    connection.settimeout(5)
                    with connection, contextlib.suppress(OSError):
                        talk(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            done.set()
            thread.join()


def said_by(site: str, cache: Path, manners: Manners | None = None) -> tuple[str, float]:
    began = time.monotonic()
    with pytest.raises(SiteError) as caught:
        crawl(site, cache, manners=manners)
    return str(caught.value), time.monotonic() - began


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def test_a_name_that_nobody_knows(tmp_path: Path) -> None:
    said, took = said_by("https://reports.ofsted.invalid", tmp_path)
    assert "the name reports.ofsted.invalid is not known here" in said
    assert "HTTPS_PROXY" in said and "Nothing was changed." in said
    assert took < 20


def test_a_port_that_refuses(tmp_path: Path) -> None:
    said, took = said_by(f"http://127.0.0.1:{closed_port()}", tmp_path)
    assert "connection refused" in said and "HTTPS_PROXY" in said
    assert took < 20


def test_a_site_that_says_nothing(tmp_path: Path) -> None:
    with listening(lambda connection: time.sleep(1.5)) as port:
        said, took = said_by(
            f"http://127.0.0.1:{port}", tmp_path, Manners(pause=0, tries=3, backoff=30, read_timeout=1)
        )
    assert "no answer in time" in said and "HTTPS_PROXY" in said
    assert took < 20


def test_a_proxy_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{closed_port()}")
    said, took = said_by("https://reports.ofsted.invalid", tmp_path)
    assert "the proxy refuses the connection. Correct HTTPS_PROXY" in said
    assert took < 20


def test_a_proxy_whose_name_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.council.invalid:8080")
    said, took = said_by("https://reports.ofsted.invalid", tmp_path)
    assert "the proxy's name is not known here. Correct HTTPS_PROXY" in said
    assert took < 20


def needs_a_name(connection: socket.socket) -> None:
    connection.recv(4096)
    connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")


# http.client leaves the socket of a tunnel that was refused to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_asks_who_you_are(scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(needs_a_name) as port:
        monkeypatch.setenv(f"{scheme.upper()}_PROXY", f"http://127.0.0.1:{port}")
        said, took = said_by(f"{scheme}://reports.ofsted.invalid", tmp_path)
    gc.collect()
    assert "the proxy asks who you are (407). Set HTTPS_PROXY with a name and password" in said
    assert took < 20


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate that nobody trusts, of this machine's names, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl here to make a certificate with")
    folder = tmp_path_factory.mktemp("certificate")
    names = f"subjectAltName=IP:127.0.0.1,DNS:{socket.gethostname()}"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=made"]
    command += ["-addext", names, "-keyout", str(folder / "key.pem"), "-out", str(folder / "made.pem")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "made.pem", folder / "key.pem"


def secure(certificate: tuple[Path, Path]) -> Talk:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)

    def talk(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as made:
            made.recv(4096)
            made.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    return talk


def test_a_certificate_that_is_not_trusted(certificate: tuple[Path, Path], tmp_path: Path) -> None:
    with listening(secure(certificate)) as port:
        said, took = said_by(f"https://127.0.0.1:{port}", tmp_path)
    assert "its certificate is not trusted here (self-signed certificate)" in said
    assert "set REQUESTS_CA_BUNDLE to the file (PEM)" in said
    assert took < 20


def test_what_is_advised_mends_it(
    certificate: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = socket.gethostname()
    with contextlib.suppress(OSError):
        socket.getaddrinfo(name, 443)
        with listening(secure(certificate), host="0.0.0.0") as port:
            monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate[0]))
            said, _ = said_by(f"https://{name}:{port}", tmp_path)
        assert "403" in said, "the site is reached, and answers"
        return
    pytest.skip("this machine does not know its own name")


def test_once_something_has_answered_there_is_patience_again(tmp_path: Path) -> None:
    answers = [b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"]

    def once(connection: socket.socket) -> None:
        connection.recv(4096)
        if answers:
            connection.sendall(answers.pop())

    with listening(once) as port:
        quick = Manners(pause=0, tries=2, backoff=0.01, longest_backoff=0.01, rest=0.01)
        said, _ = said_by(f"http://127.0.0.1:{port}", tmp_path, quick)
    assert "connection broken off" in said and "Without the search" in said


def test_the_command_says_it_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "loaders", "refresh", "--site", f"http://127.0.0.1:{closed_port()}"]
    done = subprocess.run(
        [*command, "--cache", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False, timeout=20
    )
    assert done.returncode == 1
    assert "connection refused" in done.stderr and "HTTPS_PROXY" in done.stderr
    assert "Traceback" not in done.stderr
