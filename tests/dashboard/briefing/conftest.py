"""What the tests of briefings share: a browser kept open, LibreOffice, and the bundled dataset."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest

from dashboard.briefing.pictures.browser import Studio, find_browser


@pytest.fixture(scope="session")
def studio() -> Iterator[Studio]:
    if find_browser() is None:
        pytest.skip("no browser is installed")
    with Studio() as opened:
        yield opened


@pytest.fixture(scope="session")
def pages_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], list[str]]:
    """The text of each page of an Office file, as LibreOffice lays it out."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    home = tmp_path_factory.mktemp("libreoffice")

    def convert(path: Path) -> list[str]:
        command = [soffice, f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", str(path.parent), str(path)], check=True, capture_output=True, timeout=120
        )
        document = pypdfium2.PdfDocument(path.with_suffix(".pdf"))
        try:
            return [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()

    return convert
