"""What a localized document is written as: in its own format, if that is written again, and as renditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from tmpipe import parts
from tmpipe.errors import TmpipeError, UsageError
from tmpipe.model import Document
from tmpipe.project import Project, Seed, format_of


@dataclass(frozen=True, slots=True)
class Form:
    """One of the files that a localized document is written to."""

    name: str
    suffix: str
    """With its dot; that of the source for its own format."""
    write: Callable[[Document], bytes]
    own: bool = False
    """Whether it is that of the source."""


def forms(
    project: Project, seed: Seed, asked: Sequence[str] = (), *, renditions_alone: bool = False
) -> Iterator[Form]:
    """The document's own format, then the renditions, of what is asked for; by default the configuration's.

    A rendition of the same name as the document's own format gives way to it, but where none is wanted but
    renditions: these alone say how far a text is.
    """
    own = format_of(seed.path)
    reader: parts.Format = parts.part("formats", own)
    is_own = reader.own and not renditions_alone
    wanted = dict.fromkeys(asked or project.settings.formats)
    if is_own and (not asked or own in map(parts.format_named, wanted)):
        yield Form(own, PurePosixPath(seed.path).suffix, reader.write, own=True)
    for name in wanted:
        if parts.known("renditions", name) and not (is_own and parts.format_named(name) == own):
            rendition: parts.Rendition = parts.part("renditions", name)
            yield Form(name, rendition.suffix, partial(_rendered, project, rendition))


def _rendered(project: Project, rendition: parts.Rendition, document: Document) -> bytes:
    """The rendition's file; an error in a template names its place in the project."""
    try:
        return rendition.render(document, project.templates)
    except TmpipeError as error:
        if error.path and error.path in project.templates:
            error.path = project.template_place(error.path)
        raise


def require_known(project: Project, asked: Sequence[str] = ()) -> None:
    """UsageError lists all forms, ConfigurationError all templates, where one means nothing."""
    if project.templates:
        from tmpipe.renditions import templates

        templates.require_known(project.templates, project.shown(project.settings.templates))
    for name in asked:
        if not parts.known("renditions", name) and name not in (known := parts.form_names()):
            raise UsageError(f"no format named {name!r}; there are: {', '.join(known)}")
