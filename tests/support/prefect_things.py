"""One of each thing that Prefect's UI has a page for, on a real server."""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.prefect_harness import PrefectServer

FLOW = "Báo cáo định kỳ (kiểm thử)"
RUN = "Nhắc trước 5 ngày"


@dataclass(frozen=True)
class Things:
    """Their ids, as they stand in the UI's addresses."""

    flow: str
    deployment: str
    run: str
    task_run: str
    artifact: str
    automation: str
    pool: str = "kiem-thu-giao-dien"
    key: str = "tien-do-kiem-thu"

    @property
    def pages(self) -> tuple[str, ...]:
        """Every page that shows something, below `…/v2/`."""
        pool = f"work-pools/work-pool/{self.pool}"
        run, task_run = f"runs/flow-run/{self.run}", f"runs/task-run/{self.task_run}"
        return (
            *("dashboard", "runs", "flows", f"flows/flow/{self.flow}"),
            *(run, f"{run}?tab=TaskRuns", f"{run}?tab=Artifacts", task_run),
            *("deployments", f"deployments/deployment/{self.deployment}"),
            *("work-pools", pool, f"{pool}/queue/default"),
            *("artifacts", f"artifacts/key/{self.key}", f"artifacts/artifact/{self.artifact}"),
            *("automations", f"automations/automation/{self.automation}", "events", "variables"),
            *("blocks", "concurrency-limits", "settings"),
        )

    def scheduled(self, server: PrefectServer) -> bool:
        """Is the deployment's schedule on?"""
        [one] = server.ask(f"/deployments/{self.deployment}/schedules")
        return bool(one["active"])


def leave_things(server: PrefectServer) -> Things:
    """Make them."""
    ask = server.ask
    pool = Things.pool
    ask("/work_pools/", {"name": pool, "type": "process"})
    flow = ask("/flows/", {"name": FLOW})["id"]
    schedule = {"active": True, "schedule": {"cron": "0 8 * * 1-5", "timezone": "Asia/Ho_Chi_Minh"}}
    deployment = ask(
        "/deployments/",
        {
            "flow_id": flow,
            "name": "bao-cao-kiem-thu",
            "work_pool_name": pool,
            "entrypoint": "flows.periodic_report:periodic_report",
            "description": "Mô tả của việc kiểm thử.",
            "schedules": [schedule],
            "parameter_openapi_schema": {"type": "object", "properties": {}},
        },
    )["id"]
    ended = {"type": "COMPLETED", "name": "20/27 · 3 quá hạn", "message": "20/27 đã gửi"}
    run = ask(
        "/flow_runs/",
        {"flow_id": flow, "deployment_id": deployment, "name": RUN, "state": ended},
    )["id"]
    task_run = ask(
        "/task_runs/",
        {"flow_run_id": run, "name": "Lập thông báo", "task_key": "lap", "dynamic_key": "0"}
        | {"state": ended},
    )["id"]
    _log(server, run, task_run)
    artifact = ask(
        "/artifacts/",
        {"key": Things.key, "type": "markdown", "data": "# Tiến độ", "flow_run_id": run},
    )["id"]
    ask("/variables/", {"name": "kiem_thu", "value": "một"})
    ask("/v2/concurrency_limits/", {"name": "kiem-thu", "limit": 1})
    ask("/concurrency_limits/", {"tag": "kiem-thu", "concurrency_limit": 1})
    return Things(flow, deployment, run, task_run, artifact, _automation(server))


def _log(server: PrefectServer, run: str, task_run: str) -> None:
    line = {"name": "prefect", "level": 20, "timestamp": "2026-11-30T02:00:00Z"}
    line |= {"flow_run_id": run, "task_run_id": task_run, "message": "7 thông báo đã lập"}
    server.ask("/logs/", [line])


def _automation(server: PrefectServer) -> str:
    trigger = {"type": "event", "posture": "Reactive", "expect": ["kiem-thu"], "threshold": 1}
    trigger |= {"within": 0}
    wanted = {"name": "Kiểm thử", "trigger": trigger, "actions": [{"type": "do-nothing"}]}
    return str(server.ask("/automations/", wanted)["id"])
