"""`dondoc settings`: every setting with its value, where the value comes from, and its meaning."""

from __future__ import annotations

from dondoc.cli.command import command
from dondoc.cli.shared_options import with_json
from dondoc.cli.terminal_text import print_json


@command(
    "settings",
    "liệt kê mọi thiết lập, giá trị và ý nghĩa",
    "Thiết lập là biến môi trường DONDOC_… hoặc dòng trong tệp DONDOC_SETTINGS."
    " Mật khẩu và khóa không hiện.",
)
@with_json
def settings(as_json: bool) -> int:
    """Where some are wrong the list still says what there is to set."""
    from dondoc.cli.settings_view import settings_json, settings_page
    from dondoc.problems import Refused
    from dondoc.settings import load_settings

    try:
        found = load_settings()
    except Refused:
        print(settings_page(None))
        raise
    if as_json:
        return print_json(settings_json(found))
    print(settings_page(found))
    return 0
