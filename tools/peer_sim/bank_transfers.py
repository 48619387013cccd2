"""pain.001 as the bank reads it, versions 03 and 09 (rules 4.4): what is wrong refuses the whole file."""

from __future__ import annotations

import xml.etree.ElementTree as Tree
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

NAMESPACES = tuple(f"urn:iso:std:iso:20022:tech:xsd:pain.001.001.{version}" for version in ("03", "09"))


class Refused(ValueError):
    """Why a file is not carried out."""


@dataclass(frozen=True)
class Transfer:
    """One credit transfer."""

    end_to_end_id: str
    amount: int
    day: str
    creditor_name: str
    creditor_account: str
    remittance: str

    def movement(self) -> dict[str, Any]:
        """The debit that it becomes."""
        return {"key": f"transfer/{self.end_to_end_id}", "day": self.day, "amount": self.amount, "currency": "VND", "flow": "debit",
                "code": "PMNT/ICDT/ESCT", "details": [{
                    "amount": self.amount, "end_to_end_id": self.end_to_end_id, "creditor_name": self.creditor_name,
                    "creditor_account": self.creditor_account, "remittance": self.remittance}]}


class _Reader:
    def __init__(self, namespace: str) -> None:
        self._space = {"p": namespace}

    def all(self, of: Tree.Element, path: str) -> list[Tree.Element]:
        return of.findall("/".join(f"p:{name}" for name in path.split("/")), self._space)

    def text(self, of: Tree.Element, path: str) -> str:
        found = self.all(of, path)
        if not found or not (found[0].text or "").strip():
            raise Refused(f"{path} is missing")
        return str(found[0].text).strip()

    def optional(self, of: Tree.Element, path: str) -> str:
        return "".join(found.text or "" for found in self.all(of, path))


def read(document: bytes, account: str) -> list[Transfer]:
    """All transfers of a file that debits this account and whose counts and sums are right. Throws Refused."""
    if b"<!DOCTYPE" in document:
        raise Refused("a DOCTYPE is never read")
    try:
        root = Tree.fromstring(document)
    except Tree.ParseError as problem:
        raise Refused("no XML") from problem
    namespace = root.tag[1:].partition("}")[0]
    if namespace not in NAMESPACES:
        raise Refused("neither pain.001.001.03 nor pain.001.001.09")
    reader = _Reader(namespace)
    message = (reader.all(root, "CstmrCdtTrfInitn") or [root])[0]
    transfers = [transfer for group in reader.all(message, "PmtInf") for transfer in _group(reader, group, namespace, account)]
    _check_sums(reader, (reader.all(message, "GrpHdr") or [message])[0], transfers, "GrpHdr")
    names = [transfer.end_to_end_id for transfer in transfers]
    if len(set(names)) != len(names):
        raise Refused("an EndToEndId stands twice")
    return transfers


def _group(reader: _Reader, group: Tree.Element, namespace: str, account: str) -> list[Transfer]:
    if reader.text(group, "PmtMtd") != "TRF":
        raise Refused("PmtMtd is not TRF")
    if reader.text(group, "DbtrAcct/Id/Othr/Id") != account:
        raise Refused("DbtrAcct is not an account of this bank")
    day = reader.text(group, "ReqdExctnDt" if namespace.endswith("03") else "ReqdExctnDt/Dt")
    found = [_transfer(reader, one, day) for one in reader.all(group, "CdtTrfTxInf")]
    if not found:
        raise Refused("a PmtInf without a transfer")
    if reader.all(group, "NbOfTxs"):
        _check_sums(reader, group, found, "PmtInf")
    return found


def _transfer(reader: _Reader, one: Tree.Element, day: str) -> Transfer:
    name = reader.text(one, "PmtId/EndToEndId")
    money = (reader.all(one, "Amt/InstdAmt") or [one])[0]
    if money.get("Ccy") != "VND":
        raise Refused("an amount that is not in VND")
    amount = _decimal(reader.text(one, "Amt/InstdAmt"))
    if amount <= 0 or amount != int(amount) or len(name) > 35:
        raise Refused("an amount or an EndToEndId that cannot be")
    return Transfer(name, int(amount), day, reader.text(one, "Cdtr/Nm"), reader.text(one, "CdtrAcct/Id/Othr/Id"), reader.optional(one, "RmtInf/Ustrd"))


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as problem:
        raise Refused("an amount of another form") from problem


def _check_sums(reader: _Reader, of: Tree.Element, transfers: list[Transfer], where: str) -> None:
    stated = (reader.text(of, "NbOfTxs"), _decimal(reader.text(of, "CtrlSum")))
    if stated != (str(len(transfers)), sum(Decimal(transfer.amount) for transfer in transfers)):
        raise Refused(f"{where}: NbOfTxs or CtrlSum is not what is there")
