"""What we know of fa."""

from __future__ import annotations

from tmpipe.text.languages.base import Agreement, Breaking, Inflection, Language, Typography, counted, words

_LETTERS = str.maketrans(
    "يىئكةۀأإٱؤ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩",
    "یییکههاااو01234567890123456789",
    "\u0640\u0670" + "".join(map(chr, range(0x64B, 0x660))),
)
"""Arabic letters and digits to Persian and ASCII ones; no lengthening, no vowel signs, no hamza on top."""
_SOUNDS = str.maketrans("بپتطثسصشچجدذزژضظرفقکگخلمن", "bpttsssssjdssjssrfkkkklmn")
_CLITICS = ("م", "ت", "ش", "مان", "تان", "شان")
_ENDINGS = (
    "", "ی", "ها", "های", "هایی", "ان", "یان", "ای", "ام", "ات", "اش", "یی", "ین",
    *_CLITICS, *(f"ها{clitic}" for clitic in _CLITICS), *(f"های{clitic}" for clitic in _CLITICS),
)  # fmt: skip


def _endings(word: str) -> set[str]:
    """A noun with plural, ezafe, indefinite and possessive endings, joined."""
    if len(word) < 3:
        return {word}
    stems = {word}
    for plural in ("ها", "های"):
        if word.endswith(plural) and len(word) > len(plural) + 2:
            stems.add(word.removesuffix(plural))
    stems |= {stem[:-1] + "ات" for stem in stems if stem.endswith(("ت", "ه"))}
    found = {stem + ending for stem in stems for ending in _ENDINGS}
    found |= {stem + "ی" + clitic for stem in stems if stem.endswith(("ا", "و")) for clitic in _CLITICS}
    return found | {word[:-1] + "گان", word[:-1] + "گانی"} if word.endswith("ه") else found


def _names(word: str) -> set[str]:
    """A name, several of that name, and the ezafe that follows a vowel."""
    ezafe = {word + "ی"} if word.endswith(("ا", "و", "ه")) else set()
    return {word, word + "ها", word + "های"} | ezafe


LANGUAGE = Language(
    tag="fa",
    name="فارسی",
    direction="rtl",
    breaking=Breaking(
        ordinals=False,
        links=words("و که را تا"),
        titles=words("رک ر.ک ر.ش نک ن.ک ر.ج مق قس دکتر مهندس حضرت"),
        counters=words("ماده بند شماره تبصره سطر تلفن"),
        endings=words("ق.م ه.ش ه.ق م.ق ج.ا ا.ا ب.م ه.ق.م ج.ا.ا پ.م هـ.ش هـ.ق قم ه‍.ش ه‍.ق صص ص.ص شم"),
        free=words("غ و.غ غیره ب.ظ ق.ظ الخ"),
        starters=words(
            """
            این او وی اما ولی همچنین بنابراین سپس آنها آنان ما اگر آن‌ها همه چرا آیا هنگامی وقتی چون
            ایشان لیکن افزون علاوه البته هیچ هیچ‌کس من شما چه کسی برخی بسیاری
            """
        ),
        speech=words(
            """
            گفت گفتند پرسید پرسیدند پاسخ جواب می‌گوید می‌گفت می‌پرسد می‌پرسید فریاد نوشت افزود تکرار
            زمزمه آغاز ادامه داد زد غرید نالید خندید تأکید گفته‌است گوید بانگ پچ‌پچ نعره
            """
        ),
        numerals=words("الف یکم اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم واحده یک دو سه"),
        labels=words("ماده مادهٔ بند فصل اصل تبصره تبصرهٔ بخش جدول پیوست"),
        pauses=words("آه وای خب هان افسوس دریغا و ای"),
    ),
    inflection=Inflection(
        letters=_LETTERS,
        variants=_endings,
        agreements=_endings,
        names=_names,
        conjunctions=words("و یا"),
        juxtaposes=True,
        links=words("از در به با بر برای درباره علیه و یا که ضد"),
        joins=True,
        unnamed=words("یک هر هیچ چنین چه کدام همان عنوان"),
        unnamed_before=words("جدید جدیدی تازه"),
        sounds=_SOUNDS,
        fillers=words("سال"),
        suffixes=frozenset(_ENDINGS) - {""},
        beyond=words("ملی"),
        called=words("موسوم معروف مشهور اصطلاح"),
    ),
    typography=Typography(
        quotes=("«»",),
        foreign='"“”„‟',
        tight="،؛؟.:!",
        hugging=True,
        comma="٫",
        thousands="٬",
    ),
    agreement=Agreement(
        weekdays=words("شنبه یکشنبه دوشنبه چهارشنبه پنجشنبه جمعه آدینه"),
        ordinals=words("م ام اُم مین امین"),
        plain=True,
        neuter=True,
    ),
    numbers=counted(
        """
            یک=1 دو=2 سه=3 چهار=4 پنج=5 شش=6 هفت=7 هشت=8 نه=9 ده=10 یازده=11 دوازده=12 سیزده=13 چهارده=14
            پانزده=15 شانزده=16 هفده=17 هجده=18 هیجده=18 نوزده=19 بیست=20 سی=30 چهل=40 پنجاه=50 شصت=60
            هفتاد=70 هشتاد=80 نود=90 صد=100 یکصد=100 دویست=200 سیصد=300 چهارصد=400 پانصد=500 ششصد=600
            هفتصد=700 هشتصد=800 نهصد=900 هزار=1000 میلیون=1000000 میلیارد=1000000000
            """
    ),
    number_joint="و",
)
