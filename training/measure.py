"""Measure a model for its card: every language to English, pairs without English, noise.

Retrieval on FLORES devtest (1,012 sentences), ratio margin with k = 4, P@1 in percent, mean of both
directions. ``--card`` writes the figures into the model card, between its two marks.
"""

import argparse
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
from langcodes import Language

from aligner import Encoder, load_encoder
from aligner.evaluation import evaluate_retrieval, read_segments
from training.noise import misspell

_FLORES = (
    "af:afr_Latn am:amh_Ethi ar:arb_Arab az:azj_Latn be:bel_Cyrl bg:bul_Cyrl bn:ben_Beng ca:cat_Latn ckb:ckb_Arab "
    "cs:ces_Latn cy:cym_Latn da:dan_Latn de:deu_Latn el:ell_Grek en:eng_Latn eo:epo_Latn es:spa_Latn et:est_Latn "
    "eu:eus_Latn fa:pes_Arab fi:fin_Latn fr:fra_Latn ga:gle_Latn gl:glg_Latn gu:guj_Gujr he:heb_Hebr hi:hin_Deva "
    "hr:hrv_Latn hu:hun_Latn hy:hye_Armn id:ind_Latn is:isl_Latn it:ita_Latn ja:jpn_Jpan ka:kat_Geor kk:kaz_Cyrl "
    "km:khm_Khmr kn:kan_Knda ko:kor_Hang lt:lit_Latn lv:lvs_Latn mk:mkd_Cyrl ml:mal_Mlym mr:mar_Deva ms:zsm_Latn "
    "my:mya_Mymr nb:nob_Latn ne:npi_Deva nl:nld_Latn pl:pol_Latn ps:pbt_Arab pt:por_Latn ro:ron_Latn ru:rus_Cyrl "
    "sk:slk_Latn sl:slv_Latn so:som_Latn sq:als_Latn sr:srp_Cyrl sv:swe_Latn sw:swh_Latn ta:tam_Taml te:tel_Telu "
    "th:tha_Thai tl:tgl_Latn tr:tur_Latn tt:tat_Cyrl ug:uig_Arab uk:ukr_Cyrl ur:urd_Arab vi:vie_Latn yi:ydd_Hebr "
    "zh:zho_Hans"
)
FLORES = dict(entry.split(":") for entry in _FLORES.split())
FIRST = tuple("ar de es fa fr he hi id it ja ko nl pl pt ru sv tr uk vi zh".split(" "))  # noqa: SIM905
WITHOUT_ENGLISH = ("de-fr", "ar-fr", "zh-ja", "ar-he", "ru-uk", "es-pt", "ko-ja", "ar-fa")
_BEGIN, _END = "<!-- figures: training.measure -->\n", "<!-- end of figures -->\n"
_HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"


class Flores:
    """Retrieval between any two languages, on the text as it is or changed."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._folder = folder
        self._encoder = encoder

    def score(self, pair: str, change: Callable[[str], str] = str, both: Callable[[str], str] = str) -> float:
        """Margin P@1 of ``xx-yy``; ``change`` is done to the first language, ``both`` to both."""
        one, other = (read_segments(self._folder / f"{FLORES[code]}.devtest") for code in pair.split("-"))
        result = evaluate_retrieval(
            [both(change(text)) for text in one], [both(text) for text in other], self._encoder, pair
        )
        return (result.margin.forward + result.margin.backward) / 2


def vocalised(text: str, chance: random.Random) -> str:
    """Arabic ``text`` with a vowel mark after every other letter or so."""
    return "".join(
        letter + (chance.choice(_HARAKAT) if "\u0621" <= letter <= "\u064a" and chance.random() < 0.5 else "")
        for letter in text
    )


def figures(flores: Flores) -> str:
    """Markdown: a table of languages, and what else the card says."""
    chance = random.Random(1)
    scores = {code: flores.score(f"{code}-en") for code in FLORES if code != "en"}
    ranked = sorted(scores, key=lambda code: -scores[code])
    first = float(np.mean([scores[code] for code in FIRST]))
    lines = [
        f"Arabic {scores['ar']:.2f}; mean of {', '.join(FIRST)}: **{first:.2f}**. "
        f"{sum(score >= 90 for score in scores.values())} languages reach 90.\n",
        "| language | P@1 | language | P@1 | language | P@1 | language | P@1 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    cells = [f"{Language.get(code).display_name()} ({code}) | {scores[code]:.1f}" for code in ranked]
    rows = -(-len(cells) // 4)
    lines += ["| " + " | ".join(cells[row::rows]) + " |" for row in range(rows)]
    lines += ["", "Without English: " + ", ".join(f"{pair} {flores.score(pair):.1f}" for pair in WITHOUT_ENGLISH) + "."]
    indic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    noise = [
        ("Arabic with random vowel marks", flores.score("ar-en", lambda text: vocalised(text, chance))),
        ("with Arabic-Indic digits", flores.score("ar-en", lambda text: text.translate(indic))),
    ]
    for code in ("ar", "de", "ru", "zh"):
        wrong = flores.score(f"{code}-en", lambda text: misspell(text, 0.1, chance))
        noise.append((f"{code} with 10 % of its characters wrong", wrong))
    lines += ["", "Noise: " + ", ".join(f"{name} {score:.1f}" for name, score in noise) + "."]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the figures, or write them into a card."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("flores", type=Path)
    arguments.add_argument("--model", default=None)
    arguments.add_argument("--card", type=Path)
    given = arguments.parse_args()
    card = given.card.read_text(encoding="utf-8") if given.card else _BEGIN + _END
    before, rest = card.split(_BEGIN)  # fails here, not after the measuring
    text = figures(Flores(given.flores, load_encoder(given.model)))
    if given.card:
        given.card.write_text(before + _BEGIN + text + _END + rest.split(_END)[1], encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
