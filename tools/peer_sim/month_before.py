"""The dossiers of the month before the morning: they are finished, they cost something, and their month is being agreed.

The province states them at the beginning of the run, as a province does that has just been connected.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from morning import WARD_CODE, Dossier, Message, Morning, after_working_days, make_morning, statements
from people import PROCEDURES, make_citizen

# What these procedures cost, in đồng, by the code of the fee: the same as config/regulation/fees.toml, said a second time on
# purpose. A dossier of the third owes two.
COSTS: dict[str, tuple[tuple[str, int], ...]] = {
    "1.001193": (("LPHT", 8_000),),
    "1.000894": (("LPKH", 20_000),),
    "1.003560": (("LPXD", 75_000), ("PTDXD", 40_000)),
}
SAID_WITHIN = 8.0            # seconds of the run in which all of them are stated
LAST_DAY_RECEIVED = 24       # what is paid some days later is still booked within the month
DICE = 7919                  # so that these citizens are not the morning's


def month_before(day: date) -> date:
    """The first day of the month before."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def make_month_before(seed: int, count: int, day: date) -> Morning:
    """So many dossiers, received on working days of the month before `day`, and what the province says of them."""
    dice = random.Random(seed * DICE)
    first = month_before(day)
    days = [one for one in (first + timedelta(days=place) for place in range(LAST_DAY_RECEIVED)) if one.weekday() < 5]
    procedures = [procedure for procedure in PROCEDURES if procedure.code in COSTS]
    dossiers = []
    for index in range(count):
        received = datetime.combine(days[index * len(days) // count], time(8, 0)) + timedelta(minutes=dice.randint(0, 200))
        dossier = Dossier(code=f"{WARD_CODE}-{received:%y%m%d}-{index + 1:04d}", kind="finished", channel=("counter", "online")[index % 2],
                          procedure=procedures[index % len(procedures)], citizen=make_citizen(dice, index), form="json",
                          received=received, due=after_working_days(received, 15))
        dossier.moves += [(2, received), (4, received + timedelta(minutes=20)), (9, received + timedelta(minutes=70)),
                          (10, received + timedelta(minutes=95))]
        dossiers.append(dossier)
    messages: list[Message] = []
    for index, dossier in enumerate(dossiers):
        begin = SAID_WITHIN * index / max(1, count)
        messages += [replace(message, offset=message.offset + begin) for message in statements(dossier, dossier.received, 0.0)]
    return Morning(dossiers, messages)


def make_run(seed: int, count: int, day: date, duration: float, before: int) -> Morning:
    """The morning, and `before` dossiers of the month before it."""
    morning, earlier = make_morning(seed, count, day, duration), make_month_before(seed, before, day)
    messages = sorted(morning.messages + earlier.messages, key=lambda message: message.offset)
    return Morning(morning.dossiers + earlier.dossiers, messages)


def fees_of(dossiers: list[Dossier]) -> list[dict[str, Any]]:
    """What these dossiers cost, for money_month.read_fees."""
    return [{"id": f"{dossier.code}|{amount}", "code": dossier.code, "procedure": dossier.procedure.code, "unit": WARD_CODE,
             "fee": amount, "payer": dossier.citizen.name, "asked_on": dossier.received.date().isoformat()}
            for dossier in dossiers for _, amount in COSTS.get(dossier.procedure.code, ())]
