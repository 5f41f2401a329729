"""Lines to paragraphs: where one ends is told by gaps, indents, letters of another size, and short lines."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.document import Kind
from corpus.readers.pages.direction import in_reading_order
from corpus.readers.pages.glyph import Line, is_right_to_left

_OTHER_SIZE = 0.1  # of the size: as much as letters of one paragraph differ
_LARGER = 1.15  # times the usual size, from which a line is a heading
_INDENT = 0.7  # of the size of the letters
_GAP = 1.25  # times the usual distance of lines
_SINGLE, _FEWEST_STEPS = 1.6, 4  # times the size, and from how many lines on their own distance is known
_LONGEST_HEADING = 3  # lines
_BULLET = re.compile("[•◦▪▫●○■□–‣⁃·\uf000-\uf0ff]\\s*(?=\\S)")
_ENDS = re.compile(r"[.!?؟۔:…。！？][\"'”’»)\]]*$")
_HYPHENATED = re.compile(r"\b(\w*[a-zà-ÿа-яα-ω])[-‐\u00ad]$")
_DASHED = re.compile(r"\w[-‐–]$")
_WORD = re.compile(r"\w+(?:[-‐]\w+)*")
_OPENING = tuple("([{«“‘")
_UNSPACED = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and whether the last of them is full: the text may go on elsewhere."""

    lines: list[Line]
    full: bool = False
    indented: bool = False
    texts: list[str] = field(default_factory=list)


def paragraphs(columns: Sequence[list[Line]]) -> list[Paragraph]:
    """The paragraphs of all columns in order; one that a column's end cuts goes on in the next."""
    found: list[Paragraph] = []
    for column in columns:
        for index, paragraph in enumerate(_divided(column)):
            if index == 0 and found and _goes_on(found[-1], paragraph):
                found[-1].lines += paragraph.lines
                found[-1].full = paragraph.full
            else:
                found.append(paragraph)
    return found


def usual_size(columns: Sequence[list[Line]]) -> float:
    """The size that most letters have."""
    sizes: Counter[float] = Counter()
    for column in columns:
        for line in column:
            sizes[round(line.size, 1)] += len(line.glyphs)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def kind_and_text(paragraph: Paragraph, usual: float, words: Counter[str], mirrored: bool) -> tuple[Kind, str]:
    """What a paragraph is, and its text; ``words`` are those of the document, to know a hyphen by."""
    lines = texts_of(paragraph, mirrored)
    kind = Kind.PARAGRAPH
    if paragraph.lines[0].size >= _LARGER * usual and len(lines) <= _LONGEST_HEADING:
        kind = Kind.HEADING
    bullet = _BULLET.match(lines[0])
    if bullet:
        kind, lines = Kind.ITEM, [lines[0][bullet.end() :], *lines[1:]]
    return kind, _joined(lines, words)


def texts_of(paragraph: Paragraph, mirrored: bool) -> list[str]:
    """The text of each line, in the order of reading."""
    if not paragraph.texts:
        right_to_left = is_right_to_left(paragraph.lines)
        paragraph.texts = [in_reading_order(line, right_to_left, mirrored) for line in paragraph.lines]
    return paragraph.texts


def words_of(texts: Sequence[str]) -> Counter[str]:
    """The words inside lines; those at the end of one may be halves."""
    return Counter(word for text in texts for word in _WORD.findall(text.rpartition(" ")[0]))


