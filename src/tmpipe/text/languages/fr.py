"""What we know of fr."""

from __future__ import annotations

from tmpipe.text.languages.base import Breaking, Inflection, Language, words

LANGUAGE = Language(
    tag="fr",
    name="français",
    direction="ltr",
    breaking=Breaking(
        titles=words(
            """
            M MM Mme Mmes Mlle Mlles Me Mes Mgr Dr Drs Pr Prof St Ste Sts Stes Vve Gén Cdt Col Cap Lt
            Adj Amb Hon cf c.-à-d p.ex ex e.g i.e vs env M° bd boul av.J.-C Mons MM.les
            """
        ),
        counters=words(
            """
            art arts al n n° nᵒ nº no nos p pp par ch chap fig figs vol t tit sect s ss alin pt pts
            pars paras para rés Rés doc Doc docs ann Ann réf l liv éd col coll cah num livr suppl nº°
            trib jan janv févr fév avr juil juill sept oct nov déc tél tel L R D
            """
        ),
        endings=words(
            """
            S.A S.A.S S.A.R.L J.-C J-C av apr O.N.U U.E É.-U É.-U.A R.-U inc Inc Ltd ltée Ltée Cie Cies
            Corp Bros Jr Sr Co Éd Univ dép Dép gouv adm env hab min max dir rééd trad
            """
        ),
        free=words("etc al suiv ibid id op.cit loc.cit h"),
        starters=words(
            """
            le la les l un une des du de ce cet cette ces il elle ils elles on nous vous je j tu c cela
            ceci ça en dans par pour sur sous avec sans après avant depuis pendant durant lors lorsque
            quand si s comme mais ou et donc or ni car cependant toutefois néanmoins ainsi alors aussi
            enfin ensuite puis selon d au aux à son sa ses leur leurs notre nos votre vos mon ma mes
            qui que qu quoi où pourquoi comment plusieurs certains certaines tous toutes tout toute
            chaque aucun aucune deux trois quatre dès malgré outre parmi entre contre vers chez bien
            même n ne
            """
        ),
    ),
    inflection=Inflection(),
)
