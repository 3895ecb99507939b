"""What we know of it."""

from __future__ import annotations

from tmpipe.text.languages.base import Agreement, Breaking, Inflection, Language, Typography, counted, words

_PLURALS = (
    ("co", "chi"), ("co", "ci"), ("go", "ghi"), ("go", "gi"), ("ca", "che"), ("ga", "ghe"), ("io", "i"),
    ("cia", "ce"), ("gia", "ge"), ("ista", "isti"), ("o", "i"), ("a", "e"), ("e", "i"),
)  # fmt: skip
_GENDERS = (("o", "a"), ("i", "e"), ("tore", "trice"), ("tori", "trici"), ("chi", "che"), ("co", "ca"))


def _numbers(word: str) -> set[str]:
    """Singular and plural of a noun, whichever is given, and what is left before a consonant."""
    if len(word) < 4:
        return {word}
    plural = {word[: -len(one)] + many for one, many in _PLURALS if word.endswith(one)}
    singular = {word[: -len(many)] + one for one, many in _PLURALS if word.endswith(many)}
    short = {word[:-1]} if word.endswith(("ore", "ale", "ile", "one", "ere")) else set()
    return {word} | plural | singular | short


def _agreements(word: str) -> set[str]:
    """Both numbers and both genders."""
    numbers = _numbers(word)
    pairs = (*_GENDERS, *((other, one) for one, other in _GENDERS))
    return numbers | {w[: -len(one)] + other for w in numbers for one, other in pairs if w.endswith(one)}


