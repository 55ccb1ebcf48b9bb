"""State tables: what is not listed cannot happen."""

import pytest

from ecotown.kernel.flow import Flow, IllegalStep

DOOR = Flow("door", {("open", "close"): "closed", ("closed", "lock"): "locked"})


def test_a_listed_step_leads_where_the_table_says():
    assert DOOR.after("open", "close") == "closed"
    assert DOOR.steps("closed") == ["lock"]


def test_an_unlisted_step_is_illegal():
    with pytest.raises(IllegalStep, match="no step 'lock' from 'open'"):
        DOOR.after("open", "lock")


def test_a_final_state_has_no_step():
    assert DOOR.steps("locked") == []
    assert not DOOR.can("locked", "close")


def test_the_chart_draws_each_step():
    assert DOOR.chart() == "stateDiagram-v2\n    open --> closed: close\n    closed --> locked: lock"
