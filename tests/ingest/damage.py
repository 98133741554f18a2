"""Damaged copies of files, and whether a reader does with them what it may."""

import random

from errors import InputError


def damaged(content, seed):
    """The bytes with some bits turned over; for every other seed cut short as well."""
    chance = random.Random(seed)
    changed = bytearray(content)
    if seed % 2:
        changed = changed[: chance.randrange(1, len(changed))]
    for _ in range(chance.randrange(1, 30)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def is_read_or_refused(read, path):
    """Whether the file gives text, or one line of refusal that begins with its name."""
    try:
        return bool(read(path, path.name).text.strip())
    except InputError as error:
        return str(error).startswith(f"{path.name}: ") and "\n" not in str(error)
