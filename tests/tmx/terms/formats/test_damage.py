"""A damaged file is an error of ours in one line, or it is read; it is never anything else."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmx.errors import TmxError
from tmx.terms.concept import Concept, Glossary, Status, Term
from tmx.terms.formats import TermForm, read_all, write_glossary

HARBOUR = Glossary(
    "مرسى",
    tuple(
        Concept(f"c{number}", (Term("quay", "en", Status.PREFERRED), Term("رصيف", "ar")), "Where ships lie.")
        for number in range(3)
    ),
)
WHOLE = {}
for one in TermForm:
    out = BytesIO()
    write_glossary(out, one, HARBOUR)
    WHOLE[one] = out.getvalue()


@pytest.mark.parametrize("form", TermForm)
@settings(max_examples=60, deadline=None)
@given(damage=st.binary(max_size=8), place=st.floats(0, 1), cut=st.booleans(), named=st.booleans())
def test_damage_is_an_error_or_nothing(form: TermForm, damage: bytes, place: float, cut: bool, named: bool) -> None:
    whole = WHOLE[form]
    at = int(place * len(whole))
    data = whole[:at] + damage + (b"" if cut else whole[at + len(damage) :])
    try:
        read_all(BytesIO(data), ("en", "ar") if named else None, form)
    except TmxError as error:
        assert "\n" not in str(error)  # noqa: PT017
        assert str(error).startswith("<stdin>: ")  # noqa: PT017
