"""Runs checks over a catalog: a check says what is wrong with an entry, the runner where and how grave."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from tmpipe import parts
from tmpipe.catalogs.po import ignores
from tmpipe.errors import ConfigurationError, UsageError
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import Catalog, Entry, Finding, Locale, Severity
from tmpipe.parts import Remark

SEVERITIES: Mapping[str, Severity] = {
    "po-syntax": Severity.ERROR,
    "po-duplicate": Severity.ERROR,
    "po-header": Severity.WARNING,
    "merge-both": Severity.ERROR,
    "term-missing": Severity.ERROR,
    "term-forbidden": Severity.ERROR,
    "term-case": Severity.ERROR,
    "code-mismatch": Severity.ERROR,
    "number-mismatch": Severity.WARNING,
    "source-suspect": Severity.INFO,
    "ignore-without-reason": Severity.WARNING,
    "ignore-unknown": Severity.WARNING,
    "ignore-stale": Severity.INFO,
}
"""How grave each check's findings are while the configuration says nothing else."""

_OPEN_QUESTIONS = frozenset({"merge-both"})
"""Checks of the work, not of the text: an error of theirs in a suggestion stays one."""
_UNREASONED = "ignore-without-reason"
_UNKNOWN = "ignore-unknown"
_STALE = "ignore-stale"
_MSGSTR = re.compile(r"^[ \t]*msgstr", re.MULTILINE)
_MSGID = re.compile(r"^[ \t]*msgid", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know beside the entry."""

    locale: Locale
    source_locale: Locale = "en"
    termbase: Termbase | None = None


def known_checks() -> list[str]:
    """The names of all checks."""
    return [*SEVERITIES, *(name for name in parts.names("checks") if name not in SEVERITIES)]


@dataclass(frozen=True, slots=True)
class Levels:
    """Which checks run, and how grave their findings are."""

    select: Collection[str] = ()
    """Only these; empty: all."""
    ignore: Collection[str] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    """By check: `error`, `warning`, `info`, or `off`."""

    def __post_init__(self) -> None:
        """UsageError and ConfigurationError list the names that there are."""
        known = known_checks()
        for name in (*self.select, *self.ignore):
            if name not in known:
                raise UsageError(f"no check named {name!r}; there are: {', '.join(known)}")
        for name, level in self.severities.items():
            if name not in known:
                raise ConfigurationError(f"no check named {name!r}; there are: {', '.join(known)}")
            if level not in {"off", *map(str, Severity)}:
                raise ConfigurationError(f"severity {level!r} of {name}: one of error, warning, info, off")

    def of(self, check: str) -> Severity | None:
        """How grave the check's findings are; None: it does not run."""
        level = self.severities.get(check)
        if level == "off" or check in self.ignore or (self.select and check not in self.select):
            return None
        return Severity.named(level) if level else SEVERITIES.get(check, Severity.WARNING)


ALL = Levels()


def run(catalog: Catalog, context: Context, levels: Levels = ALL) -> list[Finding]:
    """What is wrong with the catalog: what its reader found, then the findings of its entries in order.

    Every entry that has a msgstr and is not obsolete is checked; an error in a fuzzy one, a suggestion, is
    a warning, if it is one of the text. `# tmpipe: ignore=check:term "reason"` silences a finding.
    """
    checks = [
        (name, level, parts.part("checks", name))
        for name in parts.names("checks")
        if (level := levels.of(name))
    ]
    found = [
        replace(finding, severity=level) if finding.check in levels.severities else finding
        for finding in catalog.findings
        if (level := levels.of(finding.check))
    ]
    for entry in (catalog.header, *(entry for entry in catalog.entries if not entry.obsolete)):
        if entry.msgstr or any(entry.msgstr_plural) or entry is catalog.header:
            found.extend(_entry(entry, checks, context, catalog.path, levels))
    return found


def _entry(
    entry: Entry,
    checks: Iterable[tuple[str, Severity, parts.Check]],
    context: Context,
    path: str,
    levels: Levels,
) -> Iterator[Finding]:
    silenced = {(one.check, one.term): False for one in ignores(entry) if one.reason}
    for name, remark in _of_ignores(entry):
        if level := levels.of(name):
            yield _finding(entry, name, level, remark, (context, path))
    for name, level, check in checks:
        for remark in check(entry, context):
            keys = silenced.keys() & {(name, None), (name, remark.term)}
            silenced.update(dict.fromkeys(keys, True))
            if not keys:
                yield _finding(entry, name, level, remark, (context, path))
    if level := levels.of(_STALE):
        ran = {name for name, _, _ in checks}
        for (name, term), used in silenced.items():
            if not used and name in ran:
                yield _finding(entry, _STALE, level, _nothing(name, term), (context, path))


def _nothing(check: str, term: str | None) -> Remark:
    what = f"{check}:{term}" if term else check
    return Remark(f"nothing to ignore: {what} is not found here; delete the comment", term)


def _of_ignores(entry: Entry) -> Iterator[tuple[str, Remark]]:
    """What is wrong with the entry's ignore comments."""
    for one in ignores(entry):
        if one.check not in known_checks():
            names = ", ".join(known_checks())
            yield _UNKNOWN, Remark(f"no check named {one.check!r}, nothing is ignored; there are: {names}")
        elif not one.reason:
            message = f"why is {one.check} ignored here? Add the reason in quotation marks"
            yield _UNREASONED, Remark(message)


def _finding(
    entry: Entry, check: str, level: Severity, remark: Remark, place: tuple[Context, str]
) -> Finding:
    context, path = place
    return Finding(
        check=check,
        severity=min(level, Severity.WARNING) if entry.fuzzy and check not in _OPEN_QUESTIONS else level,
        path=path,
        line=msgstr_line(entry),
        message=remark.message,
        locale=context.locale,
        document=next(iter(entry.references), None),
        term=remark.term,
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgstr=entry.msgstr or next(filter(None, entry.msgstr_plural), ""),
    )


def msgstr_line(entry: Entry) -> int:
    """The line of the entry's msgstr in its file, as far as it is known."""
    if entry.kept is None:
        return max(entry.line, 1)
    msgid, msgstr = _MSGID.search(entry.kept.text), _MSGSTR.search(entry.kept.text)
    between = entry.kept.text.count("\n", msgid.start(), msgstr.start()) if msgid and msgstr else 0
    return max(entry.line, 1) + between


def pairs(entry: Entry) -> Iterator[tuple[str, str]]:
    """Each translation of the entry with the text that it translates."""
    if entry.msgid_plural is None:
        yield entry.msgid, entry.msgstr
        return
    for number, target in enumerate(entry.msgstr_plural):
        if target:
            yield (
                (entry.msgid if number == 0 and len(entry.msgstr_plural) > 1 else entry.msgid_plural),
                target,
            )


Judge = Callable[[str, str], Iterable[Remark]]
"""What is wrong with a target for a source."""


def of_texts(judge: Judge) -> parts.Check:
    """The check that applies `judge` to every translation of an entry; the header is none."""

    def check(entry: Entry, _context: Context) -> Iterator[Remark]:
        if entry.msgid:
            for source, target in pairs(entry):
                yield from judge(source, target)

    return check
