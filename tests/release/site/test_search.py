"""The index has every word of every text, and nothing else; its files are small, and data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.model import Fingerprint
from tmpipe.release.content import Content
from tmpipe.release.site import search
from tmpipe.release.site.folding import findable, words
from tmpipe.release.site.search import DIGITS, box, plain, script, shards
from tmpipe.release.site.words import SiteWords
from tmpipe.release.texts import Text

Entry = tuple[Text, Content]


def entry(name: str, title: str, body: str, date: str = "", locale: str = "en") -> Entry:
    """A text; its body is HTML."""
    html = f"<h1>{escape(title)}</h1>{body}"
    return (
        Text(name, name, locale, title, "final", Fingerprint("", "", ""), "tmpipe", date=date),
        Content(name, locale, "ltr", title, "final", date, f"About {name}.", html, 1, 0, 0),
    )


def loaded(files: Iterable[tuple[str, bytes]]) -> dict[str, object]:
    """What the files bring, by name, as a browser would have it."""
    found: dict[str, object] = {}
    for path, data in files:
        call = re.fullmatch(r'tmpipeSearch\("([a-z0-9]+)",(.*)\);\n', data.decode(), re.DOTALL)
        assert call, data
        assert path == f"en/search/{call[1]}.js"
        found[call[1]] = json.loads(call[2])
    return found


def decoded(coded: str) -> dict[int, tuple[bool, int]]:
    """By text, whether the word stands in the title, and how often: read the slow way, bit by bit."""
    bits = ""
    found: dict[int, tuple[bool, int]] = {}
    last = -1
    for sign in coded:
        digit = DIGITS.index(sign)
        bits = f"{digit % 32:05b}" + bits
        if digit < 32:
            value, bits = int(bits, 2), ""
            last += value // 8
            found[last] = (bool(value & 4), value & 3)
    return found


def index_of(files: dict[str, object]) -> dict[str, dict[int, tuple[bool, int]]]:
    index = files["index"]
    assert isinstance(index, dict)
    found: dict[str, dict[int, tuple[bool, int]]] = {}
    for first, name in index["words"]:
        shard = files[name]
        assert isinstance(shard, str)
        pieces = shard.split(" ")
        assert pieces[0] == first
        found |= {word: decoded(texts) for word, texts in zip(pieces[::2], pieces[1::2], strict=True)}
    order = [word.encode("utf-16-be") for word in found]
    assert order == sorted(order), "a browser looks for the file by comparing strings"
    return found


def names(files: dict[str, object]) -> list[str]:
    """The texts by number."""
    index = files["index"]
    assert isinstance(index, dict)
    rows = [row for page in index["pages"] for row in files[page]]  # type: ignore[attr-defined]
    assert len(rows) == index["texts"]
    return [row[0] for row in rows]


BODIES = st.lists(
    st.one_of(
        st.sampled_from(["massacre", "massacres", "the", "Iran", "قتل‌عام", "𐌀𐌁", "ﷺ", "😀"]),
        st.text(max_size=9),
    )
)


@given(
    st.lists(
        st.tuples(st.text(max_size=12), BODIES, st.sampled_from(["", "2026-01-02", "2026-01-03"])), max_size=9
    )
)
def test_every_word_of_a_text_is_found_and_no_other(given: list[tuple[str, list[str], str]]) -> None:
    texts = [
        entry(f"n{number}", title, f"<p>{escape(' '.join(body))}</p>", date)
        for number, (title, body, date) in enumerate(given)
    ]
    files = loaded(shards("en", texts))
    order = names(files)
    expected: dict[str, dict[str, tuple[bool, int]]] = {}
    for number, (title, body, _) in enumerate(given):
        titled = list(findable(title))
        every = list(dict.fromkeys(titled)) + titled + list(findable(" ".join(body)))
        for word in every:
            level = min(3, len(f"{every.count(word):b}") - 1)
            expected.setdefault(word, {})[f"n{number}"] = (word in titled, level)
    found = {
        word: {order[text]: how for text, how in texts.items()} for word, texts in index_of(files).items()
    }
    assert found == expected


def test_the_newest_texts_have_the_lowest_numbers() -> None:
    dated = {"a": "2025-01-01", "b": "", "c": "2026-05-01", "d": "2026-05-01", "e": "2026-01-01"}
    files = loaded(shards("en", [entry(name, "T", "", date) for name, date in dated.items()]))
    assert names(files) == ["c", "d", "e", "a", "b"]


def test_files_are_small_and_few_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SHARD", 200)
    many = [entry(f"n{n}", f"Title {n}", f"<p>word{n} common</p>") for n in range(100)]
    files = list(shards("en", many))
    sizes = {path: len(data) for path, data in files if path.startswith("en/search/w")}
    assert len(sizes) >= 10
    alone = len("common") + 1 + 100  # a word of all texts, which no cut makes smaller
    assert all(size < alone + 200 for size in sizes.values())
    assert len([path for path, _ in files if path.startswith("en/search/t")]) == 100 / search.PAGE
    assert len(index_of(loaded(files))) == 100 + 100 + 2


def test_the_same_texts_give_the_same_files_and_a_new_one_other_names() -> None:
    texts = [entry("a", "One", "<p>two</p>"), entry("b", "Three", "<p>four</p>")]
    once = dict(shards("en", texts))
    assert dict(shards("en", iter(texts))) == once
    other = dict(shards("en", [texts[0], entry("b", "Three", "<p>five</p>")]))
    assert {path for path in once if once[path] != other.get(path)} & other.keys() == {"en/search/index.js"}


def test_no_text_at_all() -> None:
    assert [path for path, _ in shards("en", [])] == ["en/search/index.js"]


NASTY = 'a</script>"\\\u2028\u2029\ud800<b>&\n'


def test_what_is_shown_is_data() -> None:
    text, content = entry("n-1", "T", "")
    nasty = (replace(text, title=NASTY, name="é ü"), replace(content, summary=NASTY))
    files = dict(shards("en", [nasty]))
    data = next(data for path, data in files.items() if path.startswith("en/search/t"))
    assert data.isascii() or b"\xe2\x80\xa8" not in data
    assert loaded(files.items())
    assert '[["é ü",' in data.decode()
    assert f"{json.dumps(NASTY, ensure_ascii=False)[:12]}" in data.decode()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>mas<b>sac</b>re</p><p>two</p>", "massacre two"),
        ("services,<sup><a href='#n'>7</a></sup>and", "services 7 and"),
        ("<li>one<li>two<br>three", "one two three"),
        ("a &lt;b&gt; &amp;amp; &eacute;", "a b amp e"),
        ('<span class="draft" lang="fr">é</span>t<bdi>é</bdi>', "ete"),
        ("<br>a<blockquote>b</blockquote>c", "a b c"),
        ("5 < 6 <", "5 6"),
    ],
)
def test_words_of_html(html: str, expected: str) -> None:
    assert " ".join(words(plain(html))) == expected


class Elements(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_form() -> None:
    said = replace(SiteWords(), search='"Search" <b>', found="Found: {n} & more", complete="<i>")
    found = Elements(box("fr", said, "../../")).found
    assert found[6][1] == {"lang": "fr", "dir": "ltr"}
    assert [tag for tag, _ in found] == ["div", "form", "label", "input", "button", "p", "ol", "button"]
    outer, labelled, field = found[0][1], found[2][1], found[3][1]
    assert "hidden" in outer, "without its script there is no search"
    assert (outer["data-root"], outer["data-locale"]) == ("../../", "fr")
    assert (outer["data-found"], outer["data-complete"]) == ("Found: {n} & more", "<i>")
    assert labelled["for"] == field["id"]
    assert found[5][1] == {"role": "status", "aria-live": "polite"}
    assert not [
        one for _, attributes in found for one in attributes if one in ("style", "onclick", "onsubmit")
    ]


def test_the_script_writes_no_html_and_asks_nobody() -> None:
    source = script().decode()
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|fetch|XMLHttp|https?:", source
    )
