"""Commands about the installation: settings, the ledger's tables, schedules, the portal."""

from __future__ import annotations

from dondoc.cli.menu import values
from dondoc.cli.menu.parts import Commands, add_json, add_now, command


def add_to(commands: Commands) -> None:
    settings = command(
        commands,
        "settings",
        run="settings:show",
        words="liệt kê mọi thiết lập, giá trị và ý nghĩa",
        more="Thiết lập là biến môi trường DONDOC_… hoặc dòng trong tệp DONDOC_SETTINGS."
        " Mật khẩu và khóa không hiện.",
    )
    add_json(settings)
    command(
        commands,
        "migrate",
        run="migrate:run",
        words="lập hoặc nâng cấp sổ theo dõi, cập nhật danh sách đơn vị",
    )
    command(
        commands,
        "check",
        run="check:check",
        words="kiểm tra thiết lập, thư mục dữ liệu, sổ, kế hoạch, máy chủ thư trước khi chạy",
    )
    _add_schedules(commands)
    serve = command(commands, "serve", run="serve:serve", words="chạy cổng cho đơn vị và Sở Nội vụ")
    serve.add_argument(
        "--host", default="127.0.0.1", metavar="MÁY", help="địa chỉ nghe; mặc định 127.0.0.1"
    )
    serve.add_argument(
        "--port", type=values.port, default=8450, metavar="CỔNG", help="cổng; mặc định 8450"
    )


def _add_schedules(commands: Commands) -> None:
    render = command(
        commands, "render", run="deploying:render", words="viết lại prefect.yaml theo kế hoạch"
    )
    render.add_argument(
        "--check", action="store_true", help="chỉ xem tệp còn đúng không; khác thì mã thoát là 1"
    )
    render.add_argument(
        "--from",
        dest="from_on",
        type=values.day,
        metavar="NGÀY",
        help="lịch từ tháng của ngày này; mặc định hôm nay",
    )
    add_now(render)
    apply = command(
        commands,
        "apply",
        run="deploying:apply",
        words="đưa lịch chạy lên máy chủ Prefect, chỉ đụng vào chỗ khác",
        more="Đặt tên các lượt sắp chạy và thôi lịch đã bỏ khỏi kế hoạch. Chạy lại không đổi gì.",
    )
    apply.add_argument("--dry-run", action="store_true", help="chỉ xem sẽ đổi gì")
    add_now(apply)
