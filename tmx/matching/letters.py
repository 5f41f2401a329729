"""How often each letter occurs in a match key: a bound on its edit similarity to others, from 16 bytes.

Letters are counted by the last five bits of their code points, which hardly any two letters of one alphabet
have in common, and up to 15, which takes half a byte.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Letters = npt.NDArray[np.uint8]
BYTES = 16
"""Of the counts of one key."""
_CLASSES, _MOST = 32, 15


def count_letters(keys: Sequence[str]) -> Letters:
    """The counts of each key (keys x ``BYTES``)."""
    codes = np.frombuffer("".join(keys).encode("utf-32-le", "surrogatepass"), np.uint32)
    places = np.repeat(np.arange(len(keys)) * _CLASSES, [len(key) for key in keys])
    places += codes & np.uint32(_CLASSES - 1)
    counts = np.bincount(places, minlength=len(keys) * _CLASSES).reshape(-1, _CLASSES)
    small = np.minimum(counts, _MOST).astype(np.uint8)
    return small[:, :BYTES] | small[:, BYTES:] << np.uint8(4)


def differences(one: Letters, many: Letters) -> npt.NDArray[np.int64]:
    """How many letters at least are in ``one`` (``BYTES``) and not in each of ``many``, or the other way round."""
    low = np.abs((many & _MOST).view(np.int8) - (one & _MOST).view(np.int8))
    high = np.abs((many >> 4).view(np.int8) - (one >> 4).view(np.int8))
    found: npt.NDArray[np.int64] = (low + high).sum(axis=1, dtype=np.int64)
    return found
