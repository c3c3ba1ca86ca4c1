"""Departments and 124 communes, each in its manner: prompt, silent, another mind, a substitute."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at, local_date
from dondoc.conference.conference_figures import conference_figures
from dondoc.conference.find_conference import find_conference, invitees
from tests.support.conference_hall import CODE, Hall, draft

INVITED, ANSWERED = at(date(2026, 11, 5), 9), at(date(2026, 11, 9), 9)
EVE = at(date(2026, 11, 26), 9)


@pytest.mark.one_database
def test_every_manner_is_counted_once(hall: Hall) -> None:
    hall.plan(draft("các sở, ban, ngành; các xã, phường"))
    invited = hall.invite(INVITED)
    everyone = [one.unit_code for one in hall.read(lambda s: invitees(s, find_conference(s, CODE)))]
    communes = [unit for unit in invited.units if unit.group == "cap_xa"]
    assert 124 == len(communes)
    assert len(everyone) == len(invited.units)

    for index, unit in enumerate(everyone):
        match index % 4:
            case 0:
                hall.answer(ANSWERED, unit, "comes", "Nguyễn Văn An", "Trần Thị Bình")
            case 1:
                hall.answer(ANSWERED, unit, "comes", "Nguyễn Văn An")
                hall.answer(EVE, unit, "cannot", reason="Trùng lịch họp xã")
            case 2:
                hall.answer(EVE, unit, "substitute", "Lê Văn Chi")

    counted = [sum(index % 4 == manner for index in range(len(everyone))) for manner in range(4)]
    figures = hall.read(lambda s: conference_figures(s, find_conference(s, CODE)))
    assert len(everyone) == figures.invited
    assert counted[3] == figures.silent
    assert (counted[0] + counted[2], counted[1]) == (figures.coming, figures.unable)
    assert 2 * counted[0] + counted[2] == figures.delegates
    assert counted[1] + counted[2] == figures.late  # the eve is after the deadline
    assert local_date(EVE) > hall.conference().rsvp_by
