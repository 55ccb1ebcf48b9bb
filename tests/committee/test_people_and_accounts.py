"""People, accounts and the roles that the office gives."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from committee.middleware import actor_of
from committee.models import Assignment, Person
from committee.services.accounts import give_account, restore_account, set_password, suspend_account
from committee.services.assignments import end_assignment, give_assignment
from committee.services.people import add_person, change_person
from ecotown.kernel import thai
from ecotown.kernel.models import JournalEntry, User
from ecotown.kernel.rules import Refused, Role
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def test_a_person_is_stored_in_one_spelling_with_the_post_of_the_day():
    staff = build.assigned(Role.STAFF)

    person = add_person(
        staff, prefix="นาย ", given="สมชาย\u200b", family="นํ้าใส", post="ท้องถิ่นจังหวัดภูเก็ต", known_on=date(2026, 1, 5)
    )

    assert str(Person.objects.get(pk=person.pk)) == "นายสมชาย น้ำใส"
    assert person.latest_post == "ท้องถิ่นจังหวัดภูเก็ต"


def test_a_new_post_is_added_and_the_old_one_stays():
    staff = build.assigned(Role.STAFF)
    person = add_person(staff, prefix="นาง", given="ก", family="ข", post="ปลัดเทศบาล", known_on=date(2026, 1, 5))

    change_person(
        staff, person_id=person.pk, prefix="นาง", given="ก", family="คง", post="นายกเทศมนตรี", known_on=date(2026, 5, 5)
    )

    person.refresh_from_db()
    assert str(person) == "นางก คง"
    assert person.latest_post == "นายกเทศมนตรี"
    assert person.posts.count() == 2


def test_members_do_not_add_people():
    with pytest.raises(Refused):
        add_person(build.seated("member"), prefix="นาย", given="ก", family="ข")


def test_an_account_carries_no_right_by_itself():
    admin, person = build.assigned(Role.ADMIN), build.person()

    user = give_account(admin, person_id=person.pk, username="new.member", password=build.PASSWORD)

    assert user.check_password(build.PASSWORD)
    assert actor_of(user).roles == frozenset()
    assert JournalEntry.objects.last().act == "account.give"
    assert build.PASSWORD not in JournalEntry.objects.last().body


def test_nobody_gets_two_accounts_and_no_name_is_given_twice():
    admin, person, other = build.assigned(Role.ADMIN), build.person(), build.person()
    give_account(admin, person_id=person.pk, username="one", password=build.PASSWORD)

    with pytest.raises(ValidationError):
        give_account(admin, person_id=person.pk, username="two", password=build.PASSWORD)
    with pytest.raises(ValidationError):
        give_account(admin, person_id=other.pk, username="one", password=build.PASSWORD)
    assert User.objects.filter(username__in=["one", "two"]).count() == 1


def test_a_login_name_has_no_thai_letters():
    with pytest.raises(ValidationError) as refused:
        give_account(build.assigned(Role.ADMIN), person_id=build.person().pk, username="สมชาย", password=build.PASSWORD)

    assert list(refused.value.message_dict) == ["username"]


def test_a_person_of_another_province_is_not_there():
    far = build.person(province=build.province("84", "สุราษฎร์ธานี"))

    with pytest.raises(Person.DoesNotExist):
        give_account(build.assigned(Role.ADMIN), person_id=far.pk, username="far", password=build.PASSWORD)


def test_a_suspended_account_has_no_roles_until_it_is_restored():
    admin, staff = build.assigned(Role.ADMIN), build.assigned(Role.STAFF)

    user = suspend_account(admin, person_id=staff.person_id, reason="ย้าย")
    assert (user.is_active, actor_of(user).roles) == (False, frozenset())

    user = restore_account(admin, person_id=staff.person_id)
    assert (user.is_active, actor_of(user).roles) == (True, {Role.STAFF})


def test_an_admin_sets_a_new_first_password():
    admin, staff = build.assigned(Role.ADMIN), build.assigned(Role.STAFF)

    set_password(admin, person_id=staff.person_id, password="another long secret")

    assert User.objects.get(pk=staff.user_id).check_password("another long secret")


def test_an_assignment_counts_from_its_first_day_until_before_its_last():
    admin, today = build.assigned(Role.ADMIN), thai.today()
    user = build.user()
    person = build.person(user=user)

    given = give_assignment(admin, person_id=person.pk, role="staff", since=today)
    assert actor_of(user).roles == {Role.STAFF}

    end_assignment(admin, assignment_id=given.pk, until=today + timedelta(days=1))
    assert actor_of(user).roles == {Role.STAFF}
    assert not Assignment.objects.in_force_on(today + timedelta(days=1)).filter(person=person).exists()


def test_a_role_held_already_is_not_given_again():
    admin, staff = build.assigned(Role.ADMIN), build.assigned(Role.STAFF)

    with pytest.raises(ValidationError) as refused:
        give_assignment(admin, person_id=staff.person_id, role="staff", since=thai.today())

    assert list(refused.value.message_dict) == ["since"]


@pytest.mark.parametrize(("role", "field"), [("secretary", "role"), ("agency", "organisation")])
def test_an_assignment_is_a_role_of_the_office_and_an_agency_has_a_name(role: str, field: str):
    with pytest.raises(ValidationError) as refused:
        give_assignment(build.assigned(Role.ADMIN), person_id=build.person().pk, role=role, since=thai.today())

    assert list(refused.value.message_dict) == [field]
