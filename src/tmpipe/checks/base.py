"""Runs checks over a catalog: a check says what is wrong with an entry, the runner where and how grave."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from tmpipe import parts
from tmpipe.catalogs.places import msgstr_line, place_of
from tmpipe.catalogs.po import ignores
from tmpipe.errors import ConfigurationError, UsageError
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import Catalog, Entry, Finding, Locale, Place, Severity
from tmpipe.parts import Remark
from tmpipe.text.spans import span_of

SEVERITIES: Mapping[str, Severity] = {
    "po-syntax": Severity.ERROR,
    "po-duplicate": Severity.ERROR,
    "po-language": Severity.ERROR,
    "po-header": Severity.WARNING,
    "merge-both": Severity.ERROR,
    "term-missing": Severity.ERROR,
    "term-forbidden": Severity.ERROR,
    "term-case": Severity.ERROR,
    "term-surplus": Severity.WARNING,
    "code-mismatch": Severity.ERROR,
    "number-mismatch": Severity.WARNING,
    "date-mismatch": Severity.ERROR,
    "address-mismatch": Severity.ERROR,
    "name-mismatch": Severity.WARNING,
    "format-mismatch": Severity.ERROR,
    "untranslated": Severity.ERROR,
    "copied-source": Severity.WARNING,
    "length-odd": Severity.WARNING,
    "wrong-script": Severity.ERROR,
    "mixed-script": Severity.ERROR,
    "doubled-word": Severity.WARNING,
    "doubled-space": Severity.WARNING,
    "bidi-unbalanced": Severity.ERROR,
    "bidi-override": Severity.WARNING,
    "control-character": Severity.ERROR,
    "invisible-character": Severity.INFO,
    "encoding-damage": Severity.ERROR,
    "conflict-marker": Severity.ERROR,
    "newline-mismatch": Severity.ERROR,
    "plural-forms": Severity.ERROR,
    "unedited-suggestion": Severity.INFO,
    "same-source-different-target": Severity.INFO,
    "accepted-stale": Severity.WARNING,
    "end-punctuation": Severity.WARNING,
    "quotation-marks": Severity.WARNING,
    "quotation-balance": Severity.WARNING,
    "quotation-count": Severity.INFO,
    "apostrophes": Severity.INFO,
    "spacing": Severity.WARNING,
    "dashes": Severity.INFO,
    "number-format": Severity.WARNING,
    "number-spacing": Severity.INFO,
    "persian-letters": Severity.WARNING,
    "persian-digits": Severity.WARNING,
    "persian-punctuation": Severity.WARNING,
    "zwnj": Severity.WARNING,
    "zwnj-style": Severity.INFO,
    "capitals": Severity.WARNING,
    "capitals-style": Severity.INFO,
    "source-suspect": Severity.INFO,
    "ignore-without-reason": Severity.WARNING,
    "ignore-unknown": Severity.WARNING,
    "ignore-stale": Severity.INFO,
    "baseline-stale": Severity.INFO,
    "catalog-behind": Severity.WARNING,
}
"""How grave each check's findings are while the configuration says nothing else."""

_OPEN_QUESTIONS = frozenset({"merge-both"})
"""Checks of the work, not of the text: an error of theirs in a suggestion stays one."""
_UNREASONED = "ignore-without-reason"
_UNKNOWN = "ignore-unknown"
_STALE = "ignore-stale"
_YIELDS: Mapping[str, str] = {
    "copied-source": "wrong-script",
    "same-source-different-target": "accepted-stale",
}
"""A check that says nothing new of an entry in which another, graver one has found something."""


class Seen(dict[int, tuple[int, str, int]]):
    """The finished entries of a run so far: by a hash of locale and source, a hash of the translation, its
    path and line.
    """


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know beside the entry."""

    locale: Locale
    source_locale: Locale = "en"
    termbase: Termbase | None = None
    catalog: Catalog | None = None
    """The one that the entry is in; `run` says it."""
    seen: Seen = field(default_factory=Seen)
    """One for all catalogs of a run."""
    habits: dict[str, str] = field(default_factory=dict)
    """What the catalog does mostly, as the checks that go by it have counted: see `quotes`."""


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
    return [finding for finding in judged(catalog, context, levels) if finding.ignored is None]


def judged(catalog: Catalog, context: Context, levels: Levels = ALL) -> list[Finding]:
    """The findings of `run`, and between them those that a comment silences, with its reason."""
    checks = [
        (name, level, parts.part("checks", name))
        for name in parts.names("checks")
        if (level := levels.of(name))
    ]
    entries = [catalog.header, *(entry for entry in catalog.entries if not entry.obsolete)]
    found = list(_of_reader(catalog, entries, levels))
    context = replace(context, catalog=catalog, habits={})
    for entry in entries:
        if entry.msgstr or any(entry.msgstr_plural) or entry is catalog.header:
            found.extend(_said_once(list(_entry(entry, checks, context, catalog.path, levels))))
    return found


def _said_once(found: list[Finding]) -> list[Finding]:
    """An entry's findings without those that yield to another."""
    names = {one.check for one in found}
    return [one for one in found if _YIELDS.get(one.check) not in names]


