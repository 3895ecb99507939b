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
            dr mr mrs ms messrs mx prof profs hon revd fr st sts sgt capt cmdr cdr comdr lieut maj brig
            insp supt det cllr msgr mgr mme mmes mlle amb atty assoc asst Gen Lt Col Adm Cpl Pvt Pres Gov
            Govs Sen Sens Rep Reps Rev Ste Mt Ft Bp Abp Card Fra Dn Sr Sra Srta Herr Frl Pte Spc Cst
            Const Sec-Gen Secy Treas Chanc Ald Ven Rt Vice-Pres V.P.-elect M Sir e.g i.e eg ie cf cp v vs
            viz scil sc ca approx circa esp espec incl excl resp fl né née nr b w.r.t wrt a.k.a aka d.b.a
            f.k.a c/o attn cc sic rel nom aff'd rev'd cert reh'g int'l nat'l hist lit bros Adj Chmn Min
            Mons Sig Dott ex
            """
        ),
        counters=words(
            """
            no nos art arts sec secs sect sects para paras par pars subpara subparas subsec subsecs subd
            p pp pg pgs vol vols ch chs chap chaps chpt fig figs cl cls clause reg regs sch sched scheds
            app apps appx doc docs res cap caps tit pt pts bk bks col cols n nn fn fns rec recs ser eq
            eqs ed eds rev corr add suppl supp ref refs ver vers tab tabs ann annex ex exh exhs item ll l
            ln lns q qq r rr s ss cn nbr num ord prop pub pl pls tel ext fax room rm apt bldg flr box lot
            flt max min avg temp est op stat conv prot proc trans rept repr case cit loc priv pen crim
            civ evid mtg sess abs ct cts
            """
        ),
        endings=words(
            """
            inc incs ltd co cos corp corps llc llp plc gmbh pty jr snr esq bros dept depts univ assn
            assoc inst intl natl govt ave blvd rd hwy sq ft mfg div dist cir comm comm'n dep't gov't
            ass'n coll Mass Calif Cal Conn Ill Ga Fla Tex Va Wash Pa Mich Minn Wis Ariz Colo Tenn Okla
            Ind Md Ky La Ala Ark Kan Kans Neb Nebr Nev Del Miss Mo Mont Oreg Ore Penn Wyo Vt Que Ont Alta
            Sask Man Nfld Dak Ida Wisc Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec jan feb sept oct
            nov dec Mon Tue Tues Wed Thu Thur Thurs Fri Am Eur Hum Rts Stat Cong Plen Mem Law Rev Yale
            Harv Stan Fed Supp App Crim Civ Proc Evid Pub Bankr Super Cl Dig Op Att'y Cmty Auth Admin Ctr
            Envtl Mgmt Serv Servs Sys Tech Transp Hosp Indus Ins Bd Bur Org Socy Soc Acad Found Lab Labs
            Sch U.N U.S U.K Ph.D LL.B LL.M LL.D Lond Camb Oxf
            """
        ),
        free=words(
            """
            etc a.m p.m al seq ibid ibidem infra supra A.D B.C C.E B.C.E A.M P.M passim et.seq op.cit
            loc.cit hr hrs min mins yr yrs wk wks mo mos lb lbs oz km cm mm kg mi mph kph
            """
        ),
        starters=words(
            """
            the a an this that these those there here it its it's he she his her hers their theirs they
            they're we our ours you your i i'm my me in on at by for from with without within under over
            after before since during until till upon between among amid against through throughout as if
            when whenever while whereas although though because unless once despite however moreover
            furthermore therefore thus hence nevertheless nonetheless consequently accordingly meanwhile
            otherwise instead also but and or nor so yet then now not no all any each every both either
            neither some many most more much several few such another other others one two three four
            five six seven eight nine ten what which who whom whose why how where is are was were do does
            did can could may might must should would will shall has have had let see to according given
            following having being additionally finally later recently today yesterday tomorrow first
            second third only even just perhaps indeed still regarding nothing nobody everyone everybody
            someone somebody earlier similarly subsequently notwithstanding pursuant concerning like
            unlike of than too very well yes please that's there's what's he's she's we're you're don't
            didn't isn't never often sometimes soon whether witnesses rather again apart besides
            """
        ),
        speech=words(
            """
            said says asked asks replied replies answered answers added adds told shouted cried wrote
            writes explained explains declared stated states warned remarked noted insisted continued
            exclaimed whispered demanded wondered wonders recalled commented concluded argued tweeted
            urged murmured muttered screamed yelled snapped protested interrupted pleaded repeated
            inquired enquired sighed called objected retorted began
            """
        ),
        months=words(
            """
            January February March April May June July August September October November December Jan Feb
            Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
            """
        ),
    ),
    inflection=Inflection(
        variants=_numbers,
        links=words("of for on against in to by from with at and or"),
    ),
)
