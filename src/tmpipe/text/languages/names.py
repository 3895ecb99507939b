"""What languages are called: by those who speak them, and in English."""

from __future__ import annotations

from tmpipe.model import Locale

_NAMES = """\
am አማርኛ / Amharic
ar العربية / Arabic
az azərbaycan / Azerbaijani
bg български / Bulgarian
bn বাংলা / Bengali
bs bosanski / Bosnian
ca català / Catalan
ckb کوردیی ناوەندی / Central Kurdish
cs čeština / Czech
da dansk / Danish
de Deutsch / German
el Ελληνικά / Greek
en English / English
es español / Spanish
et eesti / Estonian
eu euskara / Basque
fa فارسی / Persian
fi suomi / Finnish
fr français / French
ga Gaeilge / Irish
he עברית / Hebrew
hi हिन्दी / Hindi
hr hrvatski / Croatian
hu magyar / Hungarian
hy հայերեն / Armenian
id Indonesia / Indonesian
is íslenska / Icelandic
it italiano / Italian
ja 日本語 / Japanese
ka ქართული / Georgian
ko 한국어 / Korean
ku kurdî / Kurdish
lt lietuvių / Lithuanian
lv latviešu / Latvian
mk македонски / Macedonian
mt Malti / Maltese
nb norsk bokmål / Norwegian Bokmål
nl Nederlands / Dutch
no norsk / Norwegian
pl polski / Polish
ps پښتو / Pashto
pt português / Portuguese
ro română / Romanian
ru русский / Russian
sk slovenčina / Slovak
sl slovenščina / Slovenian
so Soomaali / Somali
sq shqip / Albanian
sr српски / Serbian
sv svenska / Swedish
sw Kiswahili / Swahili
th ไทย / Thai
ti ትግርኛ / Tigrinya
tr Türkçe / Turkish
uk українська / Ukrainian
ur اردو / Urdu
vi Tiếng Việt / Vietnamese
zh 中文 / Chinese
"""
_BY_TAG = {line.split(" ", 1)[0]: line.split(" ", 1)[1].split(" / ") for line in _NAMES.splitlines()}


def names(locale: Locale) -> tuple[str, str] | None:
    """The language's own name and the English one; None where we know neither."""
    found = _BY_TAG.get(locale.replace("_", "-").split("-")[0].lower())
    return (found[0], found[1]) if found else None
