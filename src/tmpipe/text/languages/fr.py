"""What we know of fr."""

from __future__ import annotations

from tmpipe.text.languages.base import Agreement, Breaking, Inflection, Language, Typography, counted, words

_FEMININE = {
    "er": "ère",
    "eux": "euse",
    "if": "ive",
    "ien": "ienne",
    "el": "elle",
    "teur": "trice",
    "eur": "euse",
}


def _numbers(word: str) -> set[str]:
    """Singular and plural of a noun, whichever is given."""
    singular = {word}
    if word.endswith("aux"):
        singular |= {word[:-3] + "al", word[:-1]}
    elif word.endswith(("s", "x")) and len(word) > 3:
        singular.add(word[:-1])
    plural = {one + "s" for one in singular} | {one[:-2] + "aux" for one in singular if one.endswith("al")}
    return singular | plural | {one + "x" for one in singular if one.endswith(("eau", "eu"))}


def _agreements(word: str) -> set[str]:
    """Both numbers, and the feminine of what may be an adjective or a person."""
    feminine = {
        one[: -len(ending)] + other
        for one in _numbers(word)
        for ending, other in _FEMININE.items()
        if one.endswith(ending)
    }
    feminine |= {one + "e" for one in _numbers(word) if one[-1] not in "esx"}
    return _numbers(word) | feminine | {one + "s" for one in feminine}


LANGUAGE = Language(
    tag="fr",
    name="français",
    direction="ltr",
    breaking=Breaking(
        ordinals=False,
        titles=words(
            """
            mme mmes mlle mlles mgr nnss dr DR drs prof profs sts stes vve gén gal cdt cne lt adj sgt capt
            amb hon cf cfr conf rev rév r.p p.ex par.ex c.-à-d c-à-d càd i.e e.g vs v env ex dép sén prés
            secr préf proc insp ing rép hist litt angl bd boul chev monsg mons S.M S.E S.Exc S.A.R S.S
            subst bât bâtonn cons rapp av.gén greff vice-prés maît doct compl obs M Me Mes Col Cap Pl Min
            Dir Pr St Ste Ass MM P.S N.B NB c Exc Em Rte rte op loc
            """
        ),
        counters=words(
            """
            art arts no nos nº n° nᵒ nᵒˢ ch fig figs vol pts § §§ ann app réf num tel fax tab req aff max
            ap janv jan févr fév fevr avr juil juill sept oct nov déc dec km annexe vols par
            """
        ),
        endings=words(
            """
            S.A S.A.S S.A.R.L J.-C J-C av apr O.N.U O.I.T U.E É.-U É.-U.A R.-U inc ltd ltée ltee cie cies
            corp bros jr sr co univ dépt dept adm bibl éd trad rééd impr libr fac inst assoc acad soc sté
            ets éts étabts lun ven dim T.N.-O N.-É N.-B Î.-P.-É Qué Ont Alb Sask Man trib internat int
            jur intern eur Cass Const Plén Ch Gaz Pal Rec Lebon Bull D.P Clunet publ pub priv pén al alin
            n p pp pag chap chp tt tit sect sec ss pt parag para rés résol doc docs réfs liv livr édit
            coll cah supp suppl tél l.r fo v° r° fasc tabl inv rec pl rem règl reg rég hab sess déc.no
            bull arr ord décr lég constit crim civ cass comm gouv col admin agr anc arrdt arrt biblio
            cant circonscr coord corr dest dict disp distr ecclés encycl enr équiv étr exempl extr fém
            hôp ind inf inscr introd jurid lic masc méd mém mss mun n.d.l.r N.D.L.R obl ouvr parl phil
            poss préc prép princ prov recomm rel resp ret sci sém stat subv suff techn théol trav trim
            zool orig abrév affl ambass antér approx apost applic approb arrond auj autref auxil bdx
            bibliogr biogr chanc chr coeff commiss corresp crit d.c dactyl div économ éduc élém empl
            établ expl fondat géogr gouvern grav habit hebd humanit identif illustr imprim incl indép
            indiv instr interm intr journ justif législ libert lieut mag magistr mens milit minist miss
            monogr nat ndlr observ offic ordonn organ orient ouv paragr pers polit préfect présid procéd
            profess promul proport provis ref régl relig représ roy scient sous-sect supér synd territ
            topogr tradit traduct transcr unanim univers vérif viol volont
            """
        ),
        free=words(
            """
            etc suiv sqq sq ibid ibidem id op.cit loc.cit infra supra h min kg cm a.m p.m et.al passim ff
            """
        ),
        starters=words(
            """
            le la les un une des du de ce cet cette ces il elle ils elles on nous vous je tu cela ceci ça
            en dans par pour sur sous avec sans après avant depuis pendant durant lors lorsque quand si
            mais ou et donc or ni car cependant toutefois néanmoins ainsi alors aussi enfin ensuite puis
            selon au aux à son sa ses leur leurs notre nos votre vos mon ma mes qui que quoi où pourquoi
            comment combien plusieurs certains certaines tous toutes tout toute chaque aucun aucune deux
            trois quatre cinq six dès malgré outre parmi entre contre vers chez bien même ne y non oui
            rien personne celui celle ceux celles seul seule autre jamais suite là aujourd'hui hier
            demain devant derrière conformément quant grâce faute tandis comme afin nul nulle telle tel
            telles tels ici voici voilà peut-être sinon quelques quel quelle quels quelles était est a
            ont sont l' d' c' s' n' j' m' t' qu' lorsqu' puisqu' quoiqu' jusqu' sept huit neuf dix onze
            douze treize quatorze quinze seize vingt trente quarante cinquante cent cents mille voir nuls
            peu beaucoup moins plus trop assez certes davantage presque environ dedans ceux-ci celles-ci
            celui-ci celle-ci autrement parfois souvent toujours encore quiconque chacun chacune
            """
        ),
        numerals=words("premier première unique préliminaire liminaire un deux trois quatre cinq"),
        labels=words(
            """
            article chapitre titre section principe règle annexe figure tableau partie paragraphe
            """
        ),
    ),
    inflection=Inflection(
        variants=_numbers,
        agreements=_agreements,
        equals=(words("d' de"), words("l' le la"), words("qu' que")),
        conjunctions=words("et ou ni"),
        beyond=words("national nationale"),
        called=words("dit dite dits dites"),
        adverbs="ment",
        links=words("de du des d' à au aux en sur pour par dans et ou contre le la les l'"),
    ),
    typography=Typography(
        quotes=("«»",),
        foreign='"“”„‟',
        airy=";:!?»",
        comma=",",
        thousands="\u202f\u00a0",
        percent="\u00a0",
        dash=" – ",
        months=words(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
            " lundi mardi mercredi jeudi vendredi samedi dimanche"
        ),
        capitals=True,
    ),
    agreement=Agreement(
        weekdays=words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        ordinals=words("e ᵉ er re ère ème ième"),
        first="er",
        elides=True,
        plain=True,
    ),
    numbers=counted(
        """
            un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 dizaine=10 onze=11
            douze=12 douzaine=12 treize=13 quatorze=14 quinze=15 quinzaine=15 seize=16 vingt=20 vingts=20
            vingtaine=20 trente=30 trentaine=30 quarante=40 quarantaine=40 cinquante=50 cinquantaine=50
            soixante=60 soixantaine=60 septante=70 huitante=80 octante=80 nonante=90 cent=100 cents=100
            centaine=100 centaines=100 mille=1000 millier=1000 milliers=1000 million=1000000 millions=1000000
            milliard=1000000000 milliards=1000000000
            """
    ),
    number_joint="et",
)
