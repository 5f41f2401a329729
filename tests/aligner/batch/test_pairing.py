"""Files to jobs: by table, by name, by content; texts of our own."""

from pathlib import Path

import pytest

from aligner import load_encoder
from aligner.batch.job import By, Job, Pairing
from aligner.batch.pairing import PairingOptions, find_pairs
from aligner.errors import BatchError

STORIES = {
    "harbour": (
        "The fishing boats returned before the storm.\nNobody was hurt, said the harbour master.\n"
        "The market opens again on Sunday morning.",
        "عادت قوارب الصيد قبل العاصفة.\nوقال مدير الميناء إن أحدا لم يصب بأذى.\nيفتح السوق أبوابه من جديد صباح الأحد.",
    ),
    "school": (
        "Forty pupils planted olive trees behind the school.\nTheir teacher brought water from the well.\n"
        "In ten years there will be shade and oil.",
        "زرع أربعون تلميذا أشجار زيتون خلف المدرسة.\nوجلبت معلمتهم الماء من البئر.\nبعد عشر سنوات سيكون هناك ظل وزيت.",
    ),
    "clinic": (
        "The clinic needs two doctors and a nurse.\nPatients wait for hours in the corridor.\n"
        "The ministry promised new equipment this winter.",
        "تحتاج العيادة إلى طبيبين وممرضة.\nينتظر المرضى ساعات في الممر.\nووعدت الوزارة بأجهزة جديدة هذا الشتاء.",
    ),
}


def lay_out(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def find(*inputs: Path, options: PairingOptions | None = None) -> Pairing:
    return find_pairs(inputs, options or PairingOptions(), load_encoder())


def names(job: Job) -> tuple[str, str | None]:
    return job.source.name, job.target.name if job.target else None


def test_content_decides_where_names_do_not(tmp_path: Path) -> None:
    files = {
        f"scan{number}{side}.txt": text
        for number, pair in enumerate(STORIES.values())
        for side, text in zip("pq", pair, strict=True)
    }
    pairing = find(lay_out(tmp_path, files))
    assert {names(job) for job in pairing.jobs} == {(f"scan{number}p.txt", f"scan{number}q.txt") for number in range(3)}
    assert {job.by for job in pairing.jobs} == {By.CONTENT}
    assert all((job.source_language, job.target_language) == ("en", "ar") for job in pairing.jobs)
    assert all(job.score is not None and 0.5 <= job.score <= 1 for job in pairing.jobs)
    assert pairing.unpaired == ()


def test_a_file_without_a_translation_stays_alone(tmp_path: Path) -> None:
    files = {
        "a.txt": STORIES["harbour"][0],
        "b.txt": STORIES["harbour"][1],
        "c.txt": STORIES["school"][0],
        "d.txt": STORIES["clinic"][1],
    }
    pairing = find(lay_out(tmp_path, files))
    assert [names(job) for job in pairing.jobs] == [("a.txt", "b.txt")]
    assert [(one.path.name, one.reason[:5]) for one in pairing.unpaired] == [("c.txt", "in en"), ("d.txt", "in ar")]


def test_names_go_before_content_and_a_file_in_two_languages_is_a_pair(tmp_path: Path) -> None:
    files = {
        "x.en.txt": STORIES["harbour"][0],
        "x.ar.txt": STORIES["school"][1],
        "both.txt": "\n\n".join(STORIES["clinic"]),
        "broken.txt": "\0\1\2\3",
    }
    pairing = find(lay_out(tmp_path, files))
    assert [(job.name, job.by, names(job)) for job in pairing.jobs] == [
        ("both", By.FILE, ("both.txt", None)),
        ("x", By.NAME, ("x.en.txt", "x.ar.txt")),
    ]
    (broken,) = pairing.unpaired
    assert broken.path.name == "broken.txt"
    assert "binary" in broken.reason


def test_without_content_what_names_do_not_tell_is_unpaired(tmp_path: Path) -> None:
    files = {"a.txt": STORIES["harbour"][0], "b.txt": STORIES["harbour"][1]}
    pairing = find(lay_out(tmp_path, files), options=PairingOptions(by_content=False))
    assert pairing.jobs == ()
    assert len(pairing.unpaired) == 2


def test_the_target_can_be_named_alone(tmp_path: Path) -> None:
    files = {"a.txt": STORIES["harbour"][0], "b.txt": STORIES["harbour"][1]}
    (job,) = find(lay_out(tmp_path, files), options=PairingOptions(target_language="en")).jobs
    assert names(job) == ("b.txt", "a.txt")


@pytest.mark.parametrize("header", ["", "source,target\n"])
def test_a_table_of_pairs(tmp_path: Path, header: str) -> None:
    lay_out(tmp_path, {"in/a.txt": STORIES["harbour"][0], "in/b.txt": STORIES["harbour"][1], "in/c.txt": "x"})
    (tmp_path / "pairs.csv").write_text(f"{header}in/a.txt,in/b.txt,en-GB,ar\nin/c.txt,,en,ar\n", encoding="utf-8")
    first, second = find(tmp_path / "pairs.csv").jobs
    assert (first.by, names(first), first.source_language) == (By.LIST, ("a.txt", "b.txt"), "en-GB")
    assert (second.by, names(second)) == (By.FILE, ("c.txt", None))


def test_files_of_a_table_are_not_paired_again(tmp_path: Path) -> None:
    lay_out(tmp_path, {"x.en.txt": "one", "x.ar.txt": "واحد", "pairs.csv": "x.en.txt,x.ar.txt\n"})
    assert [job.by for job in find(tmp_path).jobs] == [By.LIST]


@pytest.mark.parametrize(
    ("table", "said"),
    [("a.txt,b.txt,nonsense tag\n", "line 1: 'nonsense tag'"), ("a.txt,b.txt\n,b.txt\n", "line 2: no source")],
)
def test_a_malformed_table_says_where(tmp_path: Path, table: str, said: str) -> None:
    lay_out(tmp_path, {"a.txt": "a", "b.txt": "b", "pairs.csv": table})
    with pytest.raises(BatchError, match=f"pairs.csv: {said}"):
        find(tmp_path)


def test_several_folders_tell_languages(tmp_path: Path) -> None:
    lay_out(tmp_path, {"en/x.txt": "one", "ar/x.txt": "واحد"})
    (job,) = find(tmp_path / "en", tmp_path / "ar").jobs
    assert (job.name, job.by, job.source.parent.name, job.target_language) == ("x", By.NAME, "en", "ar")


def test_jobs_of_one_name_get_numbers(tmp_path: Path) -> None:
    lay_out(tmp_path, {f"{folder}/{name}.txt": "x" for folder in ("in", "out") for name in ("a", "b")})
    (tmp_path / "pairs.tsv").write_text("in/a.txt\tin/b.txt\nout/a.txt\tout/b.txt\n", encoding="utf-8")
    assert [job.name for job in find(tmp_path / "pairs.tsv").jobs] == ["a", "a~2"]


def test_patterns_hidden_files_and_other_formats(tmp_path: Path) -> None:
    lay_out(tmp_path, {".x.en.txt": "a", "x.ar.txt": "b", "x.en.txt": "c", "x.en.jpg": "d"})
    assert len(find(Path(f"{tmp_path}/*.txt")).jobs) == 1
    assert len(find(tmp_path).jobs) == 1


@pytest.mark.parametrize("name", ["missing", "*.nothing"])
def test_an_input_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(BatchError, match=r"no .*file"):
        find(tmp_path / name)
