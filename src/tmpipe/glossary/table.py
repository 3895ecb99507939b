"""The glossary as a spreadsheet keeps it: read <-> write, `read(write(terms), path) == terms`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from tmpipe.errors import InputError
from tmpipe.glossary import sheet
from tmpipe.glossary.sheet import Row, Sheet, Style, stop
from tmpipe.glossary.spelling import spelled
from tmpipe.model import Forbidden, Locale, Term, TermTarget
from tmpipe.text.locales import locale_named

CASES = ("exact", "free", "acronym")
DO_NOT_TRANSLATE = ("no", "yes", "latin-script targets only")
OCCURRENCES = ("all", "once")
COLUMNS = ("term_id", "source", "source_variants", "pos", "domain", "case", "do_not_translate")
OPTIONAL = ("occurrences",)
REMARKS = ("note", "evidence", "status")
KNOWN = (*COLUMNS, *OPTIONAL, "<locale>", "<locale>_permitted", "<locale>_forbidden", *REMARKS)

_LOCALE = re.compile(
    r"(?P<locale>[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*?)(?:[ _](?P<kind>permitted|forbidden))?", re.IGNORECASE
)
_KINDS = ("", "_permitted", "_forbidden")
_ALIASES = {"id": "term_id", "concept": "term_id", "term": "source", "source_term": "source",
            "variants": "source_variants", "synonyms": "source_variants", "part_of_speech": "pos",
            "subject": "domain", "subject_field": "domain", "notes": "note", "comment": "note"}  # fmt: skip
"""What tables from elsewhere call our columns."""
_USUAL = {"case": "free", "do_not_translate": "no", "occurrences": "all"}
"""What holds where a cell is empty."""
_SAME = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class Table:
    """A file and the terms in it."""

    columns: tuple[str, ...]
    """The header's names, as tmpipe calls them."""
    locales: tuple[Locale, ...]
    terms: tuple[Term, ...]
    file: Sheet


def read(data: bytes, path: str) -> tuple[Term, ...]:
    """The terms of a table (CSV by RFC 4180, or as spreadsheets save it).

    InputError with path and physical line for whatever cannot be taken as the contract has it.
    """
    return parse(data, path).terms


def parse(data: bytes, path: str, source_locale: Locale | None = None) -> Table:
    """The table. With a source locale, one from elsewhere is taken, too: its source column may have the
    locale's name, ours may be missing, and a term without `term_id` is named by its source form.
    """
    file = sheet.read(data, path)
    head = file.rows[0] if file.rows else Row((), 1, "", live=False)
    columns = _columns(head, source_locale, path)
    locales = _locales(columns, path, head.line, foreign=source_locale is not None)
    if len(file.rows) > 1 and not locales:
        stop(f"no column of a target locale; the columns are {', '.join(KNOWN)}", path, head.line)
    known = {*COLUMNS, *OPTIONAL, *REMARKS, *(locale + kind for locale in locales for kind in _KINDS)}
    others = [name for name in columns if name and name not in known]
    seen: dict[str, int] = {}
    terms = []
    for row in file.rows[1:]:
        cells = dict(zip(columns, _filled(row, columns, path), strict=True))
        cells.pop("", None)
        if source_locale and not cells.get("term_id"):
            cells["term_id"] = slug(cells["source"])
        term = _term(cells, locales, others, path, row.line)
        if term.id in seen:
            stop(f"term_id {term.id!r} stands in line {seen[term.id]} and again in line {row.line}; "
                 "rename or merge one of them", path, row.line)  # fmt: skip
        seen[term.id] = row.line
        terms.append(term)
    return Table(columns, locales, tuple(terms), file)


def write(terms: Iterable[Term], delimiter: str = ",") -> bytes:
    """The terms as a new table, its locales in the order in which the terms name them.

    No cell is a live formula in a spreadsheet: one that would be gets an apostrophe, which `read` takes
    away. InputError for a form that the table cannot hold.
    """
    terms = tuple(terms)
    columns = _needed(terms)
    if terms and not any(term.targets for term in terms):
        raise InputError("no term has a form in any locale; a table needs a target locale")
    style = Style(delimiter=delimiter)
    rows = (sheet.row(_ordered(cells(term), columns), style) for term in terms)
    return sheet.write([sheet.row(columns, style), *rows], style)


