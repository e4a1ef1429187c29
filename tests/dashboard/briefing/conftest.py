"""What the tests of briefings share: what they say of every authority, worked out once, and LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from dashboard.briefing.content import content_for
from dashboard.briefing.model import Content
from dashboard.briefing.subjects import read_one
from dashboard.history.story import stories
from loaders import Dataset, load_dataset
from tests.dashboard.asking import half_read


@pytest.fixture(scope="session")
def contents(dataset: Dataset) -> dict[str, Content]:
    """The briefing of every authority, of those that were abolished too."""
    return {slug: content_for(dataset, read_one(slug, dataset)) for slug in stories(dataset)}


@pytest.fixture(scope="session")
def half_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the dataset in which the later reports of half of the authorities were not read."""
    return half_read(tmp_path_factory.mktemp("half"))


@pytest.fixture(scope="session")
def half(half_folder: Path) -> Dataset:
    """The dataset of that folder."""
    return load_dataset(half_folder)


@pytest.fixture(scope="session")
def half_contents(half: Dataset) -> dict[str, Content]:
    """The briefing of every authority from that."""
    return {slug: content_for(half, read_one(slug, half)) for slug in stories(half)}


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
