from datetime import UTC, datetime, timedelta, timezone

import pytest

from tmx import is_language, mended_language
from tmx.dates import read_date, written_date


@pytest.mark.parametrize("tag", ["en", "EN-US", "ar-LY", "zh-Hant-TW", "x-default", "i-klingon", "es-419", "sr-Latn"])
def test_languages_have_the_form_of_bcp_47(tag: str) -> None:
    assert is_language(tag)
    assert mended_language(tag) == tag


@pytest.mark.parametrize(
    ("tag", "mended"),
    [
        ("ar_LY", "ar-LY"),
        (" en ", "en"),
        ("en_US.UTF-8", "en-US"),
        ("sr@latin", "sr"),
        ("en\u2010GB", "en-GB"),
        ("en - GB", "en-GB"),
        ("zh__Hant-", "zh-Hant"),
        ("", ""),
        ("e", ""),
        ("x", ""),
        ("العربية", ""),
        ("*all*", ""),
        ("ar\u061c", ""),
        ("en-toolongasubtag", ""),
    ],
)
def test_other_forms_are_mended_where_that_takes_no_guess(tag: str, mended: str) -> None:
    assert not is_language(tag)
    assert mended_language(tag) == mended


NOON = datetime(2026, 8, 12, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["20260812T120000Z", "2026-08-12T12:00:00Z", "20260812T140000+0200", "2026-08-12 12:00", " 20260812T120000.9Z\n"],
)
def test_dates_of_iso_8601_are_read(text: str) -> None:
    assert read_date(text) == NOON


@pytest.mark.parametrize("text", ["", "yesterday", "20261340T000000Z", "12.08.2026", "00010101T000000+2300", "1786"])
def test_other_dates_are_none(text: str) -> None:
    with pytest.raises(ValueError, match="is no date of ISO 8601"):
        read_date(text)


def test_dates_are_written_in_utc() -> None:
    assert written_date(NOON) == "20260812T120000Z"
    assert written_date(NOON.astimezone(timezone(timedelta(hours=2)))) == "20260812T120000Z"
    assert written_date(datetime(33, 4, 3, tzinfo=UTC)) == "00330403T000000Z"
