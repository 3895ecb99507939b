"""The command line's words: commands, options, and what `--help` says of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from typing import NoReturn

from tmpipe import parts
from tmpipe.errors import UsageError
from tmpipe.model import ORIGINS
from tmpipe.version import __version__


class _Parser(argparse.ArgumentParser):
    """Complains in one line, as every error of ours."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see `{self.prog} --help`")


def parser() -> argparse.ArgumentParser:
    """The whole command line; the reference in `docs/` is made from it."""
    everywhere = _everywhere(argparse.SUPPRESS)
    top = _Parser(
        prog="tmpipe",
        description="Documents to sentences, sentences to catalogs, catalogs to localized documents.",
        parents=[_everywhere(None)],
    )
    verbs = top.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    for name, (explain, describe) in _COMMANDS.items():
        verb = verbs.add_parser(name, help=explain, description=f"{explain}.", parents=[everywhere])
        describe(verb)
        verb.set_defaults(verb=name)
    return top


def _everywhere(default: str | None) -> _Parser:
    """The options that stand before and after a command."""
    common = _Parser(add_help=False)
    off = default or False
    common.add_argument(
        "-C", dest="directory", metavar="DIR", default=default, help="run as if started in DIR"
    )
    common.add_argument("--version", action="version", version=f"tmpipe {__version__}")
    common.add_argument("-q", "--quiet", action="store_true", default=off, help="no talk, no bars")
    common.add_argument("-v", "--verbose", action="store_true", default=off, help="say more")
    return common


def _actions(verb: argparse.ArgumentParser) -> Callable[..., argparse.ArgumentParser]:
    """What adds an action to a command; the options of all commands stand after it, too."""
    actions = verb.add_subparsers(metavar="ACTION", required=True, dest="action", parser_class=_Parser)
    return partial(actions.add_parser, parents=[_everywhere(argparse.SUPPRESS)])


