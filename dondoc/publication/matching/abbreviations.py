"""Words that lists of procedures shorten, folded: both sides are written out before they are met.

Only what has one meaning in the name of a procedure.
"""

ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    short: tuple(long.split())
    for short, long in {
        "attp": "an toan thuc pham",
        "bhtn": "bao hiem that nghiep",
        "bhxh": "bao hiem xa hoi",
        "bhyt": "bao hiem y te",
        "bvmt": "bao ve moi truong",
        "cccd": "can cuoc cong dan",
        "csdl": "co so du lieu",
        "cmnd": "chung minh nhan dan",
        "dkkd": "dang ky kinh doanh",
        "dtm": "danh gia tac dong moi truong",
        "gcn": "giay chung nhan",
        "gcnqsdd": "giay chung nhan quyen su dung dat",
        "gplx": "giay phep lai xe",
        "gpxd": "giay phep xay dung",
        "hdnd": "hoi dong nhan dan",
        "htx": "hop tac xa",
        "kcb": "kham benh chua benh",
        "ktxh": "kinh te xa hoi",
        "pccc": "phong chay chua chay",
        "qsd": "quyen su dung",
        "qsdd": "quyen su dung dat",
        "qsh": "quyen so huu",
        "thcs": "trung hoc co so",
        "thpt": "trung hoc pho thong",
        "tnhh": "trach nhiem huu han",
        "tphcm": "thanh pho ho chi minh",
        "ubnd": "uy ban nhan dan",
        "vbqppl": "van ban quy pham phap luat",
    }.items()
}
