"""Finding units again: match keys, stems, placeables, differences, and the look-ups over them."""
