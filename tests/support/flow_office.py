"""What a flow stands on, and what it left behind on the server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc import clock
from dondoc.delivery.operating.asked_act import do_asked
from dondoc.delivery.operating.delivery_form import Done
from dondoc.ledger.installation import load_installation
from dondoc.settings import Settings
from models import Account, AskedAct
from models.database import transaction
from tests.support.prefect_harness import PrefectServer

OFFICER = "minh@so-noi-vu.example"
"""An officer of the body that watches, who has an account."""


@dataclass
class Office:
    """What a flow stands on, and what it left behind on the server."""

    engine: Engine
    settings: Settings
    server: PrefectServer
    said: list[str] = field(default_factory=list)

    def press(self, typed: str = "") -> Done:
        """Whom the newest form named presses the button in the mail; `typed` tells two apart."""
        with transaction(self.engine) as session:
            waits = select(AskedAct).where(col(AskedAct.done_at).is_(None))
            waits = waits.where(col(AskedAct.typed).contains(typed))
            asked = session.exec(waits.order_by(col(AskedAct.asked_at).desc())).first()
            assert asked is not None
            account = session.get_one(Account, asked.account_id)
            done = do_asked(session, load_installation().at(clock.now()), asked, account)
        assert done is not None
        return done

    def artifact(self, key: str) -> dict[str, Any]:
        """The newest version of that artifact."""
        found: dict[str, Any] = self.server.ask(f"/artifacts/{key}/latest")
        return found

    def run_names(self, like: str) -> list[str]:
        """The names of all runs, past and planned, that hold these words."""
        wanted = {"flow_runs": {"name": {"like_": like}}, "limit": 200}
        return [run["name"] for run in self.server.ask("/flow_runs/filter", wanted)]
