"""What we know of en."""

from __future__ import annotations

import re

from tmpipe.text.languages.base import Breaking, Inflection, Language, words

_PLURAL = re.compile("(?<=[sxz])es$|(?<=[cs]h)es$|s$")


def _numbers(word: str) -> set[str]:
    """Singular and plural of a noun, whichever is given."""
    if len(word) < 3 or not word.isalpha():
        return {word}
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return {word, _PLURAL.sub("", word) if not word.endswith("ies") else word[:-3] + "y"}
    if word.endswith("y") and word[-2] not in "aeiou":
        return {word, word[:-1] + "ies"}
    return {word, word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")}


LANGUAGE = Language(
    tag="en",
    name="English",
    direction="ltr",
    breaking=Breaking(
        careless=".!?",
        titles=words(
            """
            dr mr mrs ms messrs mx prof hon rev fr st sr Gen Lt Col Maj Capt Cmdr Adm Sgt Cpl Brig Pres
            Gov Sen Rep Amb Msgr Ste Sir Atty e.g i.e cf vs v viz ca approx al-Hon Mt Ft Messrs Insp
            Supt Det Cllr Esp esp resp Ph Assoc Asst Bros Mmes Mlle Mme M Mgr Ven Pvt Ald Hist
            """
        ),
        counters=words(
            """
            No Nos Art Arts art arts Sec Secs sec secs para paras Para Paras p pp vol vols no nos ch
            chs Chap chap fig figs Fig Figs cl cls reg regs Reg sched Sched app App Ex ex Doc doc Docs
            docs Res res cap Cap c ss s r tit Tit pt pts Pt Pts bk Bk col cols n nn fn Jan Feb Mar Apr
            Jun Jul Aug Sept Sep Oct Nov Dec rec Rec subpara subparas subsec Subsec Supp supp Ser ser
            Eq eq ed Add Corr Rev
            """
        ),
        endings=words(
            """
            inc ltd co corp llc plc jr sr Esq bros dept univ assn Ave Blvd Rd est gov govt intl natl
            U.S U.N U.K U.S.A E.U D.C Ph.D M.D B.A M.A LL.M LL.B J.D Mass Calif Conn Ill Ga Fla Tex Va
            Wash Pa Mich Minn Wis Ariz Colo Tenn Okla Ind Md Ky La Ala Ark Kan Neb Nev Del Ct App Cir
            Dist Div Supp Op Ops Int'l Nat'l Gov't Ass'n Comm'n Dep't Comm Am Eur Hum Rts Rev Stat Cong
            Sess Mem Plen Chem Tech Y
            """
        ),
        free=words("etc a.m p.m al seq ibid et.seq A.D B.C"),
        starters=words(
            """
            the a an this that these those there here it its he she his her they their them we our you
            your i my in on at by for from with without within under over after before since during
            until upon between among against through as if when while where whereas although though
            because unless once despite however moreover furthermore therefore thus hence nevertheless
            nonetheless consequently accordingly meanwhile otherwise instead also but and or nor so yet
            then now not no all any each every both either neither some many most more much several few
            such another other others one two three four five six seven eight ten what which who whom
            whose why how is are was were do does did can could may might must should would will has
            have had let see to according given following having being additionally finally later
            recently today yesterday first second third only even just perhaps indeed still regarding
            nothing everyone nobody people earlier throughout
            """
        ),
        speech=words(
            """
            said says asked replied answered added told shouted cried wrote writes explained declared
            stated warned remarked noted insisted continued exclaimed whispered demanded wondered
            recalled commented concluded argued tweeted admitted urged
            """
        ),
        months=words(
            """
            January February March April May June July August September October November December Jan
            Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
            """
        ),
    ),
    inflection=Inflection(
        variants=_numbers,
        links=words("of for on against in to by from with at and or"),
    ),
)
