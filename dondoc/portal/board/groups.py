"""The groups in which the board lists the bodies, in the official order (portal.md)."""

from __future__ import annotations

GROUPS = {
    "so_ban_nganh": "Sở, ban, ngành",
    "cap_huyen": "Huyện, thành phố",
    "cap_xa": "Xã, phường",
    "mttq_ctxh": "Mặt trận, đoàn thể",
    "bao_dai": "Báo, đài",
    "khac": "Cơ quan khác",
}
"""The group's code and its heading."""

PLACE = {code: place for place, code in enumerate(GROUPS)}
