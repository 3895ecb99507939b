"""What we know of sv."""

from __future__ import annotations

from tmpipe.text.languages.base import Agreement, Breaking, Inflection, Language, Typography, counted, words

_ENDINGS = ("arna", "erna", "orna", "ena", "en", "et", "na", "n", "t", "ar", "er", "or", "an", "a", "e")
_SHORT = (("er", "r"), ("el", "l"), ("en", "n"), ("are", "ar"), ("at", "ad"))
"""Stems that lose or change a letter: massaker, massakrer; försvarare, försvararna; påtvingat, påtvingade."""


def _endings(word: str) -> set[str]:
    """Number, definiteness, gender and genitive of a noun or an adjective, whichever of them is given."""
    bases = {word, word.removesuffix("s")} if len(word) > 3 else {word}
    bases |= {
        base.removesuffix(ending) for base in bases for ending in _ENDINGS if len(base) - len(ending) > 3
    }
    bases |= {base.removesuffix(end) + short for base in bases for end, short in _SHORT if base.endswith(end)}
    found = {base + ending for base in bases for ending in ("", "r", "rna", *_ENDINGS)}
    return found | {one + "s" for one in found if not one.endswith("s")}


def _names(word: str) -> set[str]:
    """A name and its genitive."""
    return {word} if word.endswith("s") else {word, word + "s"}


def _ordinal(number: int) -> str:
    """21:a, 22:a, but 11:e, 12:e, and 23:e."""
    return ":a" if number % 10 in (1, 2) and number % 100 not in (11, 12) else ":e"


