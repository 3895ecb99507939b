"""What we know of en."""

from __future__ import annotations

import re

from tmpipe.text.languages.base import Agreement, Breaking, Inflection, Language, counted, words

_VERBAL = re.compile(r"\w+ly \w+ed")
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


def _ordinal(number: int) -> str:
    """21st, 22nd, 23rd, but 11th, 12th, 13th."""
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


LANGUAGE = Language(
    tag="en",
    name="English",
    direction="ltr",
    breaking=Breaking(
        ordinals=False,
        careless=".!?",
        titles=words(
            """
            dr DR mr MR mrs ms messrs mx prof profs hon revd fr sgt capt cmdr cdr comdr lieut maj brig insp
            supt det cllr msgr mgr mme mmes mlle amb atty assoc asst Gen Lt Col Adm Cpl Pvt Pres Gov Govs
            Sen Sens Rep Reps Rev Mt Ft Bp Abp Card Fra Dn Sr Sra Srta Herr Frl Pte Spc Cst Const Sec-Gen
            Secy Treas Chanc Ald Ven Rt Vice-Pres V.P.-elect e.g i.e eg ie cf cp v vs viz scil ca approx
            esp espec incl excl resp fl né née nr b w.r.t wrt a.k.a aka d.b.a f.k.a c/o attn rel nom
            aff'd rev'd cert reh'g int'l nat'l Adj Chmn Min Dott P.S PS N.B NB circ op loc
            """
        ),
        counters=words(
            """
            no nos art arts fig figs app apps cap caps pt pts eq ed eds rev add ref refs ver tab tabs ann
            ex prop fax max min temp Id Ibid ibid Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec jan
            feb sept oct nov dec km
            """
        ),
        endings=words(
            """
            inc incs ltd co cos corp corps llc llp plc gmbh pty jr snr esq bros dept depts univ assn inst
            intl natl govt ST ave blvd rd hwy sq ft mfg div dist cir comm comm'n dep't gov't ass'n coll Mass
            Calif Cal Conn Ill Ga Fla Tex Va Wash Pa Mich Minn Wis Ariz Colo Tenn Okla Ind Md Ky La Ala
            Ark Kan Kans Neb Nebr Nev Del Mo Mont Oreg Ore Penn Wyo Vt Que Ont Alta Sask Nfld Dak Ida
            Wisc Mon Tue Tues Wed Thu Thur Thurs Fri Am Eur Hum Rts Stat Cong Plen Mem Harv Fed Supp App
            Crim Civ Proc Evid Pub Bankr Cl Dig Op Att'y Cmty Auth Admin Ctr Envtl Mgmt Serv Servs Sys
            Tech Transp Hosp Indus Ins Bd Bur Org Socy Soc Acad Sch U.N U.S U.K Ph.D LL.B LL.M LL.D Lond
            Camb Oxf sec secs sect sects para paras par pars subpara subparas subsec subsecs subd p pp pg
            pgs vol vols ch chs chap chaps chpt cl cls reg regs sch sched scheds appx doc res tit bk bks
            col cols n nn fn fns rec recs ser eqs corr suppl supp vers exh exhs ll ln lns q qq rr s ss cn
            nbr num ord pl pls tel ext rm bldg flr flt avg est stat conv prot proc trans rept repr cit
            priv crim civ evid mtg sess ct cts St Sts amend amends ret sub-para sub-paras sub-sec Rte
            Rtes Ste Cmdt Ens Pl Ter Terr Cres jnr br bro shri smt illus introd foreword orig pseud anon
            cont contd misc orgs prelim pref prob sgd std subj syn usu wt wg sqn bt cdre commr comms
            inspt magis respt appt appln applic petr deft plf def amdt cmte cttee comtee subcomm subcttee
            delegn minr embs consul consular gend hdqrs hq regt bn bde coy plt batt arty inf cav legis
            jud admn judg parl hse confed fedn intell internat'l nat legisl mun munic prov repub sov
            tribun
            """
        ),
        free=words(
            """
            etc a.m p.m al seq infra supra A.D B.C C.E B.C.E A.M P.M passim et.seq op.cit loc.cit hr hrs
            mins yr yrs wk wks mo mos lb lbs oz cm mm kg mi mph kph ff
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
            didn't isn't never often sometimes soon whether witnesses rather again apart besides eleven
            twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty
            fifty sixty hundreds thousands dozens none fewer less further total almost nearly roughly
            half anyone anything nowhere everywhere elsewhere suddenly eventually together
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
        calendar=words(
            """
            January February March April May June July August September October November December Jan Feb
            Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday
            Sunday GMT UTC EST EDT CST CDT MST MDT PST PDT BST CET CEST
            """
        ),
        numerals=words("one two three four five six seven eight nine ten first"),
        labels=words(
            """
            article section rule principle chapter part title annex schedule figure table regulation
            paragraph clause
            """
        ),
    ),
    inflection=Inflection(
        variants=_numbers,
        conjunctions=words("and or"),
        scopes=words(
            """
            african american arab asian european federal inter international national nordic pan regional
            royal supreme trans
            """
        ),
        verbal=lambda form: _VERBAL.fullmatch(form) is not None,
        manners=words("with"),
        links=words("of for on against in to by from with at and or"),
    ),
    agreement=Agreement(
        weekdays=words("monday tuesday wednesday thursday friday saturday sunday"),
        ordinals=words("st nd rd th"),
        ordinal=_ordinal,
        articles=words("a an"),
        plain=True,
        neuter=True,
    ),
    numbers=counted(
        """
            one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 dozen=12
            thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20
            thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 twenties=20 thirties=30
            forties=40 fifties=50 sixties=60 seventies=70 eighties=80 nineties=90 hundred=100 hundreds=100
            thousand=1000 thousands=1000 million=1000000 millions=1000000 billion=1000000000
            """
    ),
    number_joint="and",
)
