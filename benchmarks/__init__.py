"""Where the figures in the README come from; not part of the wheel."""
