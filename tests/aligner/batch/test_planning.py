"""In what portions documents go to the processes."""

from pathlib import Path
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from aligner.batch import planning
from aligner.batch.job import By, Job


def jobs(folder: Path, sizes: list[int]) -> list[Job]:
    paths = [folder / f"{number}.txt" for number in range(len(sizes))]
    for path, size in zip(paths, sizes, strict=True):
        path.write_bytes(bytes(size))
    return [Job(path.stem, path, None, By.FILE) for path in paths]


def test_a_giant_goes_first_and_small_documents_together(tmp_path: Path) -> None:
    given = jobs(tmp_path, [5_000] * 30 + [900_000] + [5_000] * 30)
    first, *rest = planning.in_chunks(given, 2)
    assert [job.name for job in first] == ["30"]
    assert [job.name for chunk in rest for job in chunk] == [str(number) for number in range(61) if number != 30]
    assert len(rest) == 10


def test_a_few_documents_are_shared_out(tmp_path: Path) -> None:
    assert [len(chunk) for chunk in planning.in_chunks(jobs(tmp_path, [500] * 8), 2)] == [1] * 8


@given(st.lists(st.integers(0, 200_000), max_size=40), st.integers(1, 8))
def test_every_job_is_in_one_chunk(sizes: list[int], processes: int) -> None:
    given = [Job(f"{number}/{size}", Path("none"), None, By.FILE) for number, size in enumerate(sizes)]
    with patch.object(planning, "_size", lambda job: int(job.name.split("/")[1])):
        chunks = list(planning.in_chunks(given, processes))
    assert all(chunks)
    assert sorted(job.name for chunk in chunks for job in chunk) == sorted(job.name for job in given)
