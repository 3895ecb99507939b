"""Which locale a file's tag means."""

from __future__ import annotations

import pytest

from tmpipe.text.locales import fitting, is_tag, locale_named


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("FR", "fr"),
        ("pt_br", "pt-BR"),
        ("ZH-hant", "zh-Hant"),
        ("zh_hant_tw", "zh-Hant-TW"),
        ("eN-uS", "en-US"),
    ],
)
def test_tags_as_others_spell_them(tag: str, locale: str) -> None:
    assert is_tag(tag)
    assert locale_named(tag) == locale


@pytest.mark.parametrize("text", ["", "French", "f", "fr FR", "*all*", "fr-", "française"])
def test_what_is_no_tag(text: str) -> None:
    assert not is_tag(text)


@pytest.mark.parametrize(
    ("locale", "known", "meant"),
    [
        ("fr", ["fr", "it"], "fr"),
        ("fr-FR", ["fr", "it"], "fr"),
        ("fr-FR", ["fr", "fr-FR"], "fr-FR"),
        ("fr", ["fr-CA"], "fr-CA"),
        ("fr", ["fr-CA", "fr-BE"], None),
        ("fr-FR", ["fr-CA", "fr"], "fr"),
        ("pt-PT", ["pt-BR"], None),
        ("zh-Hant-TW", ["zh-Hant"], "zh-Hant"),
        ("zh-Hans", ["zh-Hant"], None),
        ("de", ["fr"], None),
        ("de", [], None),
    ],
)
def test_the_locale_that_a_tag_means(locale: str, known: list[str], meant: str | None) -> None:
    assert fitting(locale, known) == meant
