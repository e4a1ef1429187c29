"""What the tests of briefings share: LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest


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
