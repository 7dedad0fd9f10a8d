"""What the database keeps of each question to the gate."""

from __future__ import annotations

from django.test import Client as Browser

from clients.models import Contact
from collateral.models import GateQuestion
from practice.models import User
from tests.clock import HOUR, afternoon
from tests.collateral.api.asking import GATE, asked
from tests.refusals import refused_by, run


def test_what_was_asked_stays_as_it_is(adas: Browser, ben: Contact) -> None:
    adas.get(GATE, asked(ben, afternoon(3)))
    with refused_by("gate_question_is_final"):
        GateQuestion.objects.update(answer="COVERED")
    with refused_by("gate_question_is_final"):
        GateQuestion.objects.all().delete()
    with refused_by("gate_questions_are_kept"):
        run("TRUNCATE collateral_gatequestion")


def test_a_question_is_somebodys_and_of_the_clients_own_contact(
    ada: User, ben: Contact, rosa: Contact
) -> None:
    question = GateQuestion(
        client=ben.client,
        contact=ben,
        during=(afternoon(1), afternoon(1) + HOUR),
        format="joint",
        place="in_person",
        answer="NO_ROI",
    )
    with refused_by("gate_question_asked_by_one"):
        question.save()
    question.asked_by, question.contact = ada, rosa
    with refused_by("gate_question_of_clients_contact"):
        question.save()
    question.contact = ben
    question.save()