def _documents(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("documents", metavar="DOCUMENT", nargs="*", help="slugs or paths; default: all")


def _locales(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--locale", action="append", default=[], metavar="L", help="a target locale; repeatable"
    )


def _init_arguments(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("folder", metavar="DIR", nargs="?", default=".", help="default: this folder")
    only = "only have git merge the catalogs by entry, in a clone of a project too"
    verb.add_argument("--git", action="store_true", help=only)
    only = "only write the workflow that checks and publishes a project there"
    verb.add_argument("--pages", choices=("github", "gitlab"), help=only)


def _fail_on(verb: argparse.ArgumentParser) -> None:
    levels = ("error", "warning", "info", "never")
    verb.add_argument("--fail-on", choices=levels, help="least severity that gives exit code 1")


def _build_arguments(verb: argparse.ArgumentParser) -> None:
    _documents(verb)
    _locales(verb)
    _fail_on(verb)
    forms = "of the table: text (default), json, markdown, html; else of the documents: only this; repeatable"
    verb.add_argument("--format", action="append", default=[], type=_form, metavar="F", help=forms)


def _pretranslate_arguments(verb: argparse.ArgumentParser) -> None:
    _documents(verb)
    _locales(verb)
    known = ", ".join(parts.ENGINES)
    verb.add_argument("--engine", metavar="E", help=f"{known} or none; default: the configuration's")


def _check_arguments(verb: argparse.ArgumentParser) -> None:
    forms = ", ".join(parts.REPORTS)
    verb.add_argument("paths", metavar="PATH", nargs="*", help="catalogs or folders; default: the project's")
    verb.add_argument("--format", metavar="F", default="text", help=f"of the report: {forms}; default: text")
    verb.add_argument(
        "--report", action="append", default=[], metavar="F=FILE", help="also into a file; repeatable"
    )
    _fail_on(verb)
    verb.add_argument("--baseline", metavar="FILE", help="findings that are known and do not count")
    anew = "write the baseline anew: today's errors and warnings, with --fail-on info the infos too"
    verb.add_argument("--update-baseline", action="store_true", help=anew)
    verb.add_argument(
        "--glossary", action="append", default=[], metavar="FILE", help="instead of the project's"
    )
    verb.add_argument(
        "--select", action="extend", type=_names, default=[], metavar="CHECK", help="only these; repeatable"
    )
    verb.add_argument(
        "--ignore",
        action="extend",
        type=_names,
        default=[],
        metavar="CHECK",
        help="all but these; repeatable",
    )


def _names(value: str) -> list[str]:
    """`a,b` as two names."""
    return [name for name in value.split(",") if name]


def _merge_arguments(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("base", metavar="BASE", help="the edition that both sides began with; may be empty")
    verb.add_argument("ours", metavar="OURS", help="one side's catalog")
    verb.add_argument("theirs", metavar="THEIRS", help="the other side's")
    verb.add_argument("-o", dest="output", metavar="FILE", help="may be OURS; default: standard output")
    verb.add_argument("--path", metavar="NAME", help="what messages call the file; default: OURS")


def _localize_arguments(verb: argparse.ArgumentParser) -> None:
    _documents(verb)
    _locales(verb)
    how = "show suggestions, marked (the default), or the source in their place"
    verb.add_argument("--drafts", action=argparse.BooleanOptionalAction, default=None, help=how)
    forms = f"only this: {', '.join(parts.RENDITIONS)}, or documents' own formats such as md; repeatable"
    verb.add_argument("--format", action="append", default=[], type=_form, metavar="F", help=forms)


def _form(name: str) -> str:
    """`docx`, however it is spelled: `.DOCX` too."""
    return name.lower().removeprefix(".")


def _status_arguments(verb: argparse.ArgumentParser) -> None:
    _documents(verb)
    _locales(verb)
    forms = ("text", "json", "markdown", "html", "badge")
    verb.add_argument("--format", choices=forms, default="text", help="a table, or a badge as SVG")
    verb.add_argument("--translators", action="store_true", help="who finished what, by the history in git")


def _sign_off_arguments(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("locale", metavar="LOCALE", help="a target locale")
    verb.add_argument("document", metavar="DOCUMENT", help="a slug or a path")
    verb.add_argument("--by", required=True, metavar="NAME", help="who answers for the text")
    verb.add_argument("--date", default="", metavar="YYYY-MM-DD", help="noted beside the name; default: none")
    verb.add_argument("--note", default="", metavar="TEXT", help="noted beside the name")
    verb.add_argument("--remove", action="store_true", help="takes the sign-off back")


def _segment_arguments(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", metavar="FILE", help="a document; - for standard input")
    verb.add_argument("--locale", default="en", metavar="L", help="its language; default: en")
    verb.add_argument("--format", choices=("text", "json"), default="text")


def _align_arguments(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("source", metavar="SOURCE", help="a document")
    verb.add_argument("target", metavar="TARGET", help="its translation")
    verb.add_argument("--locale", required=True, metavar="L", help="the translation's language")
    verb.add_argument("--source-locale", default="en", metavar="L", help="the document's; default: en")
    form = "default: as the suffix of -o says; without one tsv"
    verb.add_argument("--format", choices=("tsv", "json", "tmx"), help=form)
    verb.add_argument("--segmented", action="store_true", help="both files have one segment a line")
    verb.add_argument(
        "--glossary", action="append", default=[], metavar="FILE", help="instead of the project's"
    )
    verb.add_argument("-o", dest="output", metavar="FILE", help="default: standard output")


def _models_arguments(verb: argparse.ArgumentParser) -> None:
    add = _actions(verb)
    listed = add("list", help="the packages that are installed: version, languages, size, licence, place")
    listed.add_argument("--available", action="store_true", help="those that the public index has")
    listed.add_argument("--format", choices=("text", "json"), default="text")
    install = add("install", help="from the public index by locale, or from files and folders")
    install.add_argument("--again", action="store_true", help="also what is here in the newest version")
    install.add_argument(
        "what",
        metavar="LOCALE|PATH",
        nargs="+",
        help="a locale, or a pair such as sv_fa; or a .argosmodel, an unpacked package or a folder of both "
        "(./fr, where its name could be a locale's)",
    )
    remove = add("remove", help="takes packages away")
    what = "a locale or a pair such as en_fr: all its versions; one version: en_fr:1.9; a folder's name"
    remove.add_argument("what", metavar="LOCALE|PAIR", nargs="+", help=what)
    for action in (install, remove):
        action.add_argument("--source-locale", default="en", metavar="L", help="default: en")


def _memory_arguments(verb: argparse.ArgumentParser) -> None:
    add = _actions(verb)
    about = {
        "import": "units from TMX, tables or catalogs, compressed or not",
        "export": "all units, or some, as TMX, as a table or as catalogs",
        "search": "what the memory offers for a text",
        "stats": "how much the memory holds",
    }
    verbs = {name: add(name, help=say) for name, say in about.items()}
    _memory_import_arguments(verbs["import"])
    _memory_export_arguments(verbs["export"])
    _memory_search_arguments(verbs["search"])
    verbs["stats"].add_argument("--format", choices=("text", "json"), default="text")
    for one in verbs.values():
        one.add_argument("--memory", metavar="URL", help="instead of the project's; needs no project")
    anew = "learns the catalogs and [memory] files anew; mends a damaged memory"
    rebuild = add("rebuild", help=anew)
    rebuild.add_argument("--forget-imports", action="store_true", help="without what was imported")


def _memory_import_arguments(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("files", metavar="FILE", nargs="+", help="- for standard input")
    verb.add_argument(
        "--locale",
        action="append",
        default=[],
        metavar="L",
        help="only this target locale, which is also that of files that name none; repeatable",
    )
    source = "that of the sources, whatever the files say; default: what they say, else the project's"
    verb.add_argument("--source-locale", metavar="L", help=source)
    verb.add_argument(
        "--origin", choices=ORIGINS, help="of all units; default: what the files say, else human"
    )
    verb.add_argument("--penalty", type=float, metavar="N", help="points that matches of all units lose")
    verb.add_argument("--format", choices=("tmx", "tsv", "po"), help="default: by what is in the file")
    verb.add_argument("--dry-run", action="store_true", help="only say what would come")


def _memory_export_arguments(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "file", metavar="FILE", help=".tmx, .tsv or .po, also .gz, .bz2, .xz; - for standard output"
    )
    _locales(verb)
    verb.add_argument("--source-locale", metavar="L", help="that of a TMX header; default: the project's")
    verb.add_argument(
        "--origin", action="append", default=[], choices=ORIGINS, help="only units of this origin; repeatable"
    )
    verb.add_argument("--format", choices=("tmx", "tsv", "po"), help="default: by the suffix")


def _memory_search_arguments(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("text", type=_text, metavar="TEXT")
    verb.add_argument("--locale", required=True, metavar="L", help="the target locale")
    verb.add_argument(
        "--source-locale", metavar="L", help="only units from this locale; default: the project's"
    )
    verb.add_argument(
        "--cutoff", type=_rate, metavar="RATE", help="least match rate; default: the project's, else 70"
    )
    verb.add_argument("--limit", type=_many, default=5, metavar="N", help="at most so many; default: 5")
    verb.add_argument("--format", choices=("text", "json"), default="text")


def _measure_arguments(verb: argparse.ArgumentParser) -> None:
    add = _actions(verb)
    memory = add("memory", help="what the memory saves: words by band of match rate")
    _documents(memory)
    _locales(memory)
    memory.add_argument(
        "--cutoff", type=_rate, default=50, metavar="N", help="least match rate that helps; default: 50"
    )
    forms = ("text", "json", "markdown", "csv")
    memory.add_argument("--format", choices=forms, default="text", help="of the tables")
    own = "count a document's own unfinished translation as memory, too"
    memory.add_argument("--with-own", action="store_true", help=own)
    inner = "compare segments with the earlier ones of the run, too"
    memory.add_argument("--internal", action="store_true", help=inner)
    other = "another memory; without a project: what the files named as DOCUMENT are measured with"
    memory.add_argument("--memory", metavar="URL", help=other)
    memory.add_argument("--source-locale", metavar="L", help="of files without a project; default: en")
    _measure_machine_arguments(add("machine", help="how good and how fast engines are, against references"))


def _measure_machine_arguments(verb: argparse.ArgumentParser) -> None:
    files = "source, tab, reference on each line; .gz and .xz too"
    verb.add_argument("files", metavar="FILE", nargs="+", help=files)
    verb.add_argument("--locale", required=True, metavar="L", help="the references' language")
    verb.add_argument("--source-locale", metavar="L", help="default: the project's, else en")
    engine = "with settings if need be: argos,doubt=0; repeatable; default: the project's, else argos"
    verb.add_argument("--engine", action="append", default=[], metavar="E", help=engine)
    beam = "search with this beam instead of the engine's default; repeatable"
    verb.add_argument("--beam", action="append", default=[], type=_many, metavar="N", help=beam)
    plain = "beside each also the engine alone, without the care that is taken around it"
    verb.add_argument("--plain", action="store_true", help=plain)
    verb.add_argument(
        "--glossary", action="append", default=[], metavar="FILE", help="instead of the project's"
    )
    verb.add_argument("--limit", type=_many, metavar="N", help="only the first texts of each file")
    forms = ("text", "json", "markdown")
    verb.add_argument("--format", choices=forms, default="text", help="of the tables")
    fit = "fit the confidence of the engine's package to these texts, and keep that in its folder"
    verb.add_argument("--calibrate", action="store_true", help=fit)


def _many(value: str) -> int:
    """A number of things, at least one."""
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value)):
        raise argparse.ArgumentTypeError(f"{value!a} is no whole number from 1 on, such as 5")
    return int(value)


def _text(value: str) -> str:
    """A text: its bytes are UTF-8."""
    if not value.isprintable() and any("\ud800" <= sign <= "\udfff" for sign in value):
        raise argparse.ArgumentTypeError(f"{value!a} is no text in UTF-8")
    return value


def _rate(value: str) -> float:
    """A match rate, 0 to 100."""
    try:
        rate = float(value)
    except ValueError:
        rate = -1
    if not 0 <= rate <= 100:
        raise argparse.ArgumentTypeError(f"{value!r} is no match rate from 0 to 100")
    return rate


def _glossary_arguments(verb: argparse.ArgumentParser) -> None:
    add = _actions(verb)
    find = add("find", help="the terms of a document or catalog, and what the glossary lacks")
    find.add_argument("file", metavar="FILE", help="any document that can be read, or a .po")
    _locales(find)
    find.add_argument("--format", choices=("text", "json"), default="text")
    take = add("import", help="puts another table or TBX into the glossary")
    take.add_argument("file", metavar="FILE", help="CSV or TSV as spreadsheets save it, or TBX")
    take.add_argument("--into", metavar="FILE", help="the table to write; default: the project's first")
    take.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")
    give = add("export", help="writes the glossary as .csv, .tsv or .tbx")
    give.add_argument("file", metavar="FILE", help="the suffix says which form")
    older = "of TBX: 3 (TBX-Basic of ISO 30042:2019, the default) or 2 (which Weblate reads)"
    give.add_argument("--edition", type=int, choices=(2, 3), default=3, help=older)
    diff = add("diff", help="what a new edition changes, and which finished entries it breaks")
    for name in ("old", "new"):
        diff.add_argument(name, metavar=name.upper(), help="a glossary file; - for standard input")
    diff.add_argument("--format", choices=("text", "json", "markdown"), default="text")
    check = add("check", help="what is doubtful in the glossary itself")
    check.add_argument("file", metavar="FILE", nargs="*", help="default: the project's")
    forms = ", ".join(parts.REPORTS)
    check.add_argument("--format", metavar="F", default="text", help=f"of the report: {forms}; default: text")
    _fail_on(check)
    for action in (find, give):
        action.add_argument(
            "--glossary", action="append", default=[], metavar="FILE", help="instead of the project's"
        )


def _extract_arguments(verb: argparse.ArgumentParser) -> None:
    _documents(verb)
    what = "instead: what tmpipe's own pages say, to reword it here or to translate it into another language"
    verb.add_argument("--interface", action="store_true", help=what)


def _pull_arguments(verb: argparse.ArgumentParser) -> None:
    where = "the address of a release (https://...), its folder, or a zip of it"
    verb.add_argument("where", type=_told, metavar="URL|FOLDER|ZIP", help=where)
    locale = "a locale; repeatable; default: all but that of the originals"
    verb.add_argument("--locale", action="append", default=[], metavar="L", help=locale)
    slug = "only this document; repeatable"
    verb.add_argument("--document", action="append", default=[], metavar="SLUG", help=slug)
    forms = "only this; repeatable; json: the text for web sites that show it; default: all downloads"
    verb.add_argument("--format", action="append", default=[], type=_form, metavar="F", help=forms)
    least = "only texts that are final, or at least complete, or drafts; default: all that are published"
    verb.add_argument("--state", choices=("final", "complete", "draft"), default="", help=least)
    out = "where the texts go; default: texts"
    verb.add_argument("--out", type=_told, default="texts", metavar="DIR", help=out)
    signer = "public keys (.pub, allowed_signers): one of them must have signed the release"
    verb.add_argument("--signer", type=_told, metavar="FILE", help=signer)
    lower = "take texts whose state is lower than that of what is here, too"
    verb.add_argument("--allow-lower", action="store_true", help=lower)
    again = "go on, and pull again every so many minutes"
    verb.add_argument("--watch", type=_minutes, metavar="MINUTES", help=again)


def _told(value: str) -> str:
    """A text; an empty one, as of a variable that is not set, must not pass for none at all."""
    if not value:
        raise argparse.ArgumentTypeError("it is empty")
    return value


def _minutes(value: str) -> float:
    """A time to wait: some minutes, or a part of one."""
    try:
        minutes = float(value)
    except ValueError:
        minutes = 0
    if not 0 < minutes <= 100_000:
        raise argparse.ArgumentTypeError(f"{value!a} is no number of minutes, such as 60")
    return minutes


def _completion_arguments(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("shell", choices=("bash", "zsh", "fish"))


def _publish_arguments(verb: argparse.ArgumentParser) -> None:
    where = "where to; default: public, or what [publish] folder says"
    verb.add_argument("--out", type=_told, metavar="DIR", help=where)
    verb.add_argument("--drafts", action="store_true", help="unfinished translations, too, marked as such")
    verb.add_argument("--sign", type=_told, metavar="KEY", help="sign it with this OpenSSH key")
    before = "where the last release is, whose good editions stay; default: the folder that is written"
    verb.add_argument("--previous", type=_told, metavar="URL|DIR|ZIP", help=before)
    least = (
        "least number of this edition, where the last release is lost; those who have it refuse a lower one"
    )
    verb.add_argument("--edition", type=_many, default=1, metavar="N", help=least)


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "init": ("makes a project folder", _init_arguments),
    "build": ("the main job: extract, pretranslate, check, localize", _build_arguments),
    "extract": ("documents to templates and catalogs, merging with what is there", _extract_arguments),
    "pretranslate": ("fills empty entries: memory, then machine", _pretranslate_arguments),
    "check": ("findings in catalogs, for people and CI", _check_arguments),
    "merge": ("three editions of a catalog into one, entry by entry", _merge_arguments),
    "localize": ("catalogs to localized documents", _localize_arguments),
    "status": ("how far each document is in each locale", _status_arguments),
    "sign-off": ("records who answers for a finished text, until it changes", _sign_off_arguments),
    "publish": ("finished texts to a site with states and checksums", _publish_arguments),
    "segment": ("a document to segments", _segment_arguments),
    "align": ("a document and its translation to translation units", _align_arguments),
    "glossary": ("living with a glossary: find, import, export, diff, check", _glossary_arguments),
    "memory": ("the translation memory: import, export, search, stats, rebuild", _memory_arguments),
    "measure": ("what the memory saves of the work on documents", _measure_arguments),
    "models": ("machine translation packages: list, install, remove", _models_arguments),
    "pull": ("takes finished texts out of a release, verified", _pull_arguments),
    "completion": ("prints the completion script of a shell", _completion_arguments),
}
