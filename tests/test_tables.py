"""TOML that people write: what cannot be read is told with its line, as the error that was asked for."""

from __future__ import annotations

import pytest

from tmpipe.errors import ConfigurationError, InputError, TmpipeError
from tmpipe.tables import Tables


@pytest.mark.parametrize("error", [ConfigurationError, InputError])
@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"a = 1\nb = '\xe9'\n", 2, "not UTF-8"),
        (b"a = 1\nb =\n", 2, "not valid TOML"),
        (b"a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> theirs\n", 2, "merge conflict"),
    ],
)
def test_what_cannot_be_read(data: bytes, line: int, words: str, error: type[TmpipeError]) -> None:
    with pytest.raises(error, match=words) as caught:
        Tables(data, "x.toml", error)
    assert (caught.value.path, caught.value.line) == ("x.toml", line)


def test_a_complaint_has_the_line_of_its_key() -> None:
    tables = Tables(b"\xef\xbb\xbf[a]\n# b\nbee = 1\nb = 1\n[c]\nb = 2\n", "x.toml", InputError)
    assert tables.tables == {"a": {"bee": 1, "b": 1}, "c": {"b": 2}}
    assert tables.wrong("b", "no").line == 4
    assert tables.wrong("b", "no", tables.text.index("[c]")).line == 6
    assert tables.wrong("nowhere", "no").line == 1
    tables.refuse_unknown(tables.tables["c"], ("b",), "key")
    with pytest.raises(InputError, match="unknown key: 'bee'; known are: b, c") as caught:
        tables.refuse_unknown(tables.tables["a"], ("b", "c"), "key")
    assert caught.value.line == 3