def _divided(column: list[Line]) -> Iterator[Paragraph]:
    """The paragraphs of one column."""
    if not column:
        return
    right_to_left = is_right_to_left(column)
    distance, outer = _usual_distance(column), _sides(column)
    for group in _groups(column, distance):
        near, far = _edges(_sides(group), outer, right_to_left)
        starts = [abs((line.x1 if right_to_left else line.x0) - near) > _INDENT * line.size for line in group]
        open_ = Paragraph([group[0]], indented=starts[0])
        for index, (above, line) in enumerate(pairwise(group), 1):
            full = _would_overflow(above, line, far, right_to_left)
            hangs = starts[index] and not starts[index - 1] and len(open_.lines) == 1 and _is_item(open_.lines[0])
            outdented = starts[index - 1] and not starts[index] and len(open_.lines) > 1
            inset = starts[index] and not starts[index - 1] and not hangs
            if not full or inset or outdented or _is_item(line):
                yield open_
                open_ = Paragraph([], indented=starts[index])
            open_.lines.append(line)
        end = open_.lines[-1]
        open_.full = abs((end.x0 if right_to_left else end.x1) - far) < 3 * end.size
        yield open_


def _sides(lines: list[Line]) -> tuple[float, float]:
    return min(line.x0 for line in lines), max(line.x1 for line in lines)


def _edges(inner: tuple[float, float], outer: tuple[float, float], right_to_left: bool) -> tuple[float, float]:
    """Where lines begin, and where full ones end: at the edge of the column, if they are not set in on both sides."""
    left, right = inner[0] - outer[0], outer[1] - inner[1]
    if right_to_left:
        return inner[1], inner[0] if 0 < left <= 2 * right else outer[0]
    return inner[0], inner[1] if 0 < right <= 2 * left else outer[1]


def _groups(column: list[Line], distance: float) -> Iterator[list[Line]]:
    """Lines without a gap between them, and of one size."""
    group = column[:1]
    for above, line in pairwise(column):
        if above.y - line.y > _GAP * distance or line.y > above.y or not _is_same_size(above, line):
            yield group
            group = []
        group.append(line)
    yield group


def _usual_distance(column: list[Line]) -> float:
    """The distance of lines, from base line to base line: the smallest that is common."""
    steps = sorted(above.y - line.y for above, line in pairwise(column) if above.y > line.y)
    single = _SINGLE * column[0].size
    if len(steps) < _FEWEST_STEPS:
        return min([*steps, single])
    return steps[len(steps) // 4]


def _is_same_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= _OTHER_SIZE * max(one.size, other.size)


def _would_overflow(above: Line, below: Line, far: float, right_to_left: bool) -> bool:
    """Whether the first word of a line had no room in the one above."""
    word = 0.0
    for glyph in reversed(below.glyphs) if right_to_left else below.glyphs:
        if glyph.text == " ":
            break
        word += glyph.x1 - glyph.x0
    room = above.x0 - far if right_to_left else far - above.x1
    return room < word + 0.5 * above.size


def _is_item(line: Line) -> bool:
    texts = line.plain()
    return bool(_BULLET.match(texts) or _BULLET.match(texts[::-1].lstrip()))


def _goes_on(above: Paragraph, below: Paragraph) -> bool:
    """Whether a paragraph at the head of a column is the rest of the one that ended the column before."""
    one, other = above.lines[-1], below.lines[0]
    if not above.full or below.indented or not _is_same_size(one, other) or _is_item(other):
        return False
    return not _ENDS.search(texts_of(Paragraph([one]), mirrored=True)[0])


def _joined(lines: list[str], words: Counter[str]) -> str:
    pieces = lines[:1]
    for line in lines[1:]:
        above = pieces[-1]
        broken, follows = _HYPHENATED.search(above), _WORD.match(line)
        if broken and follows and line[0].islower():
            is_compound = words[f"{broken[1]}-{follows[0]}"] > words[broken[1] + follows[0]] and above[-1] != "\u00ad"
            pieces[-1] = above if is_compound else above[:-1]
        elif not (_DASHED.search(above) or above[-1:] in _OPENING or _is_unspaced(above[-1:] + line[:1])):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)


def _is_unspaced(around: str) -> bool:
    """Whether no space belongs where one line ends and the next begins: between Chinese or Japanese signs."""
    return all(_UNSPACED.match(char) for char in around)
