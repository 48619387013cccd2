"""Statements as a bank would send them, small and large."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Iterator

ACCOUNT = "112233445566"
OPENING, FEE = 1_000_000, 8_000


def _balance(code: str, amount: int, day: str) -> str:
    return (f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="VND">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
            f"<Dt><Dt>{day}</Dt></Dt></Bal>\n")


def _entry(number: int, day: str) -> str:
    return (f'<Ntry><Amt Ccy="VND">{FEE}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt>'
            f"<AcctSvcrRef>FT-{number}</AcctSvcrRef><BkTxCd/><NtryDtls><TxDtls><RmtInf><Ustrd>le phi H55.12-261103-{number:07}</Ustrd>"
            "</RmtInf></TxDtls></NtryDtls></Ntry>\n")


def pieces(entries: int, identity: str = "S-1", day: str = "2026-11-03", wrong_by: int = 0) -> Iterator[bytes]:
    """A camt.053 of one day, a few hundred kilobytes at a time; `wrong_by` đồng at the end it does not add up."""
    yield ('<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
           f"<GrpHdr><MsgId>M-{identity}</MsgId><CreDtTm>{day}T23:59:59+07:00</CreDtTm></GrpHdr>\n<Stmt><Id>{identity}</Id>"
           f"<CreDtTm>{day}T23:59:59+07:00</CreDtTm><FrToDt><FrDtTm>{day}T00:00:00+07:00</FrDtTm><ToDtTm>{day}T23:59:59+07:00</ToDtTm>"
           f"</FrToDt><Acct><Id><Othr><Id>{ACCOUNT}</Id></Othr></Id><Ccy>VND</Ccy></Acct>\n"
           + _balance("OPBD", OPENING, day) + _balance("CLBD", OPENING + entries * FEE + wrong_by, day)).encode()
    for first in range(0, entries, 1000):
        yield "".join(_entry(number, day) for number in range(first, min(first + 1000, entries))).encode()
    yield b"</Stmt></BkToCstmrStmt></Document>\n"


def statement(entries: int = 2, identity: str = "S-1", day: str = "2026-11-03", wrong_by: int = 0) -> bytes:
    """The same in one piece."""
    return b"".join(pieces(entries, identity, day, wrong_by))


def digest(content: bytes) -> str:
    """As the gateway names a file."""
    return hashlib.sha256(content).hexdigest()


def put(folder: Path, name: str, content: bytes) -> None:
    """Whole or not at all, as banks do it."""
    draft = folder / f"{name}.part"
    draft.write_bytes(content)
    draft.replace(folder / name)
