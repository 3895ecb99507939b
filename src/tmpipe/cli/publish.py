"""A release of a project: what is in it, and in what state."""

from __future__ import annotations

from pathlib import Path

from tmpipe.cli.console import Arguments, out, progress, say, talk
from tmpipe.files import path_from
from tmpipe.project import Project


def publish(chosen: Arguments) -> int:
    from tmpipe.release.publish import publish

    project = Project.open()
    given = Path(chosen.out) if chosen.out else None
    place = given or project.root / project.settings.publish_folder
    done = publish(
        project,
        out=given,
        drafts=chosen.drafts,
        key=Path(chosen.sign) if chosen.sign else None,
        previous=chosen.previous or "",
        edition=chosen.edition,
        progress=progress(chosen),
    )
    for text in done.release.texts:
        kept = f", the last good edition: newer {' and '.join(text.newer)}" if text.newer else ""
        out(f"{text.locale} {text.document}: {text.state}{kept}")
    for pending in done.release.pending:
        out(f"{pending.locale} {pending.document}: not published, {pending.finished:g} % finished")
    for note in done.notes:
        say(f"note: {note}")
    for sentence in done.missing:
        talk(chosen, f"note: {sentence}; the other files are written")
    for hint in done.hints if done.written else ():
        talk(chosen, f"note: {hint}")
    if done.release.pending and not chosen.drafts:
        talk(chosen, "note: what translators have not finished is not published; --drafts does so, marked")
    shown = path_from(Path.cwd(), place)
    changed = f"{len(done.written)} files changed" if done.written else "nothing has changed"
    talk(chosen, f"edition {done.release.edition}: {changed}; see {shown}/index.html")
    return 0
