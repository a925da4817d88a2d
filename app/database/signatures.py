"""Ed25519: a key that signs, its public half that proves, each as hexadecimal text."""

from dataclasses import dataclass
from typing import Self

_LENGTH = 64  # signs of a key in hexadecimal


@dataclass(frozen=True)
class SigningKey:
    """A key of which ``private`` must stay with its owner; ``public`` may be known to all."""

    private: str
    public: str

    @classmethod
    def new(cls) -> Self:
        """A key that nobody had before."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # loads where a key is used

        return cls.of(Ed25519PrivateKey.generate().private_bytes_raw().hex())

    @classmethod
    def of(cls, private: str) -> Self:
        """The key with its public half; ValueError for what is no key."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        made = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private))
        return cls(private, made.public_key().public_bytes_raw().hex())

    def sign(self, statement: bytes) -> str:
        """The signature of a statement."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.private)).sign(statement).hex()


def is_signed(public: str, signature: str, statement: bytes) -> bool:
    """Whether the holder of the key made this signature over this very statement."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), statement)
    except (InvalidSignature, ValueError):
        return False
    # One writing alone: the same bytes in capitals or with blanks are no signature that the program made.
    return len(public) == _LENGTH and bytes.fromhex(signature).hex() == signature
