"""Scripts: which letters there are, and which a language is written in."""

from __future__ import annotations

from collections.abc import Mapping

from tmpipe.model import Locale

LETTERS: Mapping[str, str] = {
    "Latin": "A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿⱠ-Ɀ꜠-ꟿﬀ-ﬆＡ-Ｚａ-ｚ",
    "Cyrillic": "Ѐ-ԯᲀ-ᲊⷠ-ⷿꙀ-ꚟ",
    "Greek": "Ͱ-Ͽἀ-῿",
    "Arabic": "ؠ-يٮ-ۓۺ-ۿݐ-ݿࢠ-ࣿﭐ-﷿ﹰ-ﻼ",
    "Hebrew": "א-ת",
    "Han": "\u3400-\u4dbf一-鿿",
    "Kana": "ぁ-ヿ",
    "Hangul": "가-힣",
    "Devanagari": "ऀ-ॣ",
    "Thai": "ก-ฺ",
    "Armenian": "Ա-և",
    "Georgian": "Ⴀ-ჿ",
}
"""By script, its letters, as between the brackets of a pattern."""

_WRITTEN: Mapping[str, str] = {
    tag: script
    for script, tags in {
        "Latin": "en fr it sv de es pt nl da nb nn no fi pl cs sk hu ro ca eu gl et lv lt is ga",
        "Arabic": "fa ar ur ps ckb ug",
        "Cyrillic": "ru uk be bg mk",
        "Greek": "el",
        "Hebrew": "he",
    }.items()
    for tag in tags.split()
}


def script_of(locale: Locale) -> str | None:
    """The one script that the language is written in; None where we do not know one."""
    return _WRITTEN.get(locale.partition("-")[0].lower())
