"""Load the package before pytest imports its modules one by one for their doctests.

``aligner.align`` is a module and, once the package has loaded, the function in it.
"""

import aligner  # noqa: F401
