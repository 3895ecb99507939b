"""Numbers, sizes and dates as each language writes them."""

from __future__ import annotations

import pytest

from tmpipe.release.site.tongue import tongue


@pytest.mark.parametrize(
    ("locale", "name"),
    [("fr", "français"), ("de", "Deutsch"), ("pt-BR", "português"), ("ar", "العربية"), ("tlh", "tlh")],
)
def test_languages_have_their_own_names(locale: str, name: str) -> None:
    assert tongue(locale).name == name


@pytest.mark.parametrize(
    ("locale", "count", "shown"),
    [
        ("en", 0, "0 bytes"),
        ("en", 999, "999 bytes"),
        ("en", 1000, "1 kB"),
        ("en", 52_400, "52 kB"),
        ("en", 999_499, "999 kB"),
        ("en", 999_500, "1.0 MB"),
        ("en", 1_540_000, "1.5 MB"),
        ("en", 9_949_999, "9.9 MB"),
        ("en", 9_950_000, "10 MB"),
        ("fr", 52_400, "52\u00a0ko"),
        ("fr", 1_540_000, "1,5\u00a0Mo"),
        ("fa", 52_400, "۵۲ کیلوبایت"),
    ],
)
def test_sizes(locale: str, count: int, shown: str) -> None:
    assert tongue(locale).size(count).replace("\u202f", "\u00a0") == shown


@pytest.mark.parametrize(
    ("locale", "day", "shown"),
    [
        ("en", "2026-11-22", "22 November 2026"),
        ("fr", "2026-11-22", "22 novembre 2026"),
        ("fr", "2026-02-01", "1er février 2026"),
        ("sv", "2026-02-01", "1 februari 2026"),
        ("fa", "2026-11-22", "۱ آذر ۱۴۰۵ (۲۲ نوامبر ۲۰۲۶)"),
        ("de", "2026-11-22", "22 November 2026"),
    ],
)
def test_days(locale: str, day: str, shown: str) -> None:
    own = tongue(locale)
    assert own.plain_day(day) == shown
    assert own.day(day) == f'<time datetime="{day}">{shown}</time>'