LANGUAGE = Language(
    tag="sv",
    name="svenska",
    direction="ltr",
    breaking=Breaking(
        ordinals=False,
        titles=words(
            """
            dr DR doc prof hr hrr fr frk st s:t s:ta gen löjtn överstelöjtn övlt öv kapt serg korp komm insp
            kriminalinsp amb statsmin ombudsm adv åkl överåkl riksåkl hovr.rådet just.rådet lagm rådm
            fil.dr fil.kand fil.lic fil.mag jur.kand jur.dr jur teol dir ing civiling arkit sekr ordf
            v.ordf vice.ordf kyrkoh bisk ärkeb grev bar frih h.e H.E H.M K.M:t ks stf bitr t.f bl.a bla
            t.ex tex d.v.s dvs jfr jmf jämf cf s.k sk f.d fd ev evt resp fr.o.m fom i.o.m u.a m.a.o e.g
            i.e ang avs eng ty grek inkl exkl ca c:a cirka u.p.a p.g.a pga p.gr.a m.h.a mha m.h.t m.t.p
            f.n t.v tills.v v.g vg f.ö enl gm s.a.s i.st i.s.t i.f.m i.a n.b betr rör r.n s.s sign
            spec urspr ung ungef mots motsv dåv nuv förv kal föreg följ nedanst ovanst t.o.m av.d o.a.s
            l.g.m i.sht särsk vs v.s d:o v:e fj näml egentl eg pr à kungl kgl tekn.dr med.dr Sr tf P.S
            N.B NB kand stud lic mag civ.ing civ civilekon ekon pol theol universitetslekt op loc
            """
        ),
        counters=words(
            """
            art nr n:r n:o mom prop bet skr tel fax fig tab bil ref § §§ utg ex ver kol inv id min max
            para lit s jan febr feb apr jun jul aug sept sep okt nov dec km fil f
            """
        ),
        endings=words(
            """
            AB HB KB inc ltd co corp jr sr univ inst f.Kr e.Kr f.kr e.kr U.S U.S.A F.N E.U e.v mar mån
            tis tors tor fre lör sön storg kungsg drottningg avd.chef dep dept förl bibl sthlm sthm gbg
            övers int riksd reger myndigh förv.lag polismynd Svea Gbg kap artt sid sidd sp pp stt rskr Ds
            SOU NJA RÅ AD MD RH mål.nr kl tfn tfnnr vol bd figg avd reg dnr diarienr dok d.nr pkt pt pts
            bl uppl suppl häft hft sekt forts anm aktbil lgh v årg tit förordn förord cit sek art.nr
            f.v.t e.v.t saml arr ill kat ants allm anst arbetsg avst bearb bef biol bokst cert dat def
            distr div eftertr enh enk fakt fam farm filos föd föredr förf förh förk förs förvaltn gem
            geogr geol gymn hebr inform inl intr isl jap kem kir koll konf konj koord kvm kyrk lab lantbr
            leg likn litt läk lärov mek medl motorf mottagn mynd obest obj omkr ordn orig ped pers plur
            polit prep prov psyk publ rel relig ret rättsv samf sammans sammanf skol slutl sociol subst
            synon telef trol undant uppf utl utv vard verkst vetensk åld tingsr hovr högsta.d polism
            åklag försv förundersökn utredn ambass utr utrikesmin justitiemin fmr förb gen.sekr g.sekr
            soc kons regem reg.nr pers.nr org.nr tel.nr mob besl beslutn bokf säk avt
            """
        ),
        free=words(
            """
            etc osv o.s.v m.m mm m.fl mfl o.d od o.dyl odyl dyl e.d e.dyl o.likn m.fl.a kr tr mkr tkr
            msek ibid ibidem a.a op.cit milj mdr mnkr tim cm kg u.s m.v p.m fm em f.m e.m förm efterm
            m.fl.s st.s et.seq passim ff
            """
        ),
        starters=words(
            """
            den det de dem denna detta dessa en ett han hon hans hennes man vi ni jag du mig dig i på av
            för från till med utan under över efter före sedan vid om när då där dit här hit men och
            eller så dock därför dessutom vidare emellertid således alltså inte icke ingen inga inget
            allt alla all varje var många flera några någon något två tre fyra fem sex vem vad vilken
            vilka vilket varför hur är har hade kan kunde ska skall bör måste får fick enligt genom
            mellan mot trots eftersom medan innan som att sin sitt sina deras dess vår vårt våra min mitt
            mina er ert era också även bara nu aldrig alltid ofta ibland kanske ändå istället senare
            tidigare idag igår redan ännu först sist endast samma samtliga andra annan annat ej blott
            bland hos kring utöver ifall huruvida varken vare både nej ja svaret domen målet frågan
            hovrätten domstolen regeringen ingenting själv sju åtta nio tio elva tolv tjugo trettio
            hundra tusen få mycket mer mest minst nästan ungefär cirka somliga envar ingenstans överallt
            plötsligt slutligen därefter dessförinnan härefter därmed härmed sådan sådana sådant
            """
        ),
        numerals=words("ett två tre fyra fem första"),
        labels=words("artikel kapitel avsnitt bilaga figur tabell regel princip del avdelning"),
    ),
    inflection=Inflection(
        variants=_endings,
        agreements=_endings,
        names=_names,
        conjunctions=words("och eller samt"),
        links=words("av i om för på till från med mot och eller under vid"),
        compounds="s",
        genitive="s",
    ),
    typography=Typography(
        quotes=("””", "»»", "»«"),
        foreign='"“„‟',
        tight=",.;:!?",
        hugging=True,
        comma=",",
        thousands="\u00a0\u202f",
        percent="\u00a0",
        dash=" – ",
        months=words(
            "januari februari mars april maj juni juli augusti september oktober november december"
            " måndag tisdag onsdag torsdag fredag lördag söndag"
        ),
        capitals=True,
    ),
    agreement=Agreement(
        weekdays=words(
            """
            måndag tisdag onsdag torsdag fredag lördag söndag
            måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen
            """
        ),
        ordinals=words(":a :e"),
        ordinal=_ordinal,
        plain=True,
        neuter=True,
    ),
    numbers=counted(
        """
            en=1 ett=1 två=2 tre=3 fyra=4 fem=5 sex=6 sju=7 åtta=8 nio=9 tio=10 tiotal=10 elva=11 tolv=12
            dussin=12 tretton=13 fjorton=14 femton=15 sexton=16 sjutton=17 arton=18 aderton=18 nitton=19
            tjugo=20 tjugotal=20 trettio=30 trettiotal=30 fyrtio=40 fyrtiotal=40 femtio=50 femtiotal=50
            sextio=60 sextiotal=60 sjuttio=70 åttio=80 nittio=90 hundra=100 hundratal=100 hundratals=100
            tusen=1000 tusental=1000 tusentals=1000 miljon=1000000 miljoner=1000000 miljard=1000000000
            miljarder=1000000000
            """
    ),
)
