"""What we know of it."""

from __future__ import annotations

from tmpipe.text.languages.base import Breaking, Inflection, Language, words

LANGUAGE = Language(
    tag="it",
    name="italiano",
    direction="ltr",
    breaking=Breaking(
        careless=".",
        finals="aeiouàèéìòù",
        titles=words(
            """
            dott dr dottssa dott.ssa sig sigg sig.ra sig.na sig.re prof proff prof.ssa avv ing arch
            geom rag on sen gen col cap ten magg mons don s ss st egr gent gent.mo spett cav comm es
            p.es ad.es v cf cfr c.d cd vs a.C.n rev on.le on.li amb min pres dep preg preg.mo ill
            ill.mo Ch.mo p.es.il
            """
        ),
        counters=words(
            """
            art artt n nn nr num p pp pag pagg par parr cap capp lett co comma vol voll fig figg tab
            sez tit cod c cc c.c c.p c.p.c c.p.p l L d.l d.lgs d.p.r d.m d.p.c.m dl dlgs dpr dm D.L
            D.Lgs D.P.R D.M reg dir all prot ss cass Cass sent Sent ord rif rel tel ed doc Doc ris Ris
            cit gen feb mar apr mag giu lug ago sett set ott nov dic sq sqq
            """
        ),
        endings=words(
            """
            S.p.A S.r.l S.n.c S.a.s Spa Srl s.p.a s.r.l a.C d.C a.c d.c O.N.U U.S.A U.E Inc Ltd Co Corp
            jr sr fam loc fraz v.le p.za C.so
            """
        ),
        free=words("ecc etc seg segg ss ibid id op.cit loc.cit cit"),
        starters=words(
            """
            il lo la i gli le l un uno una questo questa questi queste quello quella quelli quelle ciò
            egli ella esso essa essi esse lui lei loro noi voi io tu in nel nella nei nelle nello negli
            nell con per su sul sulla sui sulle da dal dalla dai dalle dall di del della dei delle
            dello degli dell a al alla ai alle allo agli all tra fra dopo prima durante secondo se
            quando mentre come ma però e ed o oppure tuttavia inoltre infatti quindi dunque pertanto
            così allora poi infine anche non ogni alcuni alcune molti molte tutti tutte tutto nessuno
            nessuna due tre quattro chi che cosa dove perché poiché sebbene benché è sono era erano ha
            hanno si c senza contro verso sotto suo sua suoi sue nostro nostra
            """
        ),
    ),
    inflection=Inflection(),
)
