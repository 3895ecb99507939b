"""Lists of people's names, which are not to be translated."""

from __future__ import annotations

import re

from tmpipe.text.languages.base import words

_ITEMS = re.compile(r"\s*[,;،\n•|]\s*(?:(?:and|et|e|och)\s+)?|\s+(?:&|and|et|e|och)\s+")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’\-‐](?=[^\W\d_]))*\.?")
_INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*")
_TITLES = words("Dr. Dr Prof. Prof Ayatollah Hojatoleslam")
"""Titles that are the same in all languages."""
_PARTICLES = words("de del della da di du des von van der den bin bint ibn al el ul af la le dos y")
_GIVEN = words(
    """
    abbas abdol abdollah abdul abdullah afshin ahmad ahmed akbar alain alberto alessandra alessandro
    alexander alfred ali alice alireza amin amir amirali amirhossein ana anas anders andrea andreas
    andrew angela anita ann anna anne annie antoine antonella antonio antónio arash ardeshir arezoo
    arman arnaud arthur asghar ashraf asma atefeh atena azadeh azam babak bahar bahman bahram barbara
    behnam behrouz behzad benjamin bernard bijan birgit björn brian britta bruno camille carl carla
    carlo carlos carmen caroline catherine cecilia charles charlotte christian christine christopher
    claire clara claude claudia claudio cyrus daniel daniela daniele dariush david davide davood deborah
    denis diana dominique ebrahim edward efat eleanor elena eleonora elham elisabeth elizabeth ellen
    emma emmanuel enrico eric erik esmail esmat eva fabian fabio farah fariba fariborz farid farideh
    farzad farzaneh fatemeh fatima federica federico fereshteh fereydoon firouz florence forough
    francesca francesco franco francois françois françoise fredrik friedrich gabriel gabriella george
    georges ghasem gholam gholamhossein gholamreza giorgio giovanna giovanni giulia giulio giuseppe
    golnaz gustav gérard habib hadi hamed hamid hamidreza hanna hans hasan hassan helen helena henri
    henrik henry hoda hojjat homa hooman hossein houshang hussein ian ingrid iraj irène isabella
    isabelle jack jacques jafar jahangir jalal jamal james jamshid jan jane jason javad javaid javid
    jean jennifer jessica joanna johan johannes john jonas jonathan jose joseph josé juan julia julie
    julien jérôme kamal kambiz kamran karim karin karl katarina kaveh kazem kenneth kerstin kevin
    khadijeh khosrow kian kianoush klara kobra kourosh kumi ladan laila lars laura laurent leila lena
    leyla lisa lorenzo louis louise luca lucia luigi luis maalek magnus mahboubeh mahdi mahin mahmood
    mahmoud mahnaz mahsa majid malika manouchehr mansour mansoureh manuel marc marco margaret maria
    marie mario marta martin martina mary maryam masoud masoumeh massoud matteo matthew maurice
    mehdi mehran mehrdad mehrnoush michael michel michela michele michelle mikael milad mina mir mitra
    mohamad mohamed mohammad mohammadreza mohsen mojgan mojtaba monica monir morgan morteza mostafa
    muhammad nader naghmeh nahid nancy narges naser nasim nasrin nasser nathalie navid nazanin nicola
    nicolas nicole niloufar nils nima nooshin olga olivier omar omid oscar osman paola paolo parisa
    parvaneh parvin parviz patricia patrick paul peter philip philippe pierre pietro pouya rachel rahim
    rahman ramin rebecca reyhaneh reza richard rita robert roberto roger roghayeh roland roshanak roya
    ruhollah sadegh saeed saeid sahar said sajjad saleh salman saman samira sandra sara sarah sedigheh
    sepehr sepideh sergio setareh shadi shahab shahin shahla shahnaz shahram shahriar sharon shirin
    siamak siavash silvia simin simon simone sina sofia soheila sohrab solmaz sophie soraya soroush
    stefan stefania stefano stephen steven susan susanna susanne sven sylvie tahereh tara teresa thierry
    thomas tomas torbjörn ulf ulrika vahid valentina valeria victor vincent vincenzo william xavier
    yadollah yasaman yashar yousef youssef yves zahra zainab zeid zeinab zhila zohreh
    """
)
"""What people are called in the languages of these texts. A list of names has some of them; titles of works
and of bodies, with which it could be confounded, have none."""
_LONGEST = 5
"""Words of a person's name at most."""


def named(text: str) -> bool:
    """Whether the text is nothing but people's names: at least two of two words, or one with a title.

    Sure, or no: a heading with a capital for each word is none.
    """
    items = [item.strip() for item in _ITEMS.split(text.strip().rstrip(".;,")) if item and item.strip()]
    return (len(items) > 1 or items[:1] != [_untitled(item) for item in items[:1]]) and all(
        map(_person, items)
    )


def _untitled(item: str) -> str:
    """The item without titles before it."""
    first, _, rest = item.partition(" ")
    return _untitled(rest) if first in _TITLES and rest else item


def _person(item: str) -> bool:
    """Whether this is a person's name, as far as it can be known."""
    parts = _untitled(item).split()
    if not 1 < len(parts) <= _LONGEST or any(part.isalpha() and part.isupper() for part in parts):
        return False
    if not (parts[0][0].isupper() and parts[-1][0].isupper() and all(map(_named, parts))):
        return False
    first = parts[0].casefold().partition("-")[0]
    return first in _GIVEN or _untitled(item) != item or any(map(_INITIAL.fullmatch, parts[:-1]))


def _named(word: str) -> bool:
    whole = _NAME.fullmatch(word) or _INITIAL.fullmatch(word)
    return whole is not None and (word in _PARTICLES or word.lstrip("'’")[0].isupper() or "-" in word[:4])


def is_given(word: str) -> bool:
    """Whether people are called so, by their first name."""
    return word.casefold() in _GIVEN
