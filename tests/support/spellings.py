"""How people write a unit: with the name of the unit that each spelling means in 2027."""

from __future__ import annotations

SPELLINGS = {
    "so-tai-chinh": "Sở Tài chính",
    "STC": "Sở Tài chính",
    "stc": "Sở Tài chính",
    "Sở Tài chính": "Sở Tài chính",
    "SỞ TÀI CHÍNH": "Sở Tài chính",
    "  sở  tài chính ": "Sở Tài chính",
    "so tai chinh": "Sở Tài chính",
    "Tài chính": "Sở Tài chính",
    "SNV": "Sở Nội vụ",
    "so noi vu": "Sở Nội vụ",
    "Sở Văn hoá, Thể thao và Du lịch": "Sở Văn hóa, Thể thao và Du lịch",
    "so van hoa the thao va du lich": "Sở Văn hóa, Thể thao và Du lịch",
    "00691": "UBND phường Hà Giang 2",
    "691": "UBND phường Hà Giang 2",
    "UBND phường Hà Giang 2": "UBND phường Hà Giang 2",
    "Ủy ban nhân dân phường Hà Giang 2": "UBND phường Hà Giang 2",
    "Uỷ ban nhân dân phường Hà Giang 2": "UBND phường Hà Giang 2",
    "uy ban nhan dan phuong ha giang 2": "UBND phường Hà Giang 2",
    "phường Hà Giang 2": "UBND phường Hà Giang 2",
    "Hà Giang 2": "UBND phường Hà Giang 2",
    "xa-00691-2025": "UBND phường Hà Giang 2",
}

WRONG = {
    "Sở Tài chánh": "có phải Sở Tài chính",
    "so-tai-chin": "có phải Sở Tài chính",
    "Hà Giang": "có nhiều đơn vị tên như vậy, hãy ghi rõ hơn: UBND phường Hà Giang",
    "000": "hãy ghi tên, ký hiệu, mã hoặc mã thống kê",
}
"""What no unit is called, or several: with its refusal."""

GONE = {
    "Sở Kế hoạch và Đầu tư": "chỉ còn đến hết ngày 30/06/2025; hãy ghi Sở Tài chính",
    "SKHĐT": "chỉ còn đến hết ngày 30/06/2025; hãy ghi Sở Tài chính",
    "UBND huyện Na Hang": "chỉ còn đến hết ngày 30/06/2025",
}
"""Bodies that are no more in 2027: with the one to write instead."""
