"""camt.053 and camt.054, versions 02 and 08 (rules 4.2), from a statement of the bank's books."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Iterable
from xml.sax.saxutils import escape

from bank_book import Entry, Statement

_NAMES = {"053": ("BkToCstmrStmt", "Stmt"), "054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn")}
_FLOW = {"credit": "CRDT", "debit": "DBIT"}
LONGEST_LINE = 140


def amount_text(amount: Decimal) -> str:
    """Without an exponent and as many decimals as it has."""
    return f"{amount:f}"


def _element(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>" if content else ""


def _text(name: str, value: object) -> str:
    return _element(name, escape(str(value)))


def _money(name: str, amount: Decimal, currency: str) -> str:
    return f'<{name} Ccy="{currency}">{amount_text(amount)}</{name}>'


def _account(name: str, number: str, more: str = "") -> str:
    return f"<{name}><Id><Othr>{_text('Id', number)}</Othr></Id>{more}</{name}>" if number else ""


def _balance(code: str, amount: Decimal, currency: str, day: date) -> str:
    flow = "CRDT" if amount >= 0 else "DBIT"
    return (f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{_money('Amt', abs(amount), currency)}"
            f"<CdtDbtInd>{flow}</CdtDbtInd><Dt><Dt>{day.isoformat()}</Dt></Dt></Bal>\n")


def _totals(entries: Iterable[Entry], version: int) -> str:
    held = list(entries)
    parts = {flow: [entry.amount for entry in held if entry.flow == flow] for flow in ("credit", "debit")}
    net = sum((entry.signed for entry in held), Decimal(0))
    flow = "CRDT" if net >= 0 else "DBIT"
    stated = (f"<TtlNetNtryAmt>{amount_text(abs(net))}</TtlNetNtryAmt><CdtDbtInd>{flow}</CdtDbtInd>" if version < 4 else
              f"<TtlNetNtry><Amt>{amount_text(abs(net))}</Amt><CdtDbtInd>{flow}</CdtDbtInd></TtlNetNtry>")
    whole = sum((entry.amount for entry in held), Decimal(0))
    out = f"<TtlNtries><NbOfNtries>{len(held)}</NbOfNtries><Sum>{amount_text(whole)}</Sum>{stated}</TtlNtries>"
    for name, amounts in (("TtlCdtNtries", parts["credit"]), ("TtlDbtNtries", parts["debit"])):
        out += f"<{name}><NbOfNtries>{len(amounts)}</NbOfNtries><Sum>{amount_text(sum(amounts, Decimal(0)))}</Sum></{name}>"
    return f"<TxsSummry>{out}</TxsSummry>\n"


def _party(name: str, of: str, version: int) -> str:
    inner = _text("Nm", of)
    return _element(name, inner if version < 7 or not inner else f"<Pty>{inner}</Pty>")


def _detail(detail: dict[str, Any], entry: Entry, version: int) -> str:
    amount = Decimal(str(detail.get("amount", entry.amount)))
    money = _money("Amt", amount, entry.currency)
    direct = f"{money}<CdtDbtInd>{_FLOW[entry.flow]}</CdtDbtInd>" if version >= 4 else ""
    references = _text("EndToEndId", detail.get("end_to_end_id", "NOTPROVIDED"))
    parties = (_party("Dbtr", detail.get("debtor_name", ""), version) + _account("DbtrAcct", detail.get("debtor_account", "")) +
               _party("Cdtr", detail.get("creditor_name", ""), version) + _account("CdtrAcct", detail.get("creditor_account", "")))
    words = detail.get("remittance", "")
    lines = "".join(_text("Ustrd", words[at:at + LONGEST_LINE]) for at in range(0, len(words), LONGEST_LINE))
    return (f"<TxDtls><Refs>{references}</Refs>{direct}<AmtDtls><TxAmt>{money}</TxAmt></AmtDtls>"
            f"{_element('RltdPties', parties)}{_element('RmtInf', lines)}</TxDtls>")


def _batch(entry: Entry) -> str:
    if len(entry.details) < 2:
        return ""
    return (f"<Btch><NbOfTxs>{len(entry.details)}</NbOfTxs>{_money('TtlAmt', entry.amount, entry.currency)}"
            f"<CdtDbtInd>{_FLOW[entry.flow]}</CdtDbtInd></Btch>")


def _entry(entry: Entry, version: int) -> str:
    domain, family, kind = entry.code.split("/")
    details = _batch(entry) + "".join(_detail(detail, entry, version) for detail in entry.details)
    day = f"<Dt>{entry.day.isoformat()}</Dt>"
    return (f"<Ntry>{_text('NtryRef', entry.number)}{_money('Amt', entry.amount, entry.currency)}<CdtDbtInd>{_FLOW[entry.flow]}</CdtDbtInd>"
            f"<RvslInd>{'true' if entry.reversal else 'false'}</RvslInd>{'<Sts>BOOK</Sts>' if version < 7 else '<Sts><Cd>BOOK</Cd></Sts>'}"
            f"<BookgDt>{day}</BookgDt><ValDt>{day}</ValDt>{_text('AcctSvcrRef', entry.reference)}"
            f"<BkTxCd><Domn><Cd>{domain}</Cd><Fmly><Cd>{family}</Cd><SubFmlyCd>{kind}</SubFmlyCd></Fmly></Domn></BkTxCd>"
            f"{_element('NtryDtls', details)}{_text('AddtlNtryInf', entry.information)}</Ntry>\n")


def render(statement: Statement, version: int) -> bytes:
    """The document, UTF-8. Version 2 or 8."""
    message, name = _NAMES[statement.kind]
    day = statement.day.isoformat()
    made = f"{day}T{'17:30:00' if statement.kind == '053' else '10:00:00'}+07:00"
    paging = "<PgNb>1</PgNb><LastPgInd>true</LastPgInd>"
    head = (f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{statement.kind}.001.{version:02d}">\n'
            f"<{message}><GrpHdr>{_text('MsgId', f'{statement.id}-{statement.issue}')}<CreDtTm>{made}</CreDtTm><MsgPgntn>{paging}</MsgPgntn></GrpHdr>\n"
            f"<{name}>{_text('Id', statement.id)}")
    if version >= 3:
        head += f"<{name}Pgntn>{paging}</{name}Pgntn>"
    head += (f"<ElctrncSeqNb>{statement.sequence}</ElctrncSeqNb><CreDtTm>{made}</CreDtTm><FrToDt><FrDtTm>{day}T00:00:00+07:00</FrDtTm>"
             f"<ToDtTm>{day}T23:59:59+07:00</ToDtTm></FrToDt>"
             f"{_account('Acct', statement.account, _text('Ccy', statement.currency) + _element('Ownr', _text('Nm', statement.owner)))}\n")
    if statement.kind == "053":
        head += _balance("OPBD", statement.opening, statement.currency, statement.day)
        head += _balance("CLBD", statement.closing, statement.currency, statement.day)
    body = "".join(_entry(entry, version) for entry in statement.entries)
    return (head + _totals(statement.entries, version) + body + f"</{name}>\n</{message}>\n</Document>\n").encode("utf-8")
