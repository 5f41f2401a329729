"""Which words can begin and end a term, found in the training texts: ``aligner/terminology/extraction/words``.

    python -m training.word_classes ../shared/data/train aligner/terminology/extraction/words

A line of a list is a match key, its marks, and how often a million words have it. Marks: ``f`` a function
word, ``c`` one that may stand inside a term (``freedom of expression``), ``a`` an article, which may follow
such a one, ``d`` one that nouns follow, ``v`` one that verbs follow, ``b`` no term begins with it, ``e`` none
ends with it, ``j`` an adjective, ``n`` an Arabic noun or adjective, which was seen with the article: what is
no clitic in ``لجنة`` shows by ``اللجنة``.

English words are judged by the places they stand in. Between a determiner or preposition and a function
word or mark stands a noun; between these and another word, a modifier; after ``to``, ``will``, ``they``, a verb.
"""

import argparse
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tmx.matching.keys import match_key, match_keys

_LISTS = ("omw", "cldr", "wikidata-names", "google-ar2en-names", "tico19-terms")  # no sentences in these
_BESIDES = ("es", "fr", "ru", "de")  # English texts that have no Arabic
_SEEN = 15  # times, before a word is judged by where it stands
_COMMON = 20  # times in a million words, from which a frequency is worth a line
_RARE = 0.02  # share of places below which a word does not belong there
_MODIFIER = 0.1  # share of places before a noun from which a word is an adjective


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DETERMINERS = _words("the a an its their his her our your my this these those every each any some no")
_CONNECTORS = _words("of for in on to and against with by from under")
_PREPOSITIONS = _words(
    "of in on for with by from at into against between among amongst through during under over about without within "
    "across along around toward towards upon via per onto behind beyond above below beside besides despite except "
    "inside outside off out up down near since until till throughout amid beneath regarding concerning versus"
)
_VERBAL = _words(
    "to will would can could may might must should shall not they we he she it you i who which that cannot did does "
    "do let us them him me"
)
_OTHERS = _words(
    """
    and or but nor yet so is are was were be been being am has have had having as than if when while whilst because
    though although unless whether whereas where there here then also how why what whose whom whoever whatever
    whichever however therefore thus hence moreover furthermore nevertheless otherwise instead indeed just only even
    too very quite rather almost nearly about all both either neither such same other others another own many much
    more most several few fewer less enough one two three four five six seven eight nine ten first second third
    last next again already always never ever often sometimes usually still now today tomorrow yesterday once twice
    ago away back soon later earlier before after well perhaps maybe please yes etc eg ie s t d ll re ve m don doesn
    didn isn aren wasn weren won couldn wouldn shouldn hasn haven hadn themselves itself himself herself ourselves
    yourself myself yours theirs ours mine hers ones something anything nothing everything someone anyone everyone
    nobody anybody everybody none it's thing things way ways lot lots kind sort number part rest use used using
    including included includes include based due related said says say new old good bad better best worse worst
    great big small large larger largest little long short high higher highest low lower lowest able available
    possible likely recent important significant various different similar certain particular specific following
    current previous further additional whole entire main major minor key full early late real true sure clear
    necessary appropriate relevant common mr mrs ms dr
    eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
    eighty ninety hundred hundreds thousand thousands million millions billion billions dozen dozens half percent
    """
)
_CALENDAR = _words(  # no terms, and nothing that one has to look up
    """
    january february march april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    """
)
_ARABIC = _words(
    match_key("""
    في من على إلى عن مع حتى منذ خلال بعد قبل عند بين تحت فوق أمام خلف حول دون ضد نحو لدى ضمن عبر بدون أثناء وراء وسط رغم
    سوى إلا غير مثل حسب وفق وفقا بسبب بشأن بحلول بحيث حيث حين حينما عندما بينما كما كي لكي لأن لأنه لأنها أن إن أنه أنها
    أنهم إنه إنها إذا إذ إذن لو لولا لكن لكنه لكنها بل ثم أو أم أما إما ف و ل ب ك لا لم لن لن ليس ليست ليسوا
    ما ماذا لماذا
    متى أين كيف كم هل قد لقد سوف كان كانت كانوا يكون تكون يكونوا كنا كنت هو هي هم هن هما نحن أنا أنت أنتم إياه هذا هذه
    هؤلاء ذلك تلك أولئك هنا هناك هنالك الذي التي الذين اللذان اللتان اللاتي اللواتي ذو ذا ذي ذات كل كلا كلتا جميع بعض أي
    أية أيضا فقط جدا معا نفس نفسه نفسها أنفسهم ذاته ذاتها الآن اليوم أمس غدا دائما أبدا مرة مرات أكثر أكبر أصغر أعلى
    أدنى أفضل أسوأ أول أولى آخر أخرى آخرون الأول الأولى الثاني الثانية الثالث الثالثة الأخير الأخيرة الأخرى الآخرين
    له لها لهم لنا لك لكم لي به بها بهم بنا بك فيه فيها فيهم منه منها منهم منا عنه عنها عنهم عليه عليها عليهم علينا إليه
    إليها إليهم معه معها معهم بينهم بينها لديه لديها لديهم لدينا عنده عندها مما عما فيما ممن بما كأن لعل ليت ربما
    واحد واحدة اثنان اثنين ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة عدة عديد العديد كثير الكثير قليل القليل
    بالنسبة إضافة بالإضافة فضلا علاوة وذلك كذلك هكذا لذلك لذا بذلك مثلا تماما خاصة لاسيما سيما يمكن ينبغي يجب تم يتم قام
    قامت يقوم تقوم قال قالت يقول أضاف عدم تزال يزال زال مازال أصبح أصبحت ليكون حاليا جديد جديدة الجديد الجديدة
    كبير كبيرة
    طريق مختلف مختلفة المختلفة معظم أغلب غالبا حوالي نحو مدى أيا بأن بأنه بأنها وأن وأنه وأنها كونه كونها إحدى أحد عام
    عشر عشرين عشرون ثلاثين ثلاثون أربعين أربعون خمسين خمسون ستين ستون سبعين سبعون ثمانين ثمانون تسعين تسعون مئة
    مائة مئات
    ألف آلاف مليون ملايين مليار مليارات ثلاث أربع خمس ست سبع ثماني تسع نصف عشرات
    """)
)
_ARABIC_CONNECTORS = _words(match_key("في من على إلى عن مع بين ضد غير ذات تحت عبر بعد"))
_ARABIC_BEFORE_NOUNS = _words(
    match_key("""
    في من على إلى عن مع منذ خلال بعد قبل عند بين تحت فوق أمام خلف حول دون ضد نحو لدى ضمن عبر بدون أثناء وراء وسط رغم
    حسب وفق بسبب بشأن هذا هذه ذلك تلك هؤلاء أولئك كل جميع بعض أي
    """)
)
_ARABIC_BEFORE_VERBS = _words(match_key("أن لم لن لا قد لقد سوف هل كي لكي لو إذا كان كانت كانوا الذي التي الذين"))
_ARTICLES = ("وبال", "وكال", "فبال", "وال", "فال", "بال", "كال", "ال", "ولل", "فلل", "لل")
_FORM_TWO = re.compile("ت..ي.")  # the verbal noun, as in تعزيز
_AFTER_NOUNS = _words("of and or in is are was were will can may has have , . ;")
_FORMS_OF_VERBS = ("ed", "ing", "ly")
_TOKEN = re.compile(r"[a-z]+|[^\sa-z]")


