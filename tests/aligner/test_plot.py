import io
import re
import subprocess
import sys
import tracemalloc
import warnings

import matplotlib
import matplotlib.image
import numpy as np
import pytest
from lxml import etree

from aligner.alignment import Alignment, Bead
from aligner.encoder import FloatArray, unit
from aligner.plot import _pooled_cosines, plot_alignment
from tests.conftest import ROOT

LABELS = "harbour.en.txt (en)", "مكتبة الميناء.ar.txt (ar)"
SVG = "{http://www.w3.org/2000/svg}"
DARK, MOVED = (13, 8, 135), (0, 158, 115)  # a sure unit; the outline of a moved one


def one_to_one(*targets: int, moved: int | None = None) -> Alignment:
    beads = [Bead(range(i, i + 1), range(t, t + 1), 1.0, i == moved) for i, t in enumerate(targets)]
    return Alignment(tuple(beads), 0.87, 1.0)


def vectors(count: int, dimension: int = 32) -> FloatArray:
    return unit(np.random.default_rng(7).standard_normal((count, dimension)).astype(np.float32))


def drawn(
    alignment: Alignment, source: FloatArray, target: FloatArray, form: str = "svg", labels: tuple[str, str] = LABELS
) -> bytes:
    out = io.BytesIO()
    plot_alignment(alignment, source, target, labels, out, form)
    return out.getvalue()


class Picture:
    """An SVG, in which a place is a position in segments, from 0."""

    def __init__(self, svg: bytes, height: int, width: int) -> None:
        self.root = etree.fromstring(svg)
        frame = self.corners("patch_2")[0]
        self.low, self.size = frame.min(axis=0), np.ptp(frame, axis=0)
        self.segments = np.array([width, height])

    def corners(self, name: str) -> list[np.ndarray]:
        found = [path.get("d", "") for path in self.root.iterfind(f".//{SVG}g[@id='{name}']/{SVG}path")]
        return [np.array(re.findall(r"-?[\d.]+", path), float).reshape(-1, 2) for path in found]

    def places(self, name: str) -> list[list[list[float]]]:
        """The extent of every path of a group: from (target, source) to (target, source)."""
        scaled = [(path - self.low) / self.size * self.segments for path in self.corners(name)]
        return [[path.min(axis=0).round(1).tolist(), path.max(axis=0).round(1).tolist()] for path in scaled]

    def text(self) -> str:
        return "\n".join(str(element.text) for element in self.root.iter(f"{SVG}text"))


def pixels(png: bytes, colour: tuple[int, int, int]) -> np.ndarray:
    """Rows and columns of a colour in the picture, without the colour bar at the right."""
    image = matplotlib.image.imread(io.BytesIO(png))[..., :3]
    near = np.asarray((np.abs(image - np.array(colour) / 255) < 0.02).all(axis=2))
    return np.argwhere(near[:, : int(near.shape[1] * 0.85)])


def slope(places: np.ndarray) -> float:
    """1 for a line that goes down to the right, -1 for one that goes up."""
    return float(np.corrcoef(places.T)[0, 1])


def test_the_path_lies_where_the_beads_are() -> None:
    beads = Bead(range(2), range(1), 0.9), Bead(range(2, 3), range(1, 4), 0.4), Bead(range(3, 4), range(4, 5), 1.0)
    picture = Picture(drawn(Alignment(beads, 1, 1), vectors(4), vectors(5)), 4, 5)
    assert picture.places("LineCollection_1") == [
        [[0.1, 0.1], [0.9, 1.9]],
        [[1.1, 2.1], [3.9, 2.9]],
        [[4.1, 3.1], [4.9, 3.9]],
    ]
    assert (
        len({path.get("style") for path in picture.root.iterfind(f".//{SVG}g[@id='LineCollection_1']/{SVG}path")}) == 3
    )


def test_source_goes_down_and_target_to_the_right() -> None:
    eight = vectors(8)
    for targets, sign in ((range(8), 1), (range(7, -1, -1), -1)):
        found = pixels(drawn(one_to_one(*targets), eight, eight, "png"), DARK)
        assert len(found) > 500
        assert slope(found) * sign > 0.95


def test_null_segments_are_one_band_where_they_are_consecutive() -> None:
    nothing = range(0)
    beads = [Bead(range(1), range(1), 1.0)]
    beads += [Bead(range(index, index + 1), nothing, 0.0) for index in (1, 2, 3, 5)]
    beads += [Bead(range(4, 5), range(1, 2), 1.0), Bead(nothing, range(2, 4), 0.0)]
    picture = Picture(drawn(Alignment(tuple(beads), 0.5, 0.75), vectors(6), vectors(4)), 6, 4)
    assert picture.places("PolyCollection_1") == [[[0, 1], [4, 4]], [[0, 5], [4, 6]]]
    assert picture.places("PolyCollection_2") == [[[2, 0], [4, 6]]]
    assert "2 units; unpaired: 4 of 6 source and 2 of 4 target segments" in picture.text()
    assert "text that found a partner: 50% of the source, 75% of the target" in picture.text()
    assert "source without a partner" in picture.text()
    assert "moved" not in picture.text()


