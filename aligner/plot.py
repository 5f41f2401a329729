"""A picture of an alignment: the path over the similarity of all segments, to judge a text at a glance."""

import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import numpy.typing as npt

from aligner.alignment import Alignment, Bead
from aligner.encoder import FloatArray, IntArray

if TYPE_CHECKING:  # matplotlib takes longer to load than most texts take to align
    from matplotlib.axes import Axes
    from matplotlib.collections import LineCollection
    from matplotlib.colors import LinearSegmentedColormap

_CELLS = 500  # of the image, along each side at most
_PRODUCTS = 8e9  # multiplications for the image: less than a second
_LARGEST = 10_000  # segments of a side in them; with the next line, what takes memory
_STRIP = 16  # rows of the image computed together
_SINGLE = 3000  # beads or bands that an SVG holds one by one; more become an image in it
_FEW = 100  # segments that can be told apart by eye
_LETTERS = 60  # of a label
_UNDRAWABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # XML has no place for them either
# Two colours of Okabe and Ito for the bands, one for what moved, and dark for sure: safe for colour-blind readers.
_SOURCE, _TARGET, _MOVED, _SCORES = "#56b4e9", "#f0b000", "#009e73", ("plasma_r", 0.25, 1.0)
# Text stays text in an SVG, for the viewer to shape; the salt makes the ids the same every time.
_SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "loom", "text.parse_math": False, "font.size": 9.0}


def plot_alignment(
    alignment: Alignment, source: FloatArray, target: FloatArray, labels: tuple[str, str], out: BinaryIO, form: str
) -> None:
    """Draw ``alignment`` over the cosines of its segments; the same input gives the same bytes.

    ``source`` and ``target`` hold a unit vector, or zeros, for each segment; ``labels`` names the
    two sides; ``form`` is ``png`` or ``svg``. Of more than some thousand segments a sample serves
    for the image behind the path, and all for the path: any length takes seconds and little memory.
    """
    with _matplotlib():
        from matplotlib.figure import Figure
        from matplotlib.ticker import MaxNLocator

        height, width = max(len(source), 1), max(len(target), 1)
        form_factor = min(max(height / width, 0.5), 2)
        size = 2.6 + 6.4 * min(1, 1 / form_factor), 2.2 + 6.4 * min(1, form_factor)
        figure = Figure(size, dpi=150, layout="constrained")
        axes = figure.add_subplot(xlabel=_label(labels[1]), ylabel=_label(labels[0]))
        axes.set(xlim=(0.5, width + 0.5), ylim=(height + 0.5, 0.5))
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1, steps=[1, 2, 5, 10]))
            axis.set_major_formatter("{x:.0f}")
        _draw_similarity(axes, source, target)
        units, nulls = sum(unit.is_paired for unit in alignment.units()), [bead for bead in alignment if bead.is_null]
        missing = _indices(bead.source for bead in nulls), _indices(bead.target for bead in nulls)
        _draw_gaps(axes, *missing)
        path = _draw_path(axes, list(alignment.pairs()))
        figure.colorbar(path, ax=axes, label="score of a unit", shrink=0.6, aspect=30)
        if axes.get_legend_handles_labels()[0]:
            figure.legend(loc="outside lower center", ncols=4, frameon=False)
        axes.set_title(
            f"{units} units; unpaired: {len(missing[0])} of {len(source)} source and "
            f"{len(missing[1])} of {len(target)} target segments\ntext that found a partner: "
            f"{alignment.source_share:.0%} of the source, {alignment.target_share:.0%} of the target"
        )
        figure.savefig(out, format=form, metadata={"Date": None} if form == "svg" else None)


@contextmanager
def _matplotlib() -> Iterator[None]:
    """The library as it comes, whatever the user's settings, and silent: a box for a glyph says enough.

    matplotlib shapes and orders Arabic itself from 3.11 on; before, its letters stand apart and reversed.
    """
    log = logging.getLogger("matplotlib")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings(action="ignore"):
            import matplotlib

            settings: Any = {key: value for key, value in matplotlib.rcParamsDefault.items() if key != "backend"}
            with matplotlib.rc_context(settings | _SETTINGS):
                yield
    finally:
        log.setLevel(level)


def _draw_similarity(axes: "Axes", source: FloatArray, target: FloatArray) -> None:
    if not len(source) or not len(target):
        return
    cosines = _pooled_cosines(source, target)
    axes.imshow(
        cosines,
        cmap=_part("Greys", 0, 0.8),
        vmin=min(float(np.median(cosines)), 0.9),
        vmax=1,
        extent=(0.5, len(target) + 0.5, len(source) + 0.5, 0.5),
        aspect="auto",
        interpolation="nearest",
    )
    axes.scatter([], [], color="0.5", marker="s", s=60, label="similar segments")


