"""Abbreviations that end no sentence, and other habits of a language, by asking the segmenter itself.

sentencex holds its lists of abbreviations in compiled code. So common ones are tried on it, and
those that it does not break after are the ones of a language: whoever segments with them agrees
with us, also for a language that borrows the rules of a related one.
"""

from functools import cache

from corpus.segmentation import split_sentences

_CANDIDATES = """
a b c d e f g h i j k l m n o p q r s t u v w x y z
Adj Adm Adv Apr Art Assn Asst Aug Ave Bldg Blvd Brig Bros Btw Capt Cf Cmdr Co Col Corp Cpl Dec Dept Dist Dr Drs
Ed Eq Esp Esq Est Etc Ex Exec Ext Feb Fed Fig Figs Fr Ft Gen Gov Hon Hosp Hr Hrs Ibid Inc Insp Int Jan Jr Jul Jun
Lt Ltd Maj Mar Messrs Mfg Min Misc Mlle Mme Mr Mrs Ms Msgr Mt Nat No Nos Nov Oct Op Ord Pfc Ph Pl Pp Pres Prof Ps
Pvt Ref Rep Reps Res Resp Rev Rt Sec Sen Sens Sep Sept Sfc Sgt Sr St Supt Univ Vol Vols Vs al approx ca cit e.g et
i.e p pp q.v viz
Abb Abs Abt Aufl Bd Bzgl Bzw Dgl Dipl Evtl Ggf Hrsg Inkl Jh Lfd Mio Mrd Nr Rd Sog Std Str Tel Usw Usf Vgl Zt d.h
o.ä s.o s.u u.a u.ä z.B z.T
Av Boul Chap Dir Env M MM Mgr Réf Suiv Tél Vb c.-à-d p.ex
Admón Apdo Avda Cap Cía Dra Dtor Excmo Ldo Lic Núm Pág Págs Pza Sra Sras Sres Srta Sta Sto Ud Uds Vd Vds EE UU p.ej
Arch Avv Dott Dr.ssa Geom Ing Mons On Prof.ssa Rag Sig Sig.ra Sigg Spett
Eng Exmo Dto Ilmo Lda Sras a.C d.C
Bijv Blz Dhr Drs Enz Evt Ir Mevr Mr Nl Nr Plm Prof Resp Vgl a.u.b d.w.z m.b.t o.a t.a.v
fr.o.m osv s.k t.ex t.o.m bl.a d.v.s m.fl m.m
Bl.a Dvs Evt F.eks Fx Hr Ifm Inkl Jf Kap Kl Mht Osv Pga Vedr
itd itp m.in np nr ok pl prof red rys sp str tj tzn ul wg woj
apod atd např resp tj tzv č čl str
akad doc ing mgr mudr napr nám phdr rndr tzv ul
т.е т.д т.п т.к др пр г гг в вв ул стр рис табл см им акад проф руб коп тыс млн млрд обл
тов вул буд див напр ім
κ κα κλπ λπ π.χ δρ
d.g.v m.b.v pl stb vö ún kb
ا.د ص.ب ج.م.ع م ه د ص ق.م
"""

_MONTHS = """
Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jänner Feber
januar februar marts april maj juni juli august september oktober november december desember mars mai
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta
marraskuuta joulukuuta
január február marec apríl máj jún júl ledna února března dubna května června července srpna září října listopadu
prosince januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra
"""

_MARKERS = "a.m p.m B.A B.C B.S B.Sc Ed.D J.D LL.B LL.D LL.M M.A M.B.A M.D M.S M.Sc Ph.D A.D C.E B.C.E"

_STARTERS = """
A After All Also Although An And Any As At Because Before But By Despite During Each Every First For From He Her
Here His How However I If In It Its Last Many More Most My Next No Nor Not Now Of On Once One Only Or Other Our
Over She Since So Some Such That The Their Then There Therefore These They This Those Though Thus To Today Two
Under Until Upon Was We What When Where Which While Who Why With Yes Yet You Your
"""


@cache
def abbreviations(language: str) -> tuple[str, ...]:
    """Those after whose full stop a sentence goes on in ``language`` (BCP 47), without that full stop; sorted."""
    return tuple(sorted({word for word in _CANDIDATES.split() if _goes_on(f"Bobo {word}. Gogo lela.", language)}))


@cache
def starters(language: str) -> tuple[str, ...]:
    """Words that begin a sentence even after an abbreviation; sorted."""
    known = abbreviations(language)
    if not known:
        return ()
    return tuple(word for word in sorted(_STARTERS.split()) if not _goes_on(f"Bobo {known[0]}. {word} lela.", language))


@cache
def markers(language: str) -> tuple[str, ...]:
    """Abbreviations of times and degrees, which mostly end what they belong to: ``8 p.m. Visitors``; sorted."""
    return tuple(
        word for word in sorted(_MARKERS.split()) if not _goes_on(f"Bobo lela mona {word}. Gogo lela.", language)
    )


@cache
def months(language: str) -> tuple[str, ...]:
    """Names of months that go on with a day before them: ``3. Mai``; sorted."""
    return tuple(sorted({word for word in _MONTHS.split() if _goes_on(f"Bobo lela 3. {word} lela.", language)}))


def initials(language: str) -> str:
    """Kinds of capital letters, as in a regular expression, that stand for a name before a full stop."""
    kinds = (("A-Z", "B"), ("А-ЯЁ", "Г"), ("Α-Ω", "Δ"))
    return "".join(kind for kind, letter in kinds if _goes_on(f"Bobo {letter}. Gogo lela.", language))


def own_signs(language: str) -> tuple[str, str]:
    """Signs that end a sentence in ``language`` and hardly elsewhere, and those that do elsewhere and not there."""
    ends = {sign for sign in ":;၏." if not _goes_on(f"Bobo lela{sign} Gogo lela", language)}
    return "".join(sorted(ends - {"."})), "" if "." in ends else "."


def _goes_on(text: str, language: str) -> bool:
    return len(split_sentences(text, language)) == 1
