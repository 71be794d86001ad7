"""Signing plain data so that anybody can check it: W3C Data Integrity with the suite eddsa-rdfc-2022."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyld import jsonld

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519_PUBLIC = bytes([0xED, 0x01])
SEED = 32  # bytes
Contexts = Mapping[str, dict[str, Any]]


class UnknownContextError(LookupError):
    """A document refers to words that do not come along with us; nothing is fetched from elsewhere."""


def key_from(seed: str) -> Ed25519PrivateKey:
    """The key that 64 hexadecimal signs stand for."""
    raw = bytes.fromhex(seed)
    if len(raw) != SEED:
        raise ValueError(len(raw))
    return Ed25519PrivateKey.from_private_bytes(raw)


def public_key(key: Ed25519PrivateKey) -> str:
    """The public half of a key, as documents name it."""
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return multibase(ED25519_PUBLIC + raw)


def signed(
    document: dict[str, Any], key: Ed25519PrivateKey, *, key_address: str, created: str, contexts: Contexts
) -> dict[str, Any]:
    """A document with its proof."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": created,
        "verificationMethod": key_address,
        "proofPurpose": "assertionMethod",
    }
    options = {"@context": document["@context"], **proof}
    to_sign = _digest(options, contexts) + _digest(document, contexts)
    return {**document, "proof": {**proof, "proofValue": multibase(key.sign(to_sign))}}


def multibase(raw: bytes) -> str:
    """Bytes in base 58, with the sign that says so."""
    number, signs = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, len(BASE58))
        signs = BASE58[rest] + signs
    leading = len(raw) - len(raw.lstrip(b"\0"))
    return "z" + BASE58[0] * leading + signs


def _digest(document: dict[str, Any], contexts: Contexts) -> bytes:
    canonical = jsonld.normalize(
        document,
        {
            "algorithm": "URDNA2015",
            "format": "application/n-quads",
            "documentLoader": _loader(contexts),
        },
    )
    return hashlib.sha256(canonical.encode()).digest()


def _loader(contexts: Contexts) -> Any:
    def load(address: str, _options: dict[str, Any]) -> dict[str, Any]:
        if address not in contexts:
            raise UnknownContextError(address)
        return {
            "contextUrl": None,
            "contentType": "application/ld+json",
            "documentUrl": address,
            "document": contexts[address],
        }

    return load
