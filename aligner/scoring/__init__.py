"""How good a bead is: what both sides are, what speaks for their belonging together, fitted weights."""
