"""The glossary as a spreadsheet keeps it: read <-> write, `read(write(terms), path) == terms`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NoReturn

from tmpipe.errors import InputError
from tmpipe.glossary.spelling import spelled
from tmpipe.model import Forbidden, Locale, Term, TermTarget

CASES = ("exact", "free", "acronym")
DO_NOT_TRANSLATE = ("no", "yes", "latin-script targets only")
COLUMNS = ("term_id", "source", "source_variants", "pos", "domain", "case", "do_not_translate")
REMARKS = ("note", "evidence", "status")
KNOWN = (*COLUMNS, "<locale>", "<locale>_permitted", "<locale>_forbidden", *REMARKS)

_LOCALE = re.compile(r"(?P<locale>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)(?P<kind>_permitted|_forbidden)?")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")


def read(data: bytes, path: str) -> tuple[Term, ...]:
    """The terms of a CSV table (RFC 4180, UTF-8, with or without BOM, `,` or `;` between the cells).

    InputError with path and physical line for whatever cannot be taken as the contract has it.
    """
    rows = _rows(_text(data, path), path)
    line, header = next(rows, (1, []))
    columns = [name.strip() for name in header]
    locales = _locales(columns, path, line)
    seen: dict[str, int] = {}
    terms = []
    for at, cells in rows:
        if not locales:
            _stop(f"no column of a target locale; the columns are {', '.join(KNOWN)}", path, line)
        line = at
        if len(cells) != len(columns):
            _stop(f"a row of {len(cells)} cells under a header of {len(columns)}; quote cells that hold the "
                  "delimiter, and fill the row up", path, line)  # fmt: skip
        row = {name: _plain(cell) for name, cell in zip(columns, cells, strict=True)}
        term = _term(row, locales, path, line)
        if term.id in seen:
            _stop(f"term_id {term.id!r} stands in line {seen[term.id]} and again in line {line}; "
                  "rename or merge one of them", path, line)  # fmt: skip
        seen[term.id] = line
        terms.append(term)
    return tuple(terms)


def write(terms: Iterable[Term]) -> bytes:
    """The table again, its locales in the order in which the terms name them.

    No cell is a live formula in a spreadsheet: one that would be gets a leading apostrophe, which `read`
    takes away. InputError for a form that the table cannot hold.
    """
    terms = tuple(terms)
    locales = tuple(dict.fromkeys(locale for term in terms for locale in term.targets))
    out = io.StringIO(newline="")
    sheet = csv.writer(out, lineterminator="\n")
    if terms and not locales:
        raise InputError("no term has a form in any locale; a table needs a target locale")
    kinds = ("", "_permitted", "_forbidden")
    sheet.writerow([*COLUMNS, *(locale + kind for locale in locales for kind in kinds), *REMARKS])
    for term in terms:
        sheet.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in _cells(term, locales)])
    return out.getvalue().encode()


def _stop(message: str, path: str, line: int) -> NoReturn:
    raise InputError(message, path, line)


def _text(data: bytes, path: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        _stop("not UTF-8; save the table as “CSV UTF-8”", path, line)
    if "\0" in text:
        _stop("a NUL byte; save the table as “CSV UTF-8”", path, text.count("\n", 0, text.index("\0")) + 1)
    return text


def _rows(text: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, each with the line it starts in; line ends within quotes count."""
    head = text.split("\n", 1)[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        _stop(f"not a CSV row ({error}); see to its quotation marks", path, start)


def _locales(columns: Sequence[str], path: str, line: int) -> tuple[Locale, ...]:
    """The locales that the header names; whatever else is wrong with the header stops here."""
    known = f"the columns are {', '.join(KNOWN)}"
    for name in columns:
        if columns.count(name) > 1:
            _stop(f"the column {name!r} stands twice; {known}", path, line)
    others = [name for name in columns if name not in COLUMNS and name not in REMARKS]
    found = {name: _LOCALE.fullmatch(name) for name in others}
    for name, match in found.items():
        if match is None:
            _stop(f"unknown column {name!r}; {known}", path, line)
    locales = dict.fromkeys(match["locale"] for match in found.values() if match)
    for name in ("term_id", "source", *locales):
        if name not in columns:
            _stop(f"the column {name!r} is missing; {known}", path, line)
    return tuple(locales)


def _term(row: dict[str, str], locales: Sequence[Locale], path: str, line: int) -> Term:
    for name in ("term_id", "source"):
        if not row[name]:
            _stop(f"the cell of {name!r} is empty; fill it or delete the row", path, line)
    for name, others in (("source", "source_variants"), *((one, f"{one}_permitted") for one in locales)):
        if "|" in row[name]:
            _stop(f"{name}: {row[name]!r} is more than one form; put the others under {others!r}", path, line)
    source = tuple(dict.fromkeys((row["source"], *_values(row.get("source_variants", "")))))
    _spelled(source, "source", path, line)
    return Term(
        id=row["term_id"],
        source=source,
        targets={locale: target for locale in locales if (target := _target(row, locale, path, line))},
        case=_one_of(CASES, "case", row.get("case") or "free", path, line),
        do_not_translate=_one_of(
            DO_NOT_TRANSLATE, "do_not_translate", row.get("do_not_translate") or "no", path, line
        ),
        pos=row.get("pos", ""),
        domain=row.get("domain", ""),
        note=row.get("note", ""),
        evidence=row.get("evidence", ""),
        status=row.get("status", ""),
        path=path,
        line=line,
    )


def _spelled(forms: Iterable[str], column: str, path: str | None = None, line: int | None = None) -> None:
    for form in forms:
        if not spelled(form):
            raise InputError(
                f"{column}: the form {form!r} has no letter or digit, and can be found nowhere; write it out "
                "or take it away", path, line)  # fmt: skip


def _one_of(known: Sequence[str], name: str, value: str, path: str, line: int) -> str:
    if value.lower() not in known:
        _stop(f"{name} is {value!r}; one of {', '.join(known)}", path, line)
    return value.lower()


def _target(row: dict[str, str], locale: Locale, path: str, line: int) -> TermTarget | None:
    permitted = _values(row.get(f"{locale}_permitted", ""))
    forbidden = tuple(_forbidden(value) for value in _values(row.get(f"{locale}_forbidden", "")))
    target = TermTarget(row[locale], permitted, forbidden)
    _spelled((*target.forms, *(bad.form for bad in forbidden)), locale, path, line)
    for clash in forbidden:
        if clash.form in target.forms:
            _stop(f"{locale}: {clash.form!r} is both permitted and forbidden; take it from one", path, line)
    return target if target.forms or forbidden else None


def _forbidden(value: str) -> Forbidden:
    form, _, reason = value.partition("::")
    return Forbidden(form.strip(), reason.strip())


def _values(cell: str) -> tuple[str, ...]:
    return tuple(value for part in cell.split("|") if (value := part.strip()))


def _plain(cell: str) -> str:
    """A cell's value: without the apostrophe that keeps a formula from being one."""
    cell = cell.strip()
    return cell[1:] if _QUOTED.match(cell) else cell


def _cells(term: Term, locales: Sequence[Locale]) -> Iterator[str]:
    first, *variants = term.source
    yield from (term.id, _cell([first], term), _cell(variants, term))
    yield from (term.pos, term.domain, term.case, term.do_not_translate)
    for locale in locales:
        target = term.targets.get(locale, TermTarget(""))
        yield _cell([target.preferred] if target.preferred else [], term)
        yield _cell(target.permitted, term)
        yield _cell([_reasoned(bad) for bad in target.forbidden], term)
    yield from (term.note, term.evidence, term.status)


def _reasoned(bad: Forbidden) -> str:
    if "::" in bad.form:
        raise InputError(f"the form {bad.form!r} cannot stand in a table: “::” begins a reason there")
    return f"{bad.form} :: {bad.reason}" if bad.reason else bad.form


def _cell(forms: Sequence[str], term: Term) -> str:
    _spelled((form.partition("::")[0] for form in forms), term.id)
    for form in forms:
        if "|" in form:
            raise InputError(f"the form {form!r} cannot stand in a table: “|” parts forms there")
    return " | ".join(forms)
