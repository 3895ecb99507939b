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
    "po-language": About(
        "The header names another language than the catalog's place: it is likely the file of another one.",
        "Put the right file back, or correct the `Language` line of the header.",
        "catalog",
        "very-high",
    ),
    "po-header": About(
        "The header lacks what gettext asks for, or names a charset that is not UTF-8.",
        "Correct the line of the header that the message names.",
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
    "term-surplus": About(
        "A name of the glossary stands in the translation, and the source says nothing of it.",
        "See whether the sentence belongs to this source. If the name explains something rightly, "
        f"{_IGNORE.format('term-surplus')}.",
        "terminology",
    ),
    "code-mismatch": About(
        "Inline codes such as `<g1>…</g1>` and `<x2/>` are lost, doubled, unknown, mistyped or cross.",
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
    "date-mismatch": About(
        "A month or a day of the source became another one.",
        "Compare the dates. A date in the Solar Hijri calendar must be the same day.",
        "numbers",
        "very-high",
    ),
    "address-mismatch": About(
        "A web or e-mail address, a handle or a DOI is lost or new.",
        "Copy the address from the source; a page's address in the target language is fine.",
        "addresses",
        "very-high",
    ),
    "name-mismatch": About(
        "A name is spelled with one wrong letter.",
        "Compare the name with the source. Where the language has its own form, enter it in the glossary.",
        "names",
        "medium",
    ),
    "format-mismatch": About(
        "The placeholders that a program fills in differ.",
        "Use each placeholder of the source once; `%2$s` changes their order.",
        "markup",
        "very-high",
    ),
    "untranslated": About(
        "The translation has no words.",
        "Translate the entry, or leave it empty.",
        "completeness",
        "very-high",
    ),
    "copied-source": About(
        "The translation is the source again.",
        "Translate the entry, or leave it empty.",
        "completeness",
    ),
    "length-odd": About(
        "The translation is far longer or shorter than good ones are.",
        "Look whether something is missing, or belongs to another sentence.",
        "completeness",
        "medium",
    ),
    "wrong-script": About(
        "The translation is in the wrong script, or has letters of a strange one.",
        "Translate the entry, or type the letters again with your own keyboard.",
        "security",
        "very-high",
    ),
    "mixed-script": About(
        "A letter of another script looks like a Latin one.",
        "Type the word again with your own keyboard.",
        "security",
        "very-high",
    ),
    "doubled-word": About(
        "A word stands twice in a row.",
        "Delete one of the two.",
        "typography",
    ),
    "doubled-space": About(
        "Blanks stand twice or at an edge.",
        "Delete what is too much.",
        "typography",
        "very-high",
    ),
    "end-punctuation": About(
        "The last mark differs in kind from the source's.",
        "End the text with the mark that the source has, in your language's form.",
        "typography",
    ),
    "quotation-marks": About(
        "Another language's quotation marks, or a typewriter's.",
        "Type the marks that the message names; docs/typography.md says how.",
        "typography",
    ),
    "quotation-balance": About(
        "A quotation mark has no partner.",
        "Add the other mark, or delete this one.",
        "typography",
    ),
    "quotation-count": About(
        "There are fewer quotations than in the source.",
        "Look whether the marks of one are lost; a word may do without them.",
        "typography",
        "medium",
    ),
    "apostrophes": About(
        "The apostrophe is not the catalog's.",
        "Type the one that the rest of the catalog has.",
        "typography",
        "very-high",
    ),
    "spacing": About(
        "A blank around a mark is missing, surplus, or of the wrong kind.",
        "Type or delete the blank that the message names.",
        "typography",
    ),
    "dashes": About(
        "A dash without its blanks, or a hyphen instead of one.",
        "Type an en dash (U+2013) between blanks.",
        "typography",
        "medium",
    ),
    "number-format": About(
        "A number is written as in English and reads as another one.",
        "Write it with your language's separators.",
        "typography",
        "very-high",
    ),
    "number-spacing": About(
        "A blank in a number, or before a percent sign, may break the line, or is missing.",
        "Type a no-break blank (U+00A0 or U+202F).",
        "typography",
    ),
    "persian-letters": About(
        "A letter is not the Persian one, though it looks like it: search does not find the word.",
        "Type the word with a Persian keyboard, as the message shows it.",
        "typography",
        "very-high",
    ),
    "persian-digits": About(
        "Digits of two kinds stand in one text.",
        "Type ۰۱۲۳۴۵۶۷۸۹.",
        "typography",
    ),
    "persian-punctuation": About(
        "A Latin mark stands after a Persian word.",
        "Type ، ؛ ؟ ٪.",
        "typography",
        "very-high",
    ),
    "zwnj": About(
        "A zero-width non-joiner is missing, or does nothing.",
        "Type U+200C (Shift+Space on most Persian keyboards) where the message shows it, or delete it.",
        "typography",
    ),
    "zwnj-style": About(
        "Another way to write a plural or an ezafe than the Academy's or the catalog's.",
        "Write it as the message shows.",
        "typography",
        "medium",
    ),
    "capitals": About(
        "The sentence begins with a small letter.",
        "Write a capital.",
        "typography",
    ),
    "capitals-style": About(
        "Capitals as English has them, or other ones than the source's.",
        "Only the first word and names have a capital.",
        "typography",
        "medium",
    ),
    "bidi-unbalanced": About(
        "A direction mark is not paired within its line.",
        "Delete the mark, or add its other half: what is shown may differ from what is stored.",
        "security",
        "very-high",
    ),
    "bidi-override": About(
        "A direction override shows letters in another order than they have.",
        "Delete it, and what ends it; isolates (U+2066 to U+2069) serve for mixed text.",
        "security",
        "very-high",
    ),
    "control-character": About(
        "A hidden control, private or replacement character.",
        "Delete the character.",
        "security",
        "very-high",
    ),
    "invisible-character": About(
        "A character that nobody sees and that does nothing.",
        "Delete the character.",
        "typography",
    ),
    "encoding-damage": About(
        "Letters were read in a wrong charset.",
        "Restore the letters, and save the catalog as UTF-8.",
        "catalog",
        "very-high",
    ),
    "conflict-marker": About(
        "A mark of an unfinished merge stands in the translation.",
        "Choose one of the texts and delete the marks.",
        "catalog",
        "very-high",
    ),
    "newline-mismatch": About(
        "Source and translation do not begin, or do not end, with a line end alike.",
        "Add or delete `\\n` at that end.",
        "catalog",
        "very-high",
    ),
    "plural-forms": About(
        "Not as many plural forms as the header says, or an empty one.",
        "Translate each `msgstr[n]` from 0 to nplurals - 1.",
        "catalog",
        "very-high",
    ),
    "unedited-suggestion": About(
        "A suggestion was finished and not changed.",
        "Read it again; if it is right, it may stay.",
        "state",
    ),
    "same-source-different-target": About(
        "The same source is translated in two ways.",
        "Choose one translation, or set the two apart by `msgctxt`.",
        "consistency",
        "medium",
    ),
    "accepted-stale": About(
        'A text that `exact = "accept"` took over reads otherwise now where it came from.',
        "Make the two alike. If they are to differ, delete the comment with `accepted=exact`.",
        "consistency",
        "very-high",
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
    "catalog-behind": About(
        "The catalog lacks sentences of its document, or has some that the document has no more.",
        "Run `tmpipe extract`. Where the file was cut off on its way, ask for it again, or let "
        "`tmpipe merge` bring it in: see `docs/merging.md`.",
        "catalog",
        "very-high",
    ),
}
