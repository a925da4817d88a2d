"""Who signed a submission: the county's word on which key is whose, and what the county has seen of an office.

The county certifies an office's key with its own: ``number:signature`` over the office's code, its public key and the
number, which rises with every key that the office is given; an older one no longer counts.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.database.manifest import Manifest
from app.database.signatures import SigningKey, is_signed
from app.errors import Refused
from app.models.offices import Meta

_COUNTY, _UNSIGNED = "county key", "unsigned submissions"
_OFFICE = "office key:"


@dataclass(frozen=True)
class OfficeKey:
    """What the county knows of an office's key: its number and public half; ``has_signed`` once a submission came.

    ``begins_anew`` where the county said that the office's file is a new one.
    """

    code: str
    name: str = ""
    number: int = 0
    public: str = ""
    has_signed: bool = False
    begins_anew: bool = False


def certificate(county: SigningKey, code: str, public: str, number: int) -> str:
    """The county's word that the key is the office's."""
    return f"{number}:{county.sign(_statement(code, public, number))}"


def set_county_key(session: Session, public: str) -> None:
    """Notes whose word counts in this file."""
    _keep(session, _COUNTY, public)


def county_key(session: Session) -> str:
    """The public key whose word counts in this file, empty where none was ever made."""
    return _kept(session, _COUNTY)


def allow_unsigned(session: Session, *, allowed: bool) -> None:
    """Whether submissions without a signature are still taken, with a mark."""
    _keep(session, _UNSIGNED, "" if allowed else "refused")


def are_unsigned_allowed(session: Session) -> bool:
    """Whether submissions without a signature are still taken."""
    return not _kept(session, _UNSIGNED)


def office_key(session: Session, code: str) -> OfficeKey:
    """What is known of an office's key."""
    kept = _kept(session, _OFFICE + code)
    return OfficeKey(**json.loads(kept)) if kept else OfficeKey(code)


def office_keys(session: Session) -> list[OfficeKey]:
    """What is known of every office's key, by code."""
    statement = select(Meta.value).where(Meta.key.startswith(_OFFICE)).order_by(Meta.key)
    return [OfficeKey(**json.loads(kept)) for kept in session.scalars(statement)]


def keep_office_key(session: Session, key: OfficeKey) -> None:
    """Notes what is known of an office's key."""
    _keep(session, _OFFICE + key.code, json.dumps(asdict(key), ensure_ascii=False))


def must_be_genuine(session: Session, manifest: Manifest, county: str) -> OfficeKey | None:
    """The key that the submission was signed with, None for one that nobody signed and that may still be taken.

    ``county`` is the public key whose word counts, empty where this county never made one. Raises :class:`Refused`
    for a forged, altered or borrowed signature, and for a missing one where the office has signed before.
    """
    known = office_key(session, manifest.office_code)
    if not (manifest.signer or manifest.signature or manifest.certificate):
        _may_be_unsigned(session, known)
        return None
    if not is_signed(manifest.signer, manifest.signature, manifest.statement()):
        raise Refused("签名与清单不符：清单被改动过，或签名是伪造的；请该单位重新提交。")
    if not county:
        return None  # whose key it is, nobody here can say
    number, _, words = manifest.certificate.partition(":")
    if not number.isascii() or not number.isdecimal() or len(number) > 9:
        raise Refused("签名所用的密钥没有县里的证明，没有采用。")
    if not is_signed(county, words, _statement(manifest.office_code, manifest.signer, int(number))):
        raise Refused(_whose(session, manifest, county, int(number), words))
    if int(number) < known.number:
        raise Refused("签名用的是已经作废的旧密钥；请该单位装入县里新发的密钥后重新提交。")
    name = manifest.office_name
    return OfficeKey(manifest.office_code, name, int(number), manifest.signer, has_signed=True)


def _may_be_unsigned(session: Session, known: OfficeKey) -> None:
    if known.has_signed:
        raise Refused("该单位以前的提交有签名，这份没有，可能不是该单位提交的；请向该单位核实后重新提交。")
    if not are_unsigned_allowed(session):
        raise Refused("这份提交没有签名，没有采用；请该单位装入县里发的密钥后重新提交。")


def _whose(session: Session, manifest: Manifest, county: str, number: int, words: str) -> str:
    others: Iterable[OfficeKey] = (key for key in office_keys(session) if key.code != manifest.office_code)
    for key in others:
        if is_signed(county, words, _statement(key.code, manifest.signer, number)):
            return f"签名用的是“{key.name}”的密钥，提交写的却是“{manifest.office_name}”，没有采用；请两家核实。"
    return "签名所用的密钥不是县里发给该单位的，没有采用；请核实后用县里发的密钥重新提交。"


def _statement(code: str, public: str, number: int) -> bytes:
    return f"zhaoshang office key {code} {public} {number}".encode()


def _kept(session: Session, key: str) -> str:
    found = session.get(Meta, key)
    return "" if found is None else found.value


def _keep(session: Session, key: str, value: str) -> None:
    found = session.get(Meta, key)
    if found is None:
        session.add(Meta(key=key, value=value))
    else:
        found.value = value
    session.flush()
