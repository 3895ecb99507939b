"""What we know of fr."""

from __future__ import annotations

from tmpipe.text.languages.base import Breaking, Inflection, Language, words

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
        titles=words(
            """
            m mm mme mmes mlle mlles me mes mgr nnss dr drs pr prof profs st ste sts stes vve gén gal cdt
            cne col lt adj sgt cap capt amb hon cf cfr conf rev rév r.p p.ex par.ex c.-à-d c-à-d càd i.e
            e.g vs v env ex dép sén min prés secr dir préf proc insp ing arch rép hist litt angl all lat
            ang fr esp syn née veuve bd boul pl chev monsg mons madame S.M S.E S.Exc S.A.R S.S L.L.M.M
            subst bât bâtonn cons rapp av.gén greff direct vice-prés ass maît doct compl obs
            """
        ),
        counters=words(
            """
            art arts al alin n no nos nº n° nᵒ nᵒˢ p pp pag page ch chap chp fig figs vol vols t tt tit
            sect sec ss pt pts par parag para § §§ rés résol doc docs ann annexe app réf réfs l liv livr
            éd édit col coll cah num supp suppl tél tel fax poste l.r r d q f ff fol fo v° r° fasc tabl
            tab inv rec req aff dr jur pl ill rem règl reg rég dos feuill hab min max sess déc.no bull
            arr circ ord décr loi lég constit ap com soc crim civ cass comm
            """
        ),
        endings=words(
            """
            S.A S.A.S S.A.R.L J.-C J-C av apr O.N.U O.I.T U.E É.-U É.-U.A R.-U inc ltd ltée ltee cie cies
            corp bros jr sr co univ dépt dept gouv adm bibl éd trad rééd impr libr fac inst assoc acad
            soc sté ets éts étabts janv jan févr fév fevr avr juil juill sept oct nov déc dec lun mar mer
            jeu ven sam dim T.N.-O N.-É N.-B Î.-P.-É Qué Ont Alb Sask Man cour trib app internat nat gén
            int jur intern européen eur dr int.pub Cass Const Ass Plén Ch Gaz Pal Rec Lebon Bull D.P
            Clunet publ pub priv pén proc
            """
        ),
        free=words(
            """
            etc suiv sqq sq ibid ibidem id op.cit loc.cit infra supra h min sec km kg cm mm a.m p.m et.al
            passim
            """
        ),
        starters=words(
            """
            le la les l'un l'une un une des du de ce cet cette ces il elle ils elles on nous vous je j'ai
            tu cela ceci ça c'est c'était en dans par pour sur sous avec sans après avant depuis pendant
            durant lors lorsque lorsqu'il quand si s'il mais ou et donc or ni car cependant toutefois
            néanmoins ainsi alors aussi enfin ensuite puis selon d'après d'autres au aux à son sa ses
            leur leurs notre nos votre vos mon ma mes qui que qu'il quoi où pourquoi comment combien
            plusieurs certains certaines tous toutes tout toute chaque aucun aucune deux trois quatre
            cinq six dès malgré outre parmi entre contre vers chez bien même n'est ne l'enquête y n'y
            l'on qu'on qu'elle non oui rien personne celui celle ceux celles seul seule autre d'autre
            jamais suite là aujourd'hui hier demain devant derrière conformément quant grâce faute tandis
            comme afin jusqu'à nul nulle telle tel telles tels ici voici voilà peut-être sinon quelques
            quel quelle quels quelles était est a ont sont s'y
            """
        ),
    ),
    inflection=Inflection(
        variants=_numbers,
        agreements=_agreements,
        equals=(words("d' de"), words("l' le la"), words("qu' que")),
        links=words("de du des d' à au aux en sur pour par dans et ou contre le la les l'"),
    ),
)
