"""What we know of fa."""

from __future__ import annotations

from tmpipe.text.languages.base import Breaking, Inflection, Language, words

LANGUAGE = Language(
    tag="fa",
    name="فارسی",
    direction="rtl",
    breaking=Breaking(
        links=words("و که را تا"),
        titles=words("رک ر.ک ر.ش نک ن.ک دکتر مهندس آیت حضرت ر.ج ب.ظ.ن پروف"),
        counters=words("ص صص ش ج م ه ق ب ر د پ ت ک ماده بند شماره"),
        endings=words("ق.م ه.ش ه.ق م.ق ج.ا ش.م.ر ا.ا ب.م ه.ق.م ج.ا.ا پ.م هـ.ش هـ.ق ق.ظ ب.ظ"),
        free=words("غ و.غ غیره ب.ظ ق.ظ"),
        starters=words(
            """
            این او وی اما ولی همچنین بنابراین سپس آنها آنان ما اگر آن‌ها همه چرا آیا هنگامی وقتی چون
            ایشان لیکن افزون علاوه البته بااین‌حال
            """
        ),
        speech=words("گفت پرسید پاسخ می‌گوید می‌پرسد فریاد گفتند را پرسیدند نوشت افزود"),
    ),
    inflection=Inflection(),
)