def rewrite(table: Table, terms: Iterable[Term]) -> bytes:
    """The table with these terms: one that is as it was keeps its line, `rewrite(t, t.terms)` is the file.

    Only what a spreadsheet would calculate does not stay as it is.
    """
    terms, style = tuple(terms), table.file.style
    if not table.file.rows:
        return write(terms)
    columns = _extended(table.columns, terms)
    known = {term.id: (term, row) for term, row in zip(table.terms, table.file.rows[1:], strict=True)}
    out = [table.file.rows[0].text if columns == table.columns else sheet.row(columns, style)]
    for term in terms:
        old, row = known.get(term.id, (None, None))
        if row and old == term and columns == table.columns and not row.live:
            out.append(row.text)
        else:
            out.append(sheet.row(_ordered(cells(term), columns), style))
    ended = [text if text.endswith(("\n", "\r")) else text + style.newline for text in out[:-1]]
    return sheet.write([*ended, out[-1], table.file.rest], style)


def slug(form: str) -> str:
    """`death_commission` of `Death commission`: a name for a term that has none."""
    return re.sub(r"\W+", "_", form.lower()).strip("_") or "term"


# --- the header


def _columns(head: Row, source_locale: Locale | None, path: str) -> tuple[str, ...]:
    """The header in our names; empty for a column without one."""
    names = [_name(cell) for cell in head.cells]
    if source_locale:
        names = [_ours(name, names, source_locale) for name in names]
    for name in filter(None, names):
        if names.count(name) > 1:
            stop(f"the column {name!r} stands twice; the columns are {', '.join(KNOWN)}", path, head.line)
    return tuple(names)


def _name(cell: str) -> str:
    """`Term ID` as `term_id`, `FR_Permitted` as `fr_permitted`, `pt-br` as `pt-BR`."""
    plain = re.sub(r"[\s-]+", "_", cell.strip().lower())
    if plain in {*COLUMNS, *OPTIONAL, *REMARKS}:
        return plain
    if match := _LOCALE.fullmatch(cell.strip()):
        return locale_named(match["locale"]) + (f"_{match['kind'].lower()}" if match["kind"] else "")
    return cell.strip()


def _ours(name: str, names: Sequence[str], source_locale: Locale) -> str:
    plain = re.sub(r"[\s-]+", "_", name.lower())
    same = name.partition("-")[0] == source_locale.partition("-")[0]
    known = "source" if same else _ALIASES.get(plain, name)
    return known if known not in names else name


def _locales(columns: Sequence[str], path: str, line: int, *, foreign: bool) -> tuple[Locale, ...]:
    """The locales that the header names; whatever else is wrong with the header stops here."""
    known = f"the columns are {', '.join(KNOWN)}"
    others = [name for name in columns if name and name not in {*COLUMNS, *OPTIONAL, *REMARKS}]
    found = {name: _LOCALE.fullmatch(name) for name in others}
    locales = tuple(dict.fromkeys(match["locale"] for match in found.values() if match))
    ours = [*COLUMNS, *OPTIONAL, *REMARKS, *(locale + kind for locale in locales for kind in _KINDS)]
    for name, match in found.items():
        near = None if match or foreign else get_close_matches(name.lower(), ours, 1, 0.8)
        if near:
            stop(f"unknown column {name!r}; is it {near[0]!r}? {known}", path, line)
    for name in ("source",) if foreign else ("term_id", "source", *locales):
        if name not in columns:
            stop(f"the column {name!r} is missing; {known}", path, line)
    return locales


def _filled(row: Row, columns: Sequence[str], path: str) -> Sequence[str]:
    """The row's cells, one a column: spreadsheets leave out empty ones at the end, or add some."""
    if len(row.cells) == len(columns) and "" not in columns:
        return row.cells
    surplus, missing = row.cells[len(columns) :], columns[len(row.cells) :]
    kept = {*COLUMNS, "", *(name for name in columns if _LOCALE.fullmatch(name))} - {"occurrences"}
    if any(surplus) or not kept.isdisjoint(missing):
        stop(f"a row of {len(row.cells)} cells under a header of {len(columns)}; quote cells that hold the "
             "delimiter, and fill the row up", path, row.line)  # fmt: skip
    cells = (*row.cells[: len(columns)], *("" for _ in missing))
    for number, (name, cell) in enumerate(zip(columns, cells, strict=True), 1):
        if cell and not name:
            stop(
                f"{cell!r} stands in column {number}, which has no name; name it or empty it", path, row.line
            )
    return cells


# --- a row