def test_a_moved_bead_is_outlined() -> None:
    four = vectors(4)
    assert not len(pixels(drawn(one_to_one(0, 1, 2, 3), four, four, "png"), MOVED))
    plot = drawn(one_to_one(1, 2, 3, 0, moved=3), four, four, "png")
    outline, path = pixels(plot, MOVED), pixels(plot, DARK)
    in_axes = outline[outline[:, 0] <= path[:, 0].max() + 20]
    assert in_axes[:, 0].min() > np.percentile(path[:, 0], 70)
    assert in_axes[:, 1].max() < np.percentile(path[:, 1], 35)
    assert "moved" in Picture(drawn(one_to_one(1, 2, 3, 0, moved=3), four, four), 4, 4).text()


def test_pooling_keeps_the_highest_cosine() -> None:
    source, target = vectors(1003), vectors(1211)[::-1].copy()
    pooled = _pooled_cosines(source, target)
    assert pooled.shape == (500, 500)
    rows, columns = (np.arange(501) * count // 500 for count in (1003, 1211))
    for row, column in ((0, 0), (17, 499), (499, 250)):
        block = source[rows[row] : rows[row + 1]] @ target[columns[column] : columns[column + 1]].T
        assert pooled[row, column] == pytest.approx(block.max(), abs=1e-5)


def test_fifty_thousand_segments_keep_the_diagonal_in_little_memory() -> None:
    many = vectors(50_000, 16)
    tracemalloc.start()
    pooled = _pooled_cosines(many, many)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert pooled.shape == (500, 500)
    assert np.diag(pooled) == pytest.approx(1, abs=1e-5)
    assert np.median(pooled) < 0.95
    assert peak < 60e6


def test_the_image_is_dark_where_segments_are_similar() -> None:
    six = np.eye(6, dtype=np.float32)
    plot = drawn(Alignment((), 0, 0), six, six[::-1], "png")
    image = matplotlib.image.imread(io.BytesIO(plot))[..., :3] @ np.ones(3)
    height, width = image.shape
    inner = image[int(height * 0.1) : int(height * 0.85), int(width * 0.1) : int(width * 0.8)]
    dark = np.argwhere((inner > 0.3) & (inner < 1.2))
    assert len(dark) > 1000
    assert slope(dark) < -0.8


@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_same_alignment_gives_the_same_bytes_whatever_the_settings(form: str) -> None:
    plot = drawn(one_to_one(0, 2, 1, moved=2), vectors(3), vectors(3), form)
    with matplotlib.rc_context({"axes.facecolor": "red", "font.size": 30, "svg.fonttype": "path"}):
        before = dict(matplotlib.rcParams)
        assert drawn(one_to_one(0, 2, 1, moved=2), vectors(3), vectors(3), form) == plot
        assert dict(matplotlib.rcParams) == before
    assert re.search(rb"<dc:date>|\d\d:\d\d:\d\d", plot) is None


@pytest.mark.parametrize("form", ["png", "svg"])
@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (3, 0), (0, 1), (2, 2), (1, 1)])
def test_alignments_without_a_path(form: str, rows: int, columns: int) -> None:
    beads = [Bead(range(index, index + 1), range(0), 0.0) for index in range(rows)]
    beads += [Bead(range(rows, rows), range(index, index + 1), 0.0) for index in range(columns)]
    plot = drawn(
        Alignment(tuple(beads), 0, 0), np.zeros((rows, 8), np.float32), np.zeros((columns, 8), np.float32), form
    )
    if form == "png":
        assert plot.startswith(b"\x89PNG")
    else:
        assert f"0 units; unpaired: {rows} of {rows} source" in Picture(plot, 1, 1).text()


def test_labels_are_text_and_never_markup_or_a_warning() -> None:
    labels = "a$b$_<&>\x1b\n图书馆\udcff (zh)", "مكتبة" * 40
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = Picture(drawn(one_to_one(0), vectors(1), vectors(1), "svg", labels), 1, 1).text()
        assert drawn(one_to_one(0), vectors(1), vectors(1), "png", labels).startswith(b"\x89PNG")
    assert "a$b$_<&>\ufffd\ufffd图书馆\ufffd (zh)" in text
    assert "مكتبة" * 6 + "…" + "مكتبة" * 6 in text
    assert LABELS[1] in Picture(drawn(one_to_one(0), vectors(1), vectors(1)), 1, 1).text()


def test_long_svgs_stay_small() -> None:
    count = 5_000
    beads = tuple(
        Bead(range(index, index + 1), range(index, index + (index % 2)), float(index % 2)) for index in range(count)
    )
    assert len(drawn(Alignment(beads, 1, 1), vectors(count), vectors(count))) < 2_000_000


def test_matplotlib_loads_only_for_a_plot() -> None:
    script = "import sys, aligner.plot; assert 'matplotlib' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)