def texts(train: Path) -> tuple[set[str], set[str]]:
    """English and Arabic sentences, each once."""
    english: set[str] = set()
    arabic: set[str] = set()
    for code in ("ar", *_BESIDES):
        for path in sorted((train / f"{code}-en").glob("*.tsv.gz")):
            if path.name.removesuffix(".tsv.gz") not in _LISTS:
                for one, other in _rows(path):
                    english.add(other)
                    if code == "ar":
                        arabic.add(one)
    return english, arabic


def _rows(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        yield from (line.rstrip("\n").split("\t") for line in file)


@dataclass(frozen=True, slots=True)
class Found:
    """The marks of words, and how often a million words have them."""

    marks: dict[str, str]
    frequencies: dict[str, float]

    def lines(self) -> str:
        """The list as it is kept."""
        common = {word for word, frequency in self.frequencies.items() if frequency >= _COMMON}
        return "".join(
            f"{word}\t{self.marks.get(word, '')}\t{self.frequencies.get(word, 0):.0f}\n"
            for word in sorted(common | set(self.marks))
        )


def english_words(lines: Iterable[str]) -> Found:
    """The marks of function words, and of what does not begin or end a noun phrase."""
    function = _DETERMINERS | _PREPOSITIONS | _VERBAL | _OTHERS | _CONNECTORS
    before, light = _DETERMINERS | _PREPOSITIONS, _DETERMINERS | _PREPOSITIONS | _VERBAL | {"and", "or", "is", "are"}
    seen: Counter[str] = Counter()
    places: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        words = [".", *_TOKEN.findall(line.lower()), "."]
        for last, word, following in zip(words, words[1:], words[2:], strict=False):
            seen[word] += 1
            if last in before:
                closed = following in light or not following[0].isalpha()
                places[word]["noun" if closed else "modifier"] += 1
            elif last in _VERBAL:
                places[word]["verb"] += 1
            elif last.isalpha() and last not in function and following in _AFTER_NOUNS:
                places[word]["head"] += 1  # the syndrome in respiratory syndrome is
    marks = {word: "fc" if word in _CONNECTORS else "f" for word in function} | {"the": "fa"}
    verbal = _VERBAL - before
    marks |= {word: marks[word] + "d" for word in before - _VERBAL} | {word: marks[word] + "v" for word in verbal}
    marks |= dict.fromkeys(_CALENDAR, "be")
    for word, number in seen.items():
        if number >= _SEEN and word.isalpha() and word not in function:
            noun, modifier, verb, head = (places[word][kind] / number for kind in ("noun", "modifier", "verb", "head"))
            acts = verb > _RARE or word.endswith(("ly", "ed"))  # what stands behind a noun may be a verb
            if not acts or word.endswith("ing"):
                noun += head
            found = "b" * (acts and noun + modifier < max(_RARE, verb / 4))
            found += "e" * (noun < max(_RARE, verb / 8, modifier / 4))
            found += "j" * (found == "e" and modifier > max(_MODIFIER, verb) and not word.endswith(_FORMS_OF_VERBS))
            if found and word not in _CALENDAR:
                marks[word] = found
    return Found(marks, _frequencies(seen))


def _frequencies(seen: Counter[str]) -> dict[str, float]:
    words = {word: number for word, number in seen.items() if word.isalpha()}
    whole = sum(words.values())
    return {word: 1e6 * number / whole for word, number in words.items()}


def arabic_words(lines: Iterable[str]) -> Found:
    """The marks of function words, of what takes the article, and of what looks like a verb and does not."""
    seen: Counter[str] = Counter()
    for key in match_keys(list(lines)):
        seen.update(re.findall("[\u0621-\u064a]+", key))
    definite: Counter[str] = Counter()
    for word, number in seen.items():
        article = next((one for one in _ARTICLES if word.startswith(one) and len(word) > len(one) + 1), "")
        if article:
            definite[word.removeprefix(article)] += number
    marks = {word: "n" for word, number in definite.items() if number > 1}
    for word in seen:  # prepositions do not follow each other: بكندا says that ك is no preposition in كندا
        company = seen[f"ب{word}"] + seen[f"ل{word}"]
        if word[0] in "وفبلك" and len(word) > 3 and seen[word] > 1 and company > 1:
            marks[word] = "n"
    for word, number in seen.items():
        verbal = word[0] in "يت" and len(word) > 3 and not _FORM_TWO.fullmatch(word)
        if verbal and number >= 5 and not definite[word] and not word.endswith(("ه", "ا")):
            marks[word] = "be"
    marks |= {word: "fc" if word in _ARABIC_CONNECTORS else "f" for word in _ARABIC}
    marks |= {word: marks[word] + "d" for word in _ARABIC_BEFORE_NOUNS}
    marks |= {word: marks[word] + "v" for word in _ARABIC_BEFORE_VERBS}
    bare = seen + definite  # a word is as common as itself and itself with the article
    return Found(marks, _frequencies(bare))


def main() -> None:
    """Write both lists."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("train", type=Path, help="the folder with ar-en/")
    arguments.add_argument("out", type=Path, help="where the lists go")
    options = arguments.parse_args()
    english, arabic = texts(options.train)
    for code, found in (("en", english_words(english)), ("ar", arabic_words(arabic))):
        (options.out / f"{code}.tsv").write_text(found.lines(), encoding="utf-8")


if __name__ == "__main__":
    main()
