"""The code on a certificate: long enough that nobody guesses one, and without signs that look alike."""

from __future__ import annotations

# Crockford's alphabet: no I, L, O and U, so that what is read aloud or typed over arrives as it was meant.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16  # of 5 bits each
GROUP = 4
MEANT = str.maketrans({"I": "1", "L": "1", "O": "0"})


def code_from(random: bytes) -> str:
    """A code from ten random bytes."""
    number = int.from_bytes(random[: LENGTH * 5 // 8], "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


def normalised(typed: str) -> str:
    """A code as somebody typed it, the way it is kept; nothing when it cannot be one."""
    code = "".join(typed.upper().translate(MEANT).replace("-", " ").split())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def grouped(code: str) -> str:
    """A code as people read it."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