def _term(
    row: Mapping[str, str], locales: Sequence[Locale], others: Sequence[str], path: str, line: int
) -> Term:
    for name in ("term_id", "source"):
        if not row[name]:
            stop(f"the cell of {name!r} is empty; fill it or delete the row", path, line)
    for name, more in (("source", "source_variants"), *((one, f"{one}_permitted") for one in locales)):
        if "|" in row.get(name, ""):
            stop(f"{name}: {row[name]!r} is more than one form; put the others under {more!r}", path, line)
    source = tuple(dict.fromkeys((row["source"], *_values(row.get("source_variants", "")))))
    _spelled(source, "source", path, line)
    return Term(
        id=row["term_id"],
        source=source,
        targets={locale: target for locale in locales if (target := _target(row, locale, path, line))},
        case=_one_of(CASES, "case", row, path, line),
        do_not_translate=_one_of(DO_NOT_TRANSLATE, "do_not_translate", row, path, line),
        occurrences=_one_of(OCCURRENCES, "occurrences", row, path, line),
        **{name: row.get(name, "") for name in ("pos", "domain", *REMARKS)},
        columns=tuple([(name, row[name]) for name in others if row[name]]),
        path=path,
        line=line,
    )


def _spelled(forms: Iterable[str], column: str, path: str | None = None, line: int | None = None) -> None:
    for form in forms:
        if not spelled(form):
            raise InputError(
                f"{column}: the form {form!r} has no letter or digit, and can be found nowhere; write it out "
                "or take it away", path, line)  # fmt: skip


def _one_of(known: Sequence[str], name: str, row: Mapping[str, str], path: str, line: int) -> str:
    value = row.get(name) or _USUAL[name]
    if value.lower() not in known:
        stop(f"{name} is {value!r}; one of {', '.join(known)}", path, line)
    return value.lower()


def _target(row: Mapping[str, str], locale: Locale, path: str, line: int) -> TermTarget | None:
    permitted = _values(row.get(f"{locale}_permitted", ""))
    forbidden = tuple([_forbidden(value) for value in _values(row.get(f"{locale}_forbidden", ""))])
    target = TermTarget(row.get(locale, ""), permitted, forbidden)
    _spelled((*target.forms, *(bad.form for bad in forbidden)), locale, path, line)
    if forbidden:
        fine = set(map(_spelling, target.forms))
        for clash in forbidden:
            if _spelling(clash.form) in fine:
                stop(f"{locale}: {clash.form!r} is permitted and forbidden; take it from one", path, line)
    return target if target.forms or forbidden else None


def _spelling(form: str) -> str:
    """The form with one kind of apostrophes and blanks."""
    return form if form.isascii() else unicodedata.normalize("NFC", form).translate(_SAME)


def _forbidden(value: str) -> Forbidden:
    form, _, reason = value.partition("::")
    return Forbidden(form.strip(), reason.strip())


def _values(cell: str) -> tuple[str, ...]:
    if "|" not in cell:
        return (cell,) if cell else ()
    return tuple([value for part in cell.split("|") if (value := part.strip())])


# --- and back


def _needed(terms: Iterable[Term]) -> tuple[str, ...]:
    """The columns that hold these terms."""
    terms = tuple(terms)
    locales = dict.fromkeys(locale for term in terms for locale in term.targets)
    more = dict.fromkeys(name for term in terms for name, _ in term.columns)
    once = OPTIONAL if any(term.occurrences != "all" for term in terms) else ()
    forms = (locale + kind for locale in locales for kind in _KINDS)
    return (*COLUMNS, *once, *forms, *REMARKS, *more)


def _extended(columns: tuple[str, ...], terms: Sequence[Term]) -> tuple[str, ...]:
    """The columns, with those that the terms lack: what is known before the remarks, others at the end."""
    used = {name for term in terms for name, cell in cells(term).items() if cell != _USUAL.get(name, "")}
    lacking = [name for name in _needed(terms) if name in used and name not in columns]
    known = [name for name in lacking if _LOCALE.fullmatch(name) or name in {*COLUMNS, *OPTIONAL}]
    at = next((place for place, name in enumerate(columns) if name in REMARKS), len(columns))
    return (*columns[:at], *known, *columns[at:], *(name for name in lacking if name not in known))


def _ordered(cells: Mapping[str, str], columns: Sequence[str]) -> Iterator[str]:
    return (cells.get(name, "") for name in columns)


def cells(term: Term) -> dict[str, str]:
    """What a term's row holds, by column."""
    first, *variants = term.source
    cells = {
        "term_id": term.id,
        "source": _cell([first], term),
        "source_variants": _cell(variants, term),
        "pos": term.pos,
        "domain": term.domain,
        "case": term.case,
        "do_not_translate": term.do_not_translate,
        "occurrences": term.occurrences,
        "note": term.note,
        "evidence": term.evidence,
        "status": term.status,
    }
    for locale, target in term.targets.items():
        cells[locale] = _cell([target.preferred] if target.preferred else [], term)
        cells[f"{locale}_permitted"] = _cell(target.permitted, term)
        cells[f"{locale}_forbidden"] = _cell([_reasoned(bad) for bad in target.forbidden], term)
    return cells | dict(term.columns)


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
