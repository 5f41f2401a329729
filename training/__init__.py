"""How the embedded model is made; not part of the wheel."""
