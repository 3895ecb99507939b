"""A real server on this machine that does what LibreTranslate does, and all that servers should not do."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tmpipe.engines import service
from tmpipe.engines.care.careful import Careful
from tmpipe.engines.libretranslate import codes, open_engine
from tmpipe.errors import ConfigurationError, MissingPartError, TmpipeError
from tmpipe.glossary import table
from tmpipe.glossary.termbase import Termbase
from tmpipe.parts import Offering, Translation
from tmpipe.pipeline.gate import Gate
from tmpipe.web import pace

KEY = "5f0c2b7e-0d6a-4d0e-9b1f-77aa31c0ffee"
TEXTS = ["one", "two words", "three of them", "and a fourth", "five"]
LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["en", "fr", "pt-BR", "zh-Hant"]},
    {"code": "fr", "name": "French", "targets": ["en", "fr"]},
]
PAGE = b"<!doctype html><title>Welcome</title>"


@dataclass
class Said:
    """What a server says."""

    body: object
    """JSON, or bytes as they are."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None

    @property
    def data(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Rule = Callable[["Handler", list[str]], Said | None]
"""The answer to a request for translations; None: the rule has answered itself, or not at all."""


class Libre(ThreadingHTTPServer):
    """A server with the languages and the version that it is given; `rules` are for one request each, the
    last one for all that follow."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.languages: Said = Said(LANGUAGES)
        self.spec: Said = Said({"info": {"version": "1.9.6"}})
        self.settings: Said = Said({"charLimit": -1})
        self.rules: list[Rule] = [fine]
        self.questions: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.seen = b""
        """What a rule has seen of the machine's processes."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def sizes(self) -> list[int]:
        """How many texts each request had."""
        return [len(question["q"]) for question in self.questions]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever is asked may have gone."""


class Handler(BaseHTTPRequestHandler):
    server: Libre

    def do_GET(self) -> None:
        self.server.paths.append(self.path)
        pages = {
            "/languages": self.server.languages,
            "/spec": self.server.spec,
            "/frontend/settings": self.server.settings,
        }
        self.say(pages.get(self.path, Said({}, 404)))

    def do_POST(self) -> None:
        self.server.paths.append(self.path)
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.questions.append(question)
        rules = self.server.rules
        said = (rules.pop(0) if len(rules) > 1 else rules[0])(self, question["q"])
        if said is not None:
            self.say(said)

    def say(self, said: Said) -> None:
        self.send_response(said.status, said.reason)
        for name, value in {"Content-Length": str(len(said.data)), **said.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said.data)

    def log_message(self, *_: object) -> None:
        """Tests have a quiet server."""


def upper(texts: Sequence[str]) -> list[object]:
    return [text.upper() for text in texts]


def fine(_: Handler, texts: list[str]) -> Said:
    return Said({"translatedText": upper(texts)})


@pytest.fixture
def libre(monkeypatch: pytest.MonkeyPatch) -> Iterator[Libre]:
    """The server; who waits before another try waits no time."""
    monkeypatch.setattr(service, "PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(service, "BUSY", 0.0)
    monkeypatch.setenv("LIBRE_KEY", KEY)
    made = Libre()
    thread = threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def translated(libre: Libre, texts: Sequence[str] = TEXTS, **chosen: Any) -> list[Translation]:
    engine = open_engine("en", "fr", url=libre.url, key_env="LIBRE_KEY", **chosen)
    return list(engine.translate(texts))


# --- what goes well


def test_texts_become_translations(libre: Libre) -> None:
    engine = open_engine("en", "fr", url=f"{libre.url}/", key_env="LIBRE_KEY")
    assert engine.name == "libretranslate:127.0.0.1:1.9.6"
    assert list(engine.translate(["one", " ", "two", ""])) == [
        Translation("ONE"),
        Translation(""),
        Translation("TWO"),
        Translation(""),
    ]
    asked = {"q": ["one", "two"], "source": "en", "target": "fr", "format": "text", "api_key": KEY}
    assert libre.questions == [asked]
    assert libre.paths == ["/languages", "/spec", "/frontend/settings", "/translate"]


def test_without_a_key_none_is_sent_and_nothing_is_asked_for_blanks(libre: Libre) -> None:
    assert list(open_engine("en", "fr", url=libre.url).translate(["", "\n"])) == [Translation("")] * 2
    assert libre.questions == []
    assert list(open_engine("en", "fr", url=libre.url).translate(["x"])) == [Translation("X")]
    assert "api_key" not in libre.questions[0]


@pytest.mark.parametrize(
    ("spec", "name"),
    [
        (Said({"info": {"version": "1.6.0-beta.1"}}), "libretranslate:127.0.0.1:1.6.0-beta.1"),
        (Said({"info": {"version": "1 text=x\n#, fuzzy"}}), "libretranslate:127.0.0.1"),
        (Said({"info": []}), "libretranslate:127.0.0.1"),
        (Said([]), "libretranslate:127.0.0.1"),
        (Said(PAGE), "libretranslate:127.0.0.1"),
        (Said({}, 404), "libretranslate:127.0.0.1"),
        (Said({}, 500), "libretranslate:127.0.0.1"),
        (Said({}, 403), "libretranslate:127.0.0.1"),
    ],
)
def test_the_name_has_the_version_where_the_server_tells_it(libre: Libre, spec: Said, name: str) -> None:
    libre.spec = spec
    assert open_engine("en", "fr", url=libre.url).name == name


@pytest.mark.parametrize(
    ("chosen", "sizes"),
    [
        ({}, [5]),
        ({"batch_texts": 2}, [2, 2, 1]),
        ({"batch_texts": 1}, [1, 1, 1, 1, 1]),
        ({"batch_characters": 13}, [2, 1, 1, 1]),
        ({"batch_characters": 1}, [1, 1, 1, 1, 1]),
    ],
)
def test_batches_are_bounded(libre: Libre, chosen: dict[str, Any], sizes: list[int]) -> None:
    assert translated(libre, **chosen) == [Translation(text.upper()) for text in TEXTS]
    assert libre.sizes == sizes


def test_translations_come_while_later_texts_wait(libre: Libre) -> None:
    stream = open_engine("en", "fr", url=libre.url, batch_texts=2).translate(TEXTS)
    assert next(stream).text == "ONE"
    assert libre.sizes == [2]


@pytest.mark.parametrize(
    ("told", "longest"),
    [
        (Said({"charLimit": 300}), 300),
        (Said({"charLimit": 5000}), 1000),
        (Said({"charLimit": -1}), 1000),
        (Said({"charLimit": True}), 1000),
        (Said({"charLimit": "300"}), 1000),
        (Said([]), 1000),
        (Said(PAGE), 1000),
        (Said({}, 404), 1000),
    ],
)
def test_what_fits_is_the_servers_limit(libre: Libre, told: Said, longest: int) -> None:
    libre.settings = told
    engine: Any = open_engine("en", "fr", url=libre.url)
    assert (engine.fits("x" * longest), engine.fits("x" * (longest + 1))) == (True, False)


# --- languages


@pytest.mark.parametrize(
    ("locale", "first"),
    [
        ("fr", ["fr"]),
        ("fr-CA", ["fr-ca", "fr"]),
        ("pt-BR", ["pt-br", "pb", "pt"]),
        ("pt_BR", ["pt-br", "pb", "pt"]),
        ("zh-Hant", ["zh-hant", "zt"]),
        ("zh-Hant-TW", ["zh-hant-tw", "zh-hant", "zt"]),
        ("zh-TW", ["zh-tw", "zh-hant", "zt"]),
        ("zh", ["zh", "zh-hans"]),
        ("zh-Hans-CN", ["zh-hans-cn", "zh-hans", "zh"]),
        ("nb", ["nb", "no"]),
        ("no", ["no", "nb"]),
    ],
)
def test_what_servers_call_a_locale(locale: str, first: list[str]) -> None:
    assert codes(locale) == first


@pytest.mark.parametrize(
    ("listed", "locale", "target"),
    [
        (LANGUAGES, "pt-BR", "pt-BR"),
        (LANGUAGES, "zh-TW", "zh-Hant"),
        (LANGUAGES, "fr-CA", "fr"),
        ([{"code": "en", "targets": ["pb", "pt", "zh", "zt"]}], "pt-BR", "pb"),
        ([{"code": "en", "targets": ["pb", "pt", "zh", "zt"]}], "zh-Hant", "zt"),
        ([{"code": "en", "targets": ["pb", "pt", "zh", "zt"]}], "zh-CN", "zh"),
        ([{"code": "en", "targets": ["pt"]}], "pt-BR", "pt"),
        ([{"code": "en"}, {"code": "sv"}], "sv", "sv"),  # servers of old list no targets
        ([{"code": "en", "targets": [1, None, "sv"]}, 7, {"code": []}, {}], "sv", "sv"),
    ],
)
def test_the_server_is_asked_by_its_own_codes(libre: Libre, listed: object, locale: str, target: str) -> None:
    libre.languages = Said(listed)
    assert list(open_engine("en-GB", locale, url=libre.url).translate(["x"])) == [Translation("X")]
    assert (libre.questions[0]["source"], libre.questions[0]["target"]) == ("en", target)


@pytest.mark.parametrize(
    ("source", "locale", "told"),
    [
        ("en", "fa", "from en to fa; from en it has en, fr, pt-BR, zh-Hant; name another engine for fa"),
        ("en", "zh-Hans", "from en to zh-Hans; from en it has"),  # the other script would be no use
        ("de", "fr", "from de to fr; it translates from en, fr; name another"),
    ],
)
def test_a_language_that_the_server_has_not(libre: Libre, source: str, locale: str, told: str) -> None:
    with pytest.raises(ConfigurationError, match="does not translate") as error:
        open_engine(source, locale, url=libre.url)
    assert told in error.value.message


# --- settings


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"beam": 3}, "has no beam; it has url, key_env, insecure, timeout, batch_texts, batch_characters"),
        ({"api_key": KEY}, "key_env names the environment variable"),
        ({"key_env": KEY}, "the key itself stands in no file"),
        ({"key_env": 5}, "key_env is a text"),
        ({"url": 5}, "url is a text"),
        ({"insecure": 1}, "insecure is true or false"),
        ({"timeout": 0}, "timeout is a whole number from 1"),
        ({"timeout": True}, "timeout is a whole number from 1"),
        ({"batch_texts": "9"}, "batch_texts is a whole number from 1"),
        ({"batch_characters": 1.5}, "batch_characters is a whole number from 1"),
        ({"url": "127.0.0.1:5000"}, "address of the server's first page"),
        ({"url": "ftp://example.org"}, "address of the server's first page"),
        ({"url": "http://[::1"}, "address of the server's first page"),
        ({"url": f"https://me:{KEY}@example.org"}, "without a name, a password or a key"),
        ({"url": f"https://example.org/?api_key={KEY}"}, "without a name, a password or a key"),
        ({"url": "http://example.org:5000", "key_env": "LIBRE_KEY"}, "set insecure = true"),
        ({"url": "http://192.168.1.7:5000"}, "can be read and changed on its way"),
    ],
)
def test_settings_that_make_no_sense(
    chosen: dict[str, Any], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIBRE_KEY", KEY)
    with pytest.raises(ConfigurationError) as error:
        open_engine("en", "fr", **chosen)
    assert told in error.value.message
    assert KEY not in "".join(traceback.format_exception(error.value))


@pytest.mark.parametrize("value", [None, "", "  ", "a\nb"])
def test_a_key_that_is_not_there(value: str | None, libre: Libre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIBRE_KEY")
    if value is not None:
        monkeypatch.setenv("LIBRE_KEY", value)
    with pytest.raises(MissingPartError, match="key_env names has no key"):
        translated(libre)
    assert libre.paths == []


# --- what goes badly, and can be mended


def once(rule: Rule) -> list[Rule]:
    return [rule, fine]


def at_most(count: int) -> Rule:
    """More texts are refused, as LibreTranslate's --batch-limit does."""

    def rule(handler: Handler, texts: list[str]) -> Said:
        too_many = f"Invalid request: request ({len(texts)}) exceeds text limit ({count})"
        return Said({"error": too_many}, 400) if len(texts) > count else fine(handler, texts)

    return rule


def not_for(word: str, status: int) -> Rule:
    """A request with that word in it is refused as a whole."""

    def rule(handler: Handler, texts: list[str]) -> Said:
        wrong = any(word in text for text in texts)
        return Said({"error": "no"}, status) if wrong else fine(handler, texts)

    return rule


def instead(change: Callable[[list[object]], object]) -> Rule:
    """Translations, changed, wherever more than one text is asked for."""

    def rule(handler: Handler, texts: list[str]) -> Said:
        made = upper(texts)
        return Said({"translatedText": change(made) if len(made) > 1 else made})

    return rule


def late(handler: Handler, texts: list[str]) -> Said | None:
    """More than two texts take longer than anybody waits."""
    if len(texts) <= 2:
        return fine(handler, texts)
    handler.rfile.read(1)  # until the other side hangs up
    return None


def hung_up(handler: Handler, _: list[str]) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def cut_off(handler: Handler, texts: list[str]) -> Said:
    data = fine(handler, texts).data
    return Said(data[:10], headers={"Content-Length": str(len(data))})


MENDED: dict[str, tuple[list[Rule], list[int]]] = {
    "too many": ([at_most(2)], [5, 3, 2, 1, 2]),
    "fewer": ([instead(lambda made: made[:-1])], [5, 1, 1, 1, 1, 1]),
    "more": ([instead(lambda made: [*made, "x"])], [5, 1, 1, 1, 1, 1]),
    "one for all": ([instead(lambda _: "😀")], [5, 1, 1, 1, 1, 1]),
    "none": ([instead(lambda _: None)], [5, 1, 1, 1, 1, 1]),
    "numbers": ([instead(lambda made: [*range(len(made))])], [5, 1, 1, 1, 1, 1]),
    "one is no text": ([instead(lambda made: [None, *made[1:]])], [5, 1]),
    "half a character": ([instead(lambda made: [*made[:-1], "\ud83d"])], [5, 1]),
    "an error of itself, once": (once(lambda *_: Said({"error": "oops"}, 500)), [5, 3, 2]),
    "too large, once": (once(lambda *_: Said(PAGE, 413)), [5, 3, 2]),
    "busy, once": (once(lambda *_: Said({"error": "Slowdown: 80 per minute"}, 429)), [5, 5]),
    "busy, and says so": (once(lambda *_: Said({}, 429, {"Retry-After": "0"})), [5, 5]),
    "away, once": (once(lambda *_: Said(PAGE, 503)), [5, 5]),
    "a gate without a server, twice": (
        [lambda *_: Said(b"", 502), lambda *_: Said(b"", 504), fine],
        [5, 5, 5],
    ),
    "hangs up, once": (once(hung_up), [5, 5]),
    "breaks off, once": (once(cut_off), [5, 5]),
    "late": ([late], [5, 1, 3, 1, 2, 1, 2]),  # the first 1, and the second: whether it is there at all
}


@pytest.mark.parametrize("trouble", MENDED)
def test_no_trouble_costs_a_text_or_puts_it_elsewhere(libre: Libre, trouble: str) -> None:
    libre.rules, sizes = [*MENDED[trouble][0]], MENDED[trouble][1]
    assert translated(libre, timeout=1) == [Translation(text.upper()) for text in TEXTS]
    assert libre.sizes == sizes


def test_what_was_too_many_is_not_tried_again(libre: Libre) -> None:
    libre.rules = [at_most(2)]
    texts = [str(number) for number in range(24)]
    assert [made.text for made in translated(libre, texts, batch_texts=8)] == texts
    assert libre.sizes == [8, 4, 2, 2, 4, 2, 2, *[2] * 8]


@pytest.mark.parametrize("status", [400, 413, 422, 500])
def test_a_text_that_the_server_cannot_bear_costs_itself_alone(libre: Libre, status: int) -> None:
    libre.rules = [not_for("three", status)]
    made = translated(libre, [*TEXTS, *TEXTS], batch_texts=5)
    expected = [Translation(text.upper()) for text in TEXTS]
    expected[2] = Translation("", reason="refused")
    assert made == expected * 2
    assert libre.sizes == [5, 3, 2, 1, 1, 2, 5, 3, 2, 1, 1, 2]  # the second 1: whether it takes any text


def test_an_answer_that_is_none_is_counted(libre: Libre) -> None:
    def unanswered(handler: Handler, texts: list[str]) -> Said:
        return Said({"translatedText": []}) if "one" in texts else fine(handler, texts)

    libre.rules = [unanswered]
    assert translated(libre, ["one", "two"]) == [Translation("", reason="unanswered"), Translation("TWO")]


def one_is_no_text(handler: Handler, texts: list[str]) -> Said:
    return Said({"translatedText": [None, *upper(texts[1:])]})


MOODS: list[Rule] = [
    fine,
    at_most(1),
    at_most(3),
    not_for("1", 400),
    not_for("2", 500),
    instead(lambda made: made[1:]),
    instead(lambda made: [*made, "x"]),
    one_is_no_text,
    cut_off,
    hung_up,
    lambda *_: Said({}, 503),
    lambda *_: Said({"error": "Slowdown"}, 429),
    lambda *_: Said({"translatedText": []}),
    lambda *_: Said(PAGE),
]


@given(st.lists(st.sampled_from(MOODS), max_size=12), st.integers(1, 8), st.integers(1, 5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_server_does_no_translation_is_another_ones(
    libre: Libre, moods: list[Rule], count: int, together: int
) -> None:
    libre.rules = [*moods, fine]
    texts = [f"text {number}" for number in range(count)]
    made: list[Translation] = []
    try:
        for one in open_engine("en", "fr", url=libre.url, batch_texts=together).translate(texts):
            made.append(one)  # noqa: PERF402 - what came before an error counts
    except MissingPartError:
        assert len(made) < count
    else:
        assert len(made) == count
    for text, one in zip(texts, made, strict=False):
        assert one in {
            Translation(text.upper()),
            Translation("", reason="refused"),
            Translation("", reason="unanswered"),
        }


# --- second choices


def second(handler: Handler, texts: list[str]) -> Said:
    """As many as are wanted, and their number is in them."""
    count = handler.server.questions[-1].get("alternatives", 0)
    offers = [[f"{text} {number}" for number in range(count)] for text in texts]
    return Said({"translatedText": upper(texts), "alternatives": offers})


@pytest.mark.parametrize(
    ("rule", "offered", "sizes"),
    [
        (second, [["one 0", "one 1"], ["two 0", "two 1"], ["three 0", "three 1"]], [2, 1]),
        (fine, [[], [], []], [2]),  # a server that knows nothing of them is asked once
        (lambda *_: Said({"error": "alternatives must be <= 1"}, 400), [[], [], []], [2]),
        (lambda *_: Said({"alternatives": [["x"]]}), [[], [], []], [2]),
        (lambda *_: Said({"alternatives": {"x": 1}}), [[], [], []], [2]),
        (lambda _, texts: Said({"alternatives": [[7, "x", "\ud800"]] * len(texts)}), [["x"]] * 3, [2, 1]),
        (lambda _, texts: Said({"alternatives": [None] * len(texts)}), [[], [], []], [2, 1]),
        (lambda _, texts: Said({"alternatives": [[*"abcde"]] * len(texts)}), [["a", "b"]] * 3, [2, 1]),
    ],
)
def test_further_translations_are_those_of_their_texts(
    libre: Libre, rule: Rule, offered: list[list[str]], sizes: list[int]
) -> None:
    libre.rules = [rule]
    engine = open_engine("en", "fr", url=libre.url, batch_texts=2)
    assert isinstance(engine, Offering)
    made = engine.offers(["one", "two", "three"], 2)
    assert ([[one.text for one in mine] for mine in made], libre.sizes) == (offered, sizes)


def test_a_term_is_found_in_a_second_choice(libre: Libre) -> None:
    def known(_: Handler, texts: list[str]) -> Said:
        made = ["La vérité." if text == "The truth." else "Autre chose." for text in texts]
        return Said({"translatedText": made, "alternatives": [["Le vrai.", "La réalité."] for _ in texts]})

    libre.rules = [known]
    glossary = b"term_id,source,case,fr\ntruth,truth,free,r\xc3\xa9alit\xc3\xa9\n"
    gate = Gate(Termbase(table.read(glossary, "terms.csv")), "fr")
    careful = Careful(open_engine("en", "fr", url=libre.url), "en", "fr", gate)
    assert list(careful.translate(["The truth."])) == [Translation("La réalité.", None, way="wider")]


# --- what cannot be mended


def page(*_: object) -> Said:
    return Said(PAGE)


def endless(handler: Handler, _: list[str]) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    try:
        while True:
            handler.wfile.write(b" " * 65536)
    except OSError:
        handler.close_connection = True


def trickle(handler: Handler, _: list[str]) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    try:
        while True:
            handler.wfile.write(b" ")
            time.sleep(0.02)
    except OSError:
        handler.close_connection = True


def never(handler: Handler, _: list[str]) -> None:
    handler.rfile.read(1)


HOPELESS: dict[str, tuple[Rule, str]] = {
    "a page": (page, "what answers there is no LibreTranslate: its /translate is no JSON"),
    "a page that is not there": (lambda *_: Said(PAGE, 404), "it has no /translate"),
    "nested too deeply": (lambda *_: Said(b"[" * 100_000), "its /translate is no JSON"),
    "a wrong key": (lambda *_: Said({"error": "Invalid API key"}, 403), "it says “Invalid API key”"),
    "no key": (
        lambda *_: Said({"error": "Visit x to get an API key"}, 400),
        "it says “Visit x to get an API key”",
    ),
    "no key, in a page": (lambda *_: Said(PAGE, 401), "the server says 401 Unauthorized"),
    "an error of itself": (lambda *_: Said({"error": "oops"}, 500), "it says “oops”"),
    "an error in a good answer": (lambda *_: Said({"error": "oops"}), "it says “oops”"),
    "another thing": (lambda *_: Said([]), "what it answers to 1 texts are not 1 translations"),
    "no text at all": (lambda *_: Said({"translatedText": [7]}), "are not 1 translations"),
    "busy for hours": (lambda *_: Said({}, 429, {"Retry-After": "7200"}), "try again in 2 hours"),
    "busy": (
        lambda *_: Said({"error": "Slowdown: 80 per 1 minute"}, 429),
        "it says “Slowdown: 80 per 1 minute”",
    ),
    "away": (lambda *_: Said(PAGE, 503), "the server says 503 Service Unavailable"),
    "hangs up": (hung_up, "cannot be had"),
    "breaks off": (cut_off, "it broke off after 10 of"),
    "packed": (lambda *_: Said(b"x", headers={"Content-Encoding": "gzip"}), "sends it packed"),
    "elsewhere": (
        lambda *_: Said(b"", 307, {"Location": "http://localhost:9/translate"}),
        "sends us on to http://localhost:9/translate; use that address",
    ),
    "without end": (endless, "is larger than it may be"),
    "a byte now and then": (trickle, "comes too slowly"),
    "silent": (never, "nothing came for a long time"),
}


@pytest.mark.parametrize("trouble", HOPELESS)
def test_a_server_of_no_use_is_told_in_one_sentence(
    libre: Libre, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "GRACE", 0.1)
    monkeypatch.setattr(service, "LARGEST", 1 << 20)
    rule, told = HOPELESS[trouble]
    libre.rules = [rule]
    with pytest.raises(MissingPartError) as error:
        translated(libre, ["one"], timeout=1)
    message = error.value.message
    assert message.startswith(f"LibreTranslate at {libre.url}: "), message
    assert told in message
    assert message.endswith("see [engines.libretranslate] in tmpipe.toml")
    assert "\n" not in message


@pytest.mark.parametrize("gone", [page, hung_up, lambda *_: Said({}, 500)])
def test_a_server_that_goes_away_leaves_what_has_come(libre: Libre, gone: Rule) -> None:
    libre.rules = [fine, gone]
    stream = open_engine("en", "fr", url=libre.url, batch_texts=2).translate(TEXTS)
    assert [next(stream).text, next(stream).text] == ["ONE", "TWO WORDS"]
    with pytest.raises(MissingPartError):
        next(stream)


@pytest.mark.parametrize(
    ("languages", "told"),
    [
        (Said(PAGE), "its /languages is no JSON"),
        (Said(PAGE, 404), "it has no /languages"),
        (Said([]), "it lists no languages"),
        (Said({"error": "x"}), "it lists no languages"),
        (Said([{"code": "../x"}, {"code": 3}, None]), "it lists no languages"),
        (Said({"error": "Too many request limits violations"}, 403), "it says “Too many request limits"),
        (Said(PAGE, 503), "the server says 503"),
    ],
)
def test_what_is_no_libretranslate_is_told_before_the_first_text(
    libre: Libre, languages: Said, told: str
) -> None:
    libre.languages = languages
    with pytest.raises(MissingPartError) as error:
        open_engine("en", "fr", url=libre.url)
    assert told in error.value.message


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: pytest.fail(f"waits {seconds} s for nobody"))
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        with pytest.raises(MissingPartError) as error:
            open_engine("en", "fr", url=f"http://127.0.0.1:{port.getsockname()[1]}")
    assert "nothing answers there (Connection refused); start it; see [engines" in error.value.message


# --- secrets


def told(handler: Handler, _: list[str]) -> Said:
    return Said({"error": f"no such key\n{KEY} " * 9}, 403)


def strange(handler: Handler, _: list[str]) -> None:
    handler.wfile.write(f"{KEY}\r\n\r\n".encode())


ECHOES: dict[str, Rule] = {
    "an error": told,
    "an error of a text": lambda *_: Said({"error": f"{KEY} is no key"}, 400),
    "an error of itself": lambda *_: Said({"error": f"{KEY} is no key"}, 500),
    "a good answer": lambda *_: Said({"error": f"{KEY} is no key"}),
    "the status": lambda *_: Said({}, 403, reason=f"no {KEY}"),
    "the status of an outage": lambda *_: Said({}, 503, reason=f"no {KEY}"),
    "another address": lambda *_: Said(b"", 307, {"Location": f"http://localhost:9/{KEY}?k={KEY}"}),
    "an address that is none": lambda *_: Said(b"", 308, {"Location": f"http://{KEY} {KEY}/"}),
    "a page": lambda *_: Said(f"<h1>{KEY}</h1>".encode()),
    "a header": lambda *_: Said({}, headers={"Content-Encoding": KEY}),
    "a strange line": strange,
}


@pytest.mark.parametrize("echo", ECHOES)
def test_a_key_is_told_to_nobody_else(
    libre: Libre, echo: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    libre.rules = [ECHOES[echo]]
    with pytest.raises(TmpipeError) as error:
        translated(libre)
    assert [question["api_key"] for question in libre.questions][:1] == [KEY]
    shown = "".join(traceback.format_exception(error.value))
    chain: BaseException | None = error.value
    while chain is not None:
        shown += f"{chain!r} {vars(chain)}"
        chain = chain.__cause__ or chain.__context__
    assert KEY not in f"{shown}{caplog.text}{''.join(capfd.readouterr())}"


def test_a_key_is_in_no_picture_of_the_engine(libre: Libre) -> None:
    engine: Any = open_engine("en", "fr", url=libre.url, key_env="LIBRE_KEY")
    assert KEY not in f"{engine!r} {vars(engine)!r} {engine.name}"


def test_this_machine_is_asked_without_a_go_between(libre: Libre, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would see the key, and its own machine is another one."""
    go_between = Libre()
    thread = threading.Thread(target=go_between.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, go_between.url)
    monkeypatch.delenv("no_proxy", raising=False)
    try:
        assert translated(libre, ["one"]) == [Translation("ONE")]
        assert (go_between.paths, go_between.questions) == ([], [])
    finally:
        go_between.shutdown()
        thread.join()
        go_between.server_close()


# --- the whole way


PROJECT = """\
[project]
source_locale = "en"
locales = ["fr"]

[[documents]]
path = "letter.md"

[pretranslate]
engines = {{ fr = "libretranslate" }}

[engines.libretranslate]
url = "{url}"
key_env = "LIBRE_KEY"
"""


FRENCH = {"A day of hope.": "Un jour d’espoir.", "A page of it.": "Une page de cela.", "page": "page"}


def french(_: Handler, texts: list[str]) -> Said:
    return Said({"translatedText": [FRENCH[text] for text in texts]})


def listed(handler: Handler, texts: list[str]) -> Said:
    """Translations; and what everybody on this machine sees of its processes goes into the headers."""
    lines = [
        place.read_bytes() for place in Path("/proc").glob("[0-9]*/cmdline") if os.access(place, os.R_OK)
    ]
    handler.server.seen = b"\n".join(lines)
    return french(handler, texts)


@pytest.fixture
def tmpipe(libre: Libre, tmp_path: Path) -> Callable[..., str]:
    """`tmpipe("build")` in a project whose engine the server is, and all that it says."""
    (tmp_path / "tmpipe.toml").write_text(PROJECT.format(url=libre.url), encoding="utf-8")
    (tmp_path / "letter.md").write_text(
        "A day of hope.\n\nA [page](https://e.org/) of it.\n", encoding="utf-8"
    )

    def run(*words: str) -> str:
        command = [sys.executable, "-X", "dev", "-m", "tmpipe", "-C", str(tmp_path), "--verbose", *words]
        environment = {**os.environ, "LIBRE_KEY": KEY, "PYTHONWARNINGS": "default"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        return f"{done.returncode}\n{done.stdout}{done.stderr}"

    return run


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (listed, "0\n"),
        (told, "it says “no such key …"),
        (lambda *_: Said({"error": f"{KEY} is no key"}, 400), "it says “… is no key”"),
        (lambda *_: Said({}, 403, reason=f"no {KEY}"), "the server says 403 no …"),
    ],
)
def test_a_key_is_in_no_output_and_no_file(
    libre: Libre, tmpipe: Callable[..., str], tmp_path: Path, rule: Rule, told: str
) -> None:
    libre.rules = [rule]
    said = tmpipe("build")
    assert told in said
    assert said.startswith("0\n"), said  # the rest goes on without a machine
    assert libre.questions[0]["api_key"] == KEY
    kept = b"".join(place.read_bytes() for place in tmp_path.rglob("*") if place.is_file())
    assert KEY not in said
    assert KEY.encode() not in kept + libre.seen


def test_what_has_come_is_in_the_catalog_and_a_later_run_goes_on(
    libre: Libre, tmpipe: Callable[..., str], tmp_path: Path
) -> None:
    place = tmp_path / "locales/fr/LC_MESSAGES/letter.po"
    libre.rules = [french, told]
    with (tmp_path / "tmpipe.toml").open("a") as file:
        file.write("batch_texts = 1\n")
    assert "it says “no such key" in tmpipe("build")
    assert 'msgstr "Un jour d’espoir."' in place.read_text(encoding="utf-8")
    assert 'msgstr ""' in place.read_text(encoding="utf-8").split("msgid", 2)[2]
    libre.rules, libre.questions[:] = [french], []
    assert tmpipe("build").startswith("0\n")
    assert 'msgstr "Une <g1>page</g1> de cela."' in place.read_text(encoding="utf-8")
    assert "A day of hope." not in str(libre.questions)
