"""Misspellings: what OCR, haste and bad encodings do to text, so that the model has met it."""

import random


def misspell(text: str, share: float, chance: random.Random) -> str:
    """``text`` with ``share`` of its characters dropped, doubled, swapped with the next, or replaced.

    White space stays; a character is replaced by another one of the same text.
    """
    letters = [character for character in text if not character.isspace()]
    result: list[str] = []
    characters = iter(enumerate(text))
    for index, character in characters:
        if character.isspace() or chance.random() >= share:
            result.append(character)
            continue
        way = chance.randrange(4)
        if way == 1:
            result += [character, character]
        elif way == 2 and index + 1 < len(text) and not text[index + 1].isspace():
            result += [text[index + 1], character]
            next(characters)
        elif way == 3:
            result.append(chance.choice(letters))
    return "".join(result)
