"""What goes wrong with a statement before it leaves the bank. Each way is a switch; the right statement follows as the next
issue, unless `uncorrected` is set."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Callable

from bank_book import Entry, Statement
from faults import FaultPlan

# Those that a format without XML cannot have are left out for it.
ONLY_XML = {"doctype"}


def _with_first(statement: Statement, changed: Callable[[Entry], Entry]) -> Statement:
    return replace(statement, entries=(changed(statement.entries[0]), *statement.entries[1:]))


def unbalanced(statement: Statement) -> Statement:
    """Opening and entries do not come to closing."""
    return replace(statement, closing=statement.closing + 1000)


def wrong_currency(statement: Statement) -> Statement:
    """An entry in a currency that is not the account's."""
    return _with_first(statement, lambda entry: replace(entry, currency="USD" if entry.currency == "VND" else "EUR"))


def duplicate_reference(statement: Statement) -> Statement:
    """The first entry again, with its reference and a balance that counts it twice."""
    again = replace(statement.entries[0], number=len(statement.entries) + 1)
    return replace(statement, closing=statement.closing + again.signed, entries=(*statement.entries, again))


def five_decimals(statement: Statement) -> Statement:
    """An amount with a fraction that VND does not have; the sums are right."""
    part = Decimal("0.00001")
    signed = part if statement.entries[0].flow == "credit" else -part
    changed = _with_first(statement, lambda entry: replace(entry, amount=entry.amount + part))
    return replace(changed, closing=statement.closing + signed)


def incomplete(statement: Statement) -> Statement:
    """Adds up and lacks its last entry: only the corrected issue tells."""
    return replace(statement, closing=statement.closing - statement.entries[-1].signed, entries=statement.entries[:-1])


def doctype(document: bytes) -> bytes:
    """A document type with an entity."""
    head, tail = document.split(b"<Document", 1)
    return head + b'<!DOCTYPE Document [<!ENTITY bank "Ngan hang">]>\n<Document' + tail


def truncated(document: bytes) -> bytes:
    """Two thirds of it."""
    return document[:len(document) * 2 // 3]


BY_BOOKS: dict[str, Callable[[Statement], Statement]] = {
    "unbalanced": unbalanced, "wrong_currency": wrong_currency, "duplicate_reference": duplicate_reference,
    "five_decimals": five_decimals, "corrected": incomplete}
BY_BYTES: dict[str, Callable[[bytes], bytes]] = {"doctype": doctype, "truncated": truncated}
SWITCHES = set(BY_BOOKS) | set(BY_BYTES) | {"sent_twice", "uncorrected", "slow_write_ms"}


def issues(statement: Statement, render: Callable[[Statement], bytes], is_xml: bool, switches: FaultPlan) -> list[tuple[str, bytes]]:
    """What leaves the bank for one statement, in order: a remark ("right", or the name of the fault) and the bytes."""
    made: list[tuple[str, bytes]] = []
    if statement.kind == "053" and statement.entries:
        for name, spoil in BY_BOOKS.items():
            if switches.strikes_on(name, statement.id):
                made.append((name, render(replace(spoil(statement), issue=len(made) + 1))))
        for name, cut in BY_BYTES.items():
            if (is_xml or name not in ONLY_XML) and switches.strikes_on(name, statement.id):
                made.append((name, cut(render(replace(statement, issue=len(made) + 1)))))
    if not made or not switches.switches().get("uncorrected"):
        made.append(("right", render(replace(statement, issue=len(made) + 1))))
        if switches.strikes_on("sent_twice", statement.id):
            made.append(("sent_twice", made[-1][1]))
    return made
