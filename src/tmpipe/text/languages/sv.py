"""What we know of sv."""

from __future__ import annotations

from tmpipe.text.languages.base import Breaking, Inflection, Language, words

LANGUAGE = Language(
    tag="sv",
    name="svenska",
    direction="ltr",
    breaking=Breaking(
        titles=words(
            """
            dr doc prof hr fr frk fru st s:t s:ta gen löjtn kapt bl.a bl t.ex t d.v.s dvs jfr jmf s.k
            sk f.d fd ev resp bitr fil.dr fil kand dir ing adv e.g i.e tex ex u.a o.d.n p.g.a pga m.a.o
            ang enl inkl exkl ca c:a cirka t.o.m tom fr.o.m from f.n fn i.o.m dipl tf vice ordf sekr
            red utg gm lic mag N.N n.b mom.s v.ordf cf spec dåv nuv urspr ung sign ff.f i.st i.s.t f.ö
            s.a.s m.h.t m.t.p e.dyl l:e resp.ve stf fp avd.chef o.dyl
            """
        ),
        counters=words(
            """
            kap art nr n:o s sid p st mom prop bet skr rskr dir Ds SOU NJA mål kl tel vol bd fig tab
            bil avd ref jan feb febr mar apr jun jul aug sept sep okt nov dec stycke reg dnr Dnr pkt pt
            pp § §§ bl.art f artt par
            """
        ),
        endings=words("AB HB inc Ltd Co Corp jr sr f.Kr e.Kr U.S U.S.A F.N E.U e.v"),
        free=words(
            """
            etc osv o.s.v m.m mm m.fl mfl o.d od o.dyl dyl ff f o.likn m.fl.a kr st tr mkr tkr ibid a.a
            milj mdr min tim sek m km cm st.s p.s
            """
        ),
        starters=words(
            """
            den det de detta denna dessa en ett han hon man vi ni jag du i på av för från till med utan
            under över efter före sedan vid om när då där här men och eller så dock därför dessutom
            vidare emellertid således alltså inte ingen inga alla allt varje många flera några någon
            något två tre fyra fem vem vad vilken vilka varför hur var är har hade kan ska skall bör
            enligt genom mellan mot trots eftersom medan innan som att sin sitt sina hans hennes deras
            dess vår vårt våra min mitt mina också även bara nu
            """
        ),
    ),
    inflection=Inflection(),
)
