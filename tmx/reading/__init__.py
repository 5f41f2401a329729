"""TMX in: bytes to pieces that can be parsed by themselves, pieces to units, and what is wrong with them."""