def _of_reader(catalog: Catalog, entries: Iterable[Entry], levels: Levels) -> Iterator[Finding]:
    """What the reader found, as grave as it is configured; a comment silences what is said of its entry."""
    silenced = {
        (entry.line, one.check): one.reason
        for entry in (entries if catalog.findings else ())
        for one in ignores(entry)
        if one.reason
    }
    for finding in catalog.findings:
        if level := levels.of(finding.check):
            severity = level if finding.check in levels.severities else finding.severity
            reason = silenced.get((finding.line, finding.check))
            yield replace(finding, severity=severity, ignored=reason)


def _entry(
    entry: Entry,
    checks: Iterable[tuple[str, Severity, parts.Check]],
    context: Context,
    path: str,
    levels: Levels,
) -> Iterator[Finding]:
    reasons = {(one.check, one.term): one.reason for one in ignores(entry) if one.reason}
    unused = set(reasons)
    for name, remark in _of_ignores(entry):
        if level := levels.of(name):
            yield _finding(entry, name, level, remark, (context, path))
    for name, level, check in checks:
        for remark in check(entry, context):
            keys = reasons.keys() & {(name, None), (name, remark.term)} if reasons else ()
            unused.difference_update(keys)
            finding = _finding(entry, name, level, remark, (context, path))
            yield replace(finding, ignored=reasons[min(keys, key=str)]) if keys else finding
    if unused and (level := levels.of(_STALE)):
        ran = {name for name, _, _ in checks}
        for name, term in reasons:
            if (name, term) in unused and name in ran:
                yield _finding(entry, _STALE, level, _nothing(name, term), (context, path))


def _nothing(check: str, term: str | None) -> Remark:
    what = f"{check}:{term}" if term else check
    return Remark(f"nothing to ignore: {what} is not found here; delete the comment", term)


def _of_ignores(entry: Entry) -> Iterator[tuple[str, Remark]]:
    """What is wrong with the entry's ignore comments."""
    for one in ignores(entry):
        if one.check not in known_checks():
            yield _UNKNOWN, Remark(f"no check named {one.check!r}, nothing is ignored; {_nearest(one.check)}")
        elif not one.reason:
            message = f"why is {one.check} ignored here? Add the reason in quotation marks"
            yield _UNREASONED, Remark(message)


def _nearest(check: str) -> str:
    """What may have been meant, and where all names are."""
    near = get_close_matches(check, known_checks(), n=2)
    meant = f"is it {' or '.join(near)}? " if near else ""
    return f"{meant}docs/checks.md lists the names"


def _finding(
    entry: Entry, check: str, level: Severity, remark: Remark, place: tuple[Context, str]
) -> Finding:
    context, path = place
    msgstr, words = _words(entry, remark.evidence.found)
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
        msgstr=msgstr,
        evidence=remark.evidence,
        place=words,
    )


def _words(entry: Entry, found: str) -> tuple[str, Place | None]:
    """The translation in question, and where the words that were found stand in the file."""
    for form, text in enumerate(entry.msgstr_plural):
        if span := span_of(found, text):
            return text, place_of(entry, *span, form)
    msgstr = entry.msgstr or next(filter(None, entry.msgstr_plural), "")
    span = span_of(found, entry.msgstr)
    return msgstr, place_of(entry, *span) if span else None


def pairs(entry: Entry) -> Iterator[tuple[str, str]]:
    """Each translation of the entry with the text that it translates."""
    if entry.msgid_plural is None:
        yield entry.msgid, entry.msgstr
        return
    several = entry.msgid_plural or entry.msgid
    for number, target in enumerate(entry.msgstr_plural):
        if target:
            yield (entry.msgid if number == 0 and len(entry.msgstr_plural) > 1 else several), target


Opinion = Callable[[str, str, Context], Iterable[Remark]]
"""What is wrong with a target for a source, in a context."""

Edit = tuple[int, int, str]
"""`target[start:end]` is to be this text instead."""
Mends = Callable[[str, str, Context], Iterable[Edit]]
"""What a check would have otherwise, where there is no doubt how; texts are as `typography.seen` has them."""


def of_pairs(judge: Opinion) -> parts.Check:
    """The check that asks `judge` of every translation of an entry; the header is none."""

    def check(entry: Entry, context: Context) -> Iterable[Remark]:
        if not entry.msgid:
            return ()
        if entry.msgid_plural is None:
            return judge(entry.msgid, entry.msgstr, context)
        return [remark for source, target in pairs(entry) for remark in judge(source, target, context)]

    return check