LANGUAGE = Language(
    tag="it",
    name="italiano",
    direction="ltr",
    breaking=Breaking(
        ordinals=False,
        careless=".",
        finals="aeiouàèéìòù",
        titles=words(
            """
            dott dr DR dott.ssa dr.ssa dott.sse sig sigg sig.ra sig.na sig.re prof proff prof.ssa avv avv.to
            avvti ing arch geom rag on onn sen ten cap serg mar mons s ss egr gent gent.mo gent.ma spett
            cav comm gr.uff uff amb pres dep preg preg.mo ill ill.mo on.le on.li ecc.mo rev rev.mo rev.do
            vesc fra p.es ad.es per.es es v cf cfr cfr.anche vd cd c.d cosidd vs i.e e.g ca circa incl
            escl ris tal lett fam dir segr cons proc sost isp ag brig m.llo mar.llo lgt vicebrig quest
            pref sind ass vice-pres S.E S.S S.A S.Em L.go P.le P.zza P.za V.le C.so avv.ssa mo.mo min.ro
            pers sostit spec prov rel dev int fraz loc n.b N.d.R N.d.T N.d.A Gen St Ca gen P.S N.B NB Exc
            Em Ecc.za c.to Card op
            """
        ),
        counters=words(
            """
            art n num par § co fig figg tab tit prot sent ord cell cit rig t parag mod ver inv sub fg
            genn feb febbr apr magg giu lug ago sett set ott nov dic km
            """
        ),
        endings=words(
            """
            S.p.A S.r.l S.n.c S.a.s Spa Srl s.p.a s.r.l s.n.c s.a.s a.C d.C a.c d.c O.N.U U.S.A U.E Inc
            Ltd Co Corp jr sr soc coop assoc univ ist mag lun mart merc giov ven sab dom Giur Cass Cost
            Cons Dir Riv Trib App Civ Pen Proc it amm internaz naz trad bibl racc pubbl priv ult eur Mar
            col Col com artt nn nr p pp pag pagg parr capp comma cc vol voll tabb sez sezz titt c l ll
            d.l d.lgs d.lg d.p.r d.m d.p.c.m dl dlgs dpr dm D.L D.Lgs D.P.R D.M D.P.C.M r.d R.D l.r L.R
            reg dec all rif tel ed edd doc docc risol sq fasc coll lib r pt req aff ric cod suppl ser G.U
            g.u O.J cat del delib circ provv misc cass civ pen lav trib part mapp cost giurispr approv
            legisl minist costituz universit parlam segret presid ambasc commiss amministr procur min
            """
        ),
        free=words(
            """
            ecc etc seg segg sgg sqq ibid ibidem id op.cit loc.cit a.m p.m kg cm mm sec passim ff tv
            """
        ),
        starters=words(
            """
            il lo la i gli le un uno una questo questa questi queste quello quella quelli quelle ciò egli
            ella esso essa essi esse lui lei loro noi voi io tu mi ti ci vi si ne in nel nella nei nelle
            nello negli con per su sul sulla sui sulle da dal dalla dai dalle di del della dei delle
            dello degli a ad al alla ai alle allo agli tra fra dopo prima durante secondo se quando
            mentre come ma però e ed o oppure tuttavia inoltre infatti quindi dunque pertanto così allora
            poi infine anche non ogni alcuni alcune molti molte tutti tutte tutto nessuno nessuna niente
            nulla due tre quattro cinque sei chi che cosa dove perché poiché sebbene benché nonostante
            malgrado è sono era erano ha hanno avrebbe fu senza contro verso sotto sopra suo sua suoi sue
            nostro nostra nostri nostre mio mia cui quale quali qualcuno qualche altri altre ora oggi
            ieri domani qui qua lì là solo soltanto invece intanto frattempo già mai più né sì no forse
            appena finché affinché dato visto oltre presso entro fino circa l' un' d' c' s' quest' quell'
            com' dov' qual nell' dell' dall' sull' all' sette otto nove dieci undici dodici venti trenta
            quaranta cinquanta cento mille vedi poco molto pochi poche troppo certo quasi parecchi
            ciascuno chiunque spesso sempre ancora talvolta perciò ossia cioè costoro coloro colui tale
            tali altro altra
            """
        ),
        numerals=words("unico unica primo prima secondo seconda terzo terza quarto quinto preliminare"),
        labels=words(
            """
            articolo sezione capo titolo allegato figura tabella parte regola principio paragrafo
            """
        ),
    ),
    inflection=Inflection(
        variants=_numbers,
        agreements=_agreements,
        equals=(
            words("d' di"),
            words("dell' della dello"),
            words("all' alla allo"),
            words("sull' sulla sullo"),
            words("nell' nella nello"),
            words("l' la lo"),
        ),
        conjunctions=words("e ed o od né"),
        beyond=words("nazionale"),
        called=words(
            "detto detta detti dette cosiddetto cosiddetta cosiddetti cosiddette sedicente sedicenti"
        ),
        adverbs="mente",
        links=words(
            """
            di del dello della dei degli delle dell' d' a al alla alle agli ai all' da dal dalla in nel nella
            nelle nei negli nell' su sul sulla sulle sui sugli sull' per con contro tra fra e o il lo la i
            gli le l'
            """
        ),
    ),
    typography=Typography(
        quotes=("«»", "“”"),
        foreign='"„‟',
        tight=",.;:!?",
        hugging=True,
        comma=",",
        thousands=".\u202f\u00a0",
        dash=" – ",
        months=words(
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
            " lunedì martedì mercoledì giovedì venerdì sabato domenica"
        ),
        capitals=True,
    ),
    agreement=Agreement(
        weekdays=words("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
        ordinals=words("º ª °"),
        first="º",
        articles=words(
            """
            il lo la l i gli le un uno una al allo alla all ai agli alle del dello della dell dei degli delle
            dal dallo dalla dall dai dagli dalle nel nello nella nell nei negli nelle sul sullo sulla sull sui
            sugli sulle quel quello quella quell quei quegli quelle ad ed
            """
        ),
        elides=True,
        plain=True,
    ),
    numbers=counted(
        """
            un=1 uno=1 una=1 due=2 tre=3 tré=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10
            decina=10 undici=11 dodici=12 dozzina=12 tredici=13 quattordici=14 quindici=15 quindicina=15
            sedici=16 diciassette=17 diciotto=18 diciannove=19 venti=20 vent=20 ventina=20 trenta=30 trent=30
            trentina=30 quaranta=40 quarant=40 quarantina=40 cinquanta=50 cinquant=50 cinquantina=50
            sessanta=60 sessant=60 sessantina=60 settanta=70 settant=70 settantina=70 ottanta=80 ottant=80
            ottantina=80 novanta=90 novant=90 novantina=90 cento=100 cent=100 centinaio=100 centinaia=100
            mille=1000 mila=1000 migliaio=1000 migliaia=1000 milione=1000000 milioni=1000000
            miliardo=1000000000 miliardi=1000000000
            """
    ),
)
