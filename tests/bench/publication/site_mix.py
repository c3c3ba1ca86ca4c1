"""The 200 sites of publication.md §3.5 on this machine, in a process of their own.

Prints where they are, as one line of JSON, and runs until its standard input is closed.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.support.site_certificates import Authority, self_signed
from tests.support.wild_site import WildSite

SEED = 2027
LATENCY = 0.05
MIX = {
    "cham-2": 5,
    "cham-3": 5,
    "cham-5": 5,
    "treo": 6,
    "khong-co": 6,
    "ban": 4,
    "mem": 4,
    "chan": 3,
    "lon": 2,
    "bom": 1,
    "vong": 3,
    "ra-trong": 2,
}
"""How many hosts behave so; four more have certificates that are not valid, the rest is well."""
ALL = 200


def main() -> None:
    with ExitStack() as running, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = Authority("Goc do")
        roots = folder / "goc.pem"
        roots.write_bytes(root.pem())
        plain = running.enter_context(WildSite())
        plain.latency = LATENCY
        invalid = (
            root.site(days=-1, folder=folder),
            root.site(name="khac.example", folder=folder),
            self_signed(folder),
            Authority("Giua", root).site(folder=folder),
        )
        secure = [running.enter_context(WildSite(context)) for context in invalid]
        dripping = []
        for drip in ("nho-giot-dau", "nho-giot-than"):
            host = f"{drip}.example"
            secure.append(running.enter_context(WildSite(root.site(name=host, folder=folder))))
            dripping += [secure[-1].at(drip, host), plain.at(drip, f"ro-{host}")]
        sites = [*_hosts(plain), *(one.at("tot") for one in secure[: len(invalid)])]
        random.Random(SEED).shuffle(sites)
        mix = {
            "roots": str(roots),
            "ports": [one.server_port for one in (plain, *secure)],
            "sites": sites,
            "dripping": dripping,
        }
        print(json.dumps(mix), flush=True)
        sys.stdin.read()


def _hosts(plain: WildSite) -> list[str]:
    """One host a site; those without a kind of their own are well."""
    kinds = [kind for kind, count in MIX.items() for _one in range(count)]
    kinds += ["tot"] * (ALL - 4 - len(kinds))
    addresses = []
    for number, kind in enumerate(kinds):
        host = f"so-{number}.example"
        addresses.append(plain.at(kind, host))
    return addresses


if __name__ == "__main__":
    main()
