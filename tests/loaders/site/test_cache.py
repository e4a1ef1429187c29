"""The crawler's cache: whole or not at all, one process at a time, faults named."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from loaders.errors import SiteError
from loaders.site.cache import Cache
from loaders.site.politeness import Validators

URL = "https://files.ofsted.gov.uk/v1/file/1"
TAG = Validators('"tag"', "Tue, 05 Apr 2016 00:00:00 GMT")


def test_a_document_lies_under_its_content_hash(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        assert cache.document(URL) is None
        kept = cache.keep_document(URL, b"%PDF-x", TAG, ".pdf")
    with Cache(tmp_path) as cache:
        assert cache.document(URL) == kept
        assert cache.document(URL + "2") is None
    assert kept.sha256 == hashlib.sha256(b"%PDF-x").hexdigest()
    assert kept.path == tmp_path / "files" / f"{kept.sha256}.pdf"
    assert kept.path.read_bytes() == b"%PDF-x"
    assert kept.validators == TAG


def test_the_same_content_under_two_addresses_is_one_file(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        one = cache.keep_document(URL, b"%PDF-x", TAG, ".pdf")
        other = cache.keep_document(URL + "2", b"%PDF-x", Validators(), ".pdf")
    assert one.path == other.path
    assert len(list((tmp_path / "files").iterdir())) == 1


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"%PD")])
def test_a_file_that_is_gone_or_cut_is_not_at_hand(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    with Cache(tmp_path) as cache:
        damage(cache.keep_document(URL, b"%PDF-x", TAG, ".pdf").path)
        assert cache.document(URL) is None


def test_answers_not_found_are_counted_over_runs_until_the_document_comes(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        assert cache.not_found(URL) == (0, None)
        assert cache.note_not_found(URL) == 1
    with Cache(tmp_path) as cache:
        assert cache.note_not_found(URL) == 2
        assert cache.not_found(URL)[1] is not None
        cache.keep_document(URL, b"%PDF-x", TAG, ".pdf")
        assert cache.not_found(URL) == (0, None)


def test_a_page_is_kept_for_conditional_requests_only(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.keep_page("http://x/1", b"one", TAG)
        cache.keep_page("http://x/2", b"two", Validators())
        assert cache.page("http://x/1") == (b"one", TAG)
        assert cache.page("http://x/2") is None
        for path in (tmp_path / "pages").iterdir():
            path.write_bytes(b"other")
        assert cache.page("http://x/1") is None
        cache.keep_page("http://x/1", b"one", TAG)
        cache.forget_page("http://x/1")
        assert cache.page("http://x/1") is None


def test_what_was_half_written_is_swept_and_nothing_else(tmp_path: Path) -> None:
    half = tmp_path / "files" / "abc.pdf.part"
    other = tmp_path / "mine" / "x.part"
    for path in (half, other):
        path.parent.mkdir(parents=True)
        path.write_bytes(b"half")
    with Cache(tmp_path):
        pass
    assert (half.exists(), other.exists()) == (False, True)


def test_a_second_process_is_refused_while_the_first_is_at_work(tmp_path: Path) -> None:
    with Cache(tmp_path), pytest.raises(SiteError, match="another process is using this cache"), Cache(tmp_path):
        pass
    with Cache(tmp_path):
        pass


def test_a_damaged_index_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "index.sqlite").write_bytes(b"no database " * 500)
    with pytest.raises(SiteError, match=r"index\.sqlite.*Delete it"), Cache(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SiteError, match="cannot be made"), Cache(tmp_path / "file" / "cache"):
        pass


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        (tmp_path / "files").rmdir()
        with pytest.raises(SiteError, match="cannot be written"):
            cache.keep_document(URL, b"%PDF-x", TAG, ".pdf")
        assert cache.document(URL) is None