def _pooled_cosines(source: FloatArray, target: FloatArray) -> FloatArray:
    """The highest cosine in each block of segments, some hundred blocks a side."""
    limit = min(int((_PRODUCTS / source.shape[1]) ** 0.5), _LARGEST)
    (rows, bounds), (columns, starts) = _sample(len(source), limit), _sample(len(target), limit)
    others = target[columns].T
    pooled = np.empty((len(bounds) - 1, len(starts) - 1), np.float32)
    for first in range(0, len(pooled), _STRIP):
        strip = bounds[first : first + _STRIP + 1]
        cosines = source[rows[strip[0] : strip[-1]]] @ others
        highest = np.maximum.reduceat(cosines, strip[:-1] - strip[0], axis=0)
        pooled[first : first + _STRIP] = np.maximum.reduceat(highest, starts[:-1], axis=1)
    return pooled


def _sample(count: int, limit: int) -> tuple[IntArray, IntArray]:
    """Which of ``count`` segments to compare, and where the blocks in these begin and end."""
    blocks = min(count, _CELLS)
    bounds = np.arange(blocks + 1, dtype=np.int64) * count // blocks
    if count <= limit:
        return np.arange(count, dtype=np.int64), bounds
    each = max(1, limit // blocks)
    inside = np.diff(bounds)[:, None] * np.arange(each) // each
    return (bounds[:-1, None] + inside).ravel(), np.arange(blocks + 1, dtype=np.int64) * each


def _indices(runs: Iterable[range]) -> IntArray:
    return np.array(sorted(chain.from_iterable(runs)), np.int64)


def _draw_gaps(axes: "Axes", source: IntArray, target: IntArray) -> None:
    """Segments without a partner, as bands across the whole picture."""
    from matplotlib.collections import PolyCollection

    right, low = axes.get_xlim()[1], axes.get_ylim()[0]
    for gaps, side, colour in ((source, "source", _SOURCE), (target, "target", _TARGET)):
        if len(gaps):
            runs = np.split(gaps, np.flatnonzero(np.diff(gaps) > 1) + 1)
            ends = [(run[0] + 0.5, run[-1] + 1.5) for run in runs]
            bands = [[(0.5, a), (right, a), (right, b), (0.5, b)] for a, b in ends]
            if side == "target":
                bands = [[(a, 0.5), (b, 0.5), (b, low), (a, low)] for a, b in ends]
            axes.add_collection(
                PolyCollection(
                    bands,
                    facecolor=colour,
                    alpha=0.45,
                    linewidth=0,
                    snap=False,
                    rasterized=len(bands) > _SINGLE,
                    label=f"{side} without a partner",
                ),
                autolim=False,
            )


def _draw_path(axes: "Axes", beads: Sequence[Bead]) -> "LineCollection":
    """Each bead as a line through the corner where it begins and the one where it ends."""
    from matplotlib.collections import LineCollection

    length = max(axes.get_xlim()[1], axes.get_ylim()[0])
    inset = 0.08 if length < _FEW else 0.0  # shows where one ends and the next begins

    def lines(beads: Sequence[Bead]) -> npt.NDArray[np.float64]:
        corners = [((b.target.start, b.source.start), (b.target.stop, b.source.stop)) for b in beads]
        shift = np.array([[0.5 + inset], [0.5 - inset]])
        return shift + np.array(corners, np.float64).reshape(-1, 2, 2)

    thick = float(np.clip(200 / length, 2, 5))
    moved = [bead for bead in beads if bead.is_moved]
    many = len(beads) > _SINGLE
    if moved:
        outline = LineCollection(
            list(lines(moved)), color=_MOVED, linewidth=thick + 5, capstyle="projecting", rasterized=many, label="moved"
        )
        axes.add_collection(outline, autolim=False)
    path = LineCollection(list(lines(beads)), cmap=_part(*_SCORES), linewidth=thick, rasterized=many)
    path.set(array=np.array([bead.score for bead in beads]), clim=(0, 1), capstyle="butt" if inset else "projecting")
    axes.add_collection(path, autolim=False)
    return path


def _part(name: str, low: float, high: float) -> "LinearSegmentedColormap":
    from matplotlib import colormaps
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list(name, colormaps[name](np.linspace(low, high, 256)))


def _label(text: str) -> str:
    text = _UNDRAWABLE.sub("\ufffd", text)
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS // 2]}…{text[-_LETTERS // 2 :]}"
