"""What each check means, for reports that explain their rules: one sentence, what to do, its theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """A check in words."""

    summary: str
    """What it finds; one sentence."""
    mend: str
    """What to do; Markdown."""
    theme: str
    """`terminology`, `markup`, `numbers`, `typography`, `catalog`, `source`, `security` ..."""
    precision: str = "high"
    """How seldom it errs: `very-high`, `high`, `medium`, `low`."""


def about(check: str) -> About:
    """The words for a check; for one of somebody else's, its name."""
    return ABOUT.get(check) or About(
        f"{check.replace('-', ' ').capitalize()}.", "See its documentation.", "other"
    )


_IGNORE = 'write `# tmpipe: ignore={}:TERM "why"` above the entry'

ABOUT: Mapping[str, About] = {
    "po-syntax": About(
        "Lines that are no PO: they are kept, but not used.",
        "Mend the line in a text editor, or take the entry from an older version of the file.",
        "catalog",
        "very-high",
    ),
    "po-duplicate": About(
        "Two entries have the same msgid and msgctxt.",
        "Keep the better one and delete the other.",
        "catalog",
        "very-high",
    ),
    "po-header": About(
        "The header names another language than the catalog's place, or a charset that is not UTF-8.",
        "Correct the `Language` or `Content-Type` line of the header, or move the file.",
        "catalog",
        "very-high",
    ),
    "merge-both": About(
        "Two volunteers changed the entry, and the merge could not choose.",
        "Take the better text, and delete the comment that holds the other one.",
        "catalog",
        "very-high",
    ),
    "term-missing": About(
        "A glossary term of the source has no permitted form in the translation, counted by occurrence.",
        "Use the form that the glossary gives, in any regular inflection. Where the sentence is right "
        f"without it, {_IGNORE.format('term-missing')}.",
        "terminology",
    ),
    "term-forbidden": About(
        "A form that the glossary forbids stands in the translation.",
        "Replace it with the form that the glossary gives; the glossary says why. Where it means something "
        f"else here, {_IGNORE.format('term-forbidden')}.",
        "terminology",
    ),
    "term-case": About(
        "The right form of a term has the wrong capitals.",
        "Write it with the capitals of the glossary.",
        "terminology",
    ),
    "code-mismatch": About(
        "Inline codes such as `<g1>…</g1>` and `<x2/>` are lost, surplus or do not pair up.",
        "Put the codes of the source around the same words: they are links, emphasis and footnote marks.",
        "markup",
        "very-high",
    ),
    "number-mismatch": About(
        "A number of the source is missing in the translation, or one is new there.",
        "Compare the numbers; they may stand in words, other digits or another calendar.",
        "numbers",
        "medium",
    ),
    "source-suspect": About(
        "A place in a source document looks like a typing or OCR error.",
        "Look at the original. If it is wrong, correct the source document; translations follow.",
        "source",
        "medium",
    ),
    "ignore-without-reason": About(
        "An ignore comment does not say why; it silences nothing.",
        'Add the reason in quotation marks: `# tmpipe: ignore=check:term "why"`.',
        "ignores",
        "very-high",
    ),
    "ignore-unknown": About(
        "An ignore comment names no check that there is.",
        "Correct the name; `docs/checks.md` lists them.",
        "ignores",
        "very-high",
    ),
    "ignore-stale": About(
        "An ignore comment's finding does not exist any more.",
        "Delete the comment.",
        "ignores",
        "very-high",
    ),
    "baseline-stale": About(
        "A finding of the baseline does not exist any more.",
        "Run the check outside CI with the same `--baseline`: it takes the line out. Commit the file.",
        "ignores",
        "very-high",
    ),
}
