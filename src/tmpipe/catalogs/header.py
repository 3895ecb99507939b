"""The header of a new catalog: clean for `msgfmt -c --check-header`, and the same on any day."""

from __future__ import annotations

from tmpipe.model import Entry, Locale

_SLAVIC = "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)"
_PLURALS = {
    "nplurals=1; plural=0;": "ja ko th vi zh id ms lo my ka dz km bo tt ug",
    "nplurals=2; plural=(n > 1);": "fr fa br oc pt-BR tr uz ln ti wa fil mg hy hi bn gu kn zu am as",
    f"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : {_SLAVIC} ? 1 : 2);": "ru uk be sr hr bs",
    f"nplurals=3; plural=(n==1 ? 0 : {_SLAVIC} ? 1 : 2);": "pl",
    "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);": "cs sk",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);": "lt",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n!=0 ? 1 : 2);": "lv",
    "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2);": "ro",
    "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);": "sl",
    "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4);": "ga",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);": (
        "ar"
    ),
}
_ONE_AND_MANY = "nplurals=2; plural=(n != 1);"
_RULES = {tag: rule for rule, tags in _PLURALS.items() for tag in tags.split()}


def plural_rule(locale: Locale) -> str:
    """The value of `Plural-Forms`; one form for 1 and one for the rest where nothing else is known."""
    return _RULES.get(locale) or _RULES.get(locale.split("-")[0]) or _ONE_AND_MANY


def new_header(
    locale: Locale, project: str, title: str = "", *, source_locale: Locale = "en", template: bool = False
) -> Entry:
    """The header entry of a new catalog, or of a template (then `locale` is not named in it).

    msgfmt asks for a date, a translator and a team and refuses gettext's own placeholders. The date is
    the epoch and the names are those that msginit gives, until an editor writes better ones: the same
    document gives the same bytes on any day. It warns of a template's empty `Language`, too, as it does of
    xgettext's: a catalog made of it by `cp` or pot2po would keep any other value, which would be wrong.
    """
    fields = {
        "Project-Id-Version": project,
        "PO-Revision-Date": "1970-01-01 00:00+0000",
        "Last-Translator": "Automatically generated",
        "Language-Team": "none",
        "Language": "" if template else locale.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "" if template else plural_rule(locale),
        "X-Source-Language": source_locale.replace("-", "_"),
        "X-Generator": "tmpipe",
    }
    kept = (f"{name}: {value}\n" for name, value in fields.items() if value or name == "Language")
    return Entry("", "".join(kept), comments=(title,) if title else ())
