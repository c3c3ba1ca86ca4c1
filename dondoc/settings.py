"""Settings from the environment or a file, all checked at once, each problem with its remedy."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from dondoc.calendar.date_words import parse_date
from dondoc.limits import LONGEST_LOCAL_PART
from dondoc.mailbox.mailbox_address import read_imap, read_where
from dondoc.problems import Problem, Refused
from dondoc.secret_file import kept_secret, refuse_short
from dondoc.text import is_mail_address

FILE_VARIABLE = "DONDOC_SETTINGS"
LEDGER = "dondoc.sqlite3"
"""The ledger's file in the data folder, where no other database is named."""

_KEY = "DONDOC_SECRET_KEY"
_SHORTEST_TOKEN = 16
_ARCHIVE_EXAMPLE = (
    "hãy ghi imaps://tài-khoản:mật-khẩu@máy/Sent, hoặc đường dẫn đầy đủ của tệp nhật ký như"
    " /var/log/mail.log"
)


class Settings(BaseSettings):
    """Everything an administrator can set, as `DONDOC_<NAME>` or in the file `DONDOC_SETTINGS`."""

    model_config = SettingsConfigDict(env_prefix="DONDOC_", extra="ignore")

    data_dir: Path = Field(Path("data"), description="Thư mục dữ liệu")
    database_url: str = Field("", description="Địa chỉ cơ sở dữ liệu; để trống là SQLite")
    base_url: str = Field("http://127.0.0.1:8450", description="Địa chỉ cổng mà đơn vị mở được")
    prefect_ui_url: str = Field("http://127.0.0.1:4450", description="Địa chỉ giao diện Prefect")
    prefect_open: bool = Field(
        False,
        description="Cho phép máy chủ Prefect không có mật khẩu: ai tới được nó là chạy được mã"
        " trên máy chạy worker",
    )
    installation: str = Field(
        "",
        pattern=r"^([a-z0-9][a-z0-9-]{0,30})?$",
        description="Tên của bản cài này khi nhiều bản dùng chung một máy chủ Prefect, như tinh-2;"
        " để trống thì dùng dấu trong sổ",
    )
    smtp_url: SecretStr = Field(
        SecretStr("mailto://127.0.0.1:1450?from=don-doc@so-noi-vu.example&mode=insecure"),
        description="Địa chỉ Apprise của máy chủ thư, chưa có người nhận",
    )
    smtp_connections: int = Field(4, ge=1, le=32, description="Số kết nối thư song song")
    smtp_per_minute: int = Field(
        0, ge=0, description="Số thư nhiều nhất một phút mà tài khoản thư được gửi; 0 là không hạn"
    )
    smtp_per_day: int = Field(
        0, ge=0, description="Số thư nhiều nhất trong 24 giờ của tài khoản thư; 0 là không hạn"
    )
    mail_domain: str = Field("don-doc.example", description="Tên miền trong Message-ID")
    reply_to: str = Field("", description="Địa chỉ nhận thư trả lời")
    bounce_to: str = Field(
        "", description="Địa chỉ nhận thư báo lỗi của máy chủ; để trống thì như địa chỉ gửi"
    )
    incoming_url: SecretStr = Field(
        SecretStr(""), description="Hộp thư đến: imaps://… hoặc một thư mục tệp .eml"
    )
    incoming_auth_id: str = Field(
        "",
        description="Tên máy chủ thư của cơ quan trong Authentication-Results, để nhận ra thư thật",
    )
    incoming_from_on: date | None = Field(None, description="Không đọc thư đến trước ngày này")
    alarm_urls: SecretStr = Field(
        SecretStr(""),
        description="Địa chỉ Apprise báo quản trị khi kênh thư hỏng, cách nhau bằng dấu cách",
    )
    archive_url: SecretStr = Field(
        SecretStr(""),
        description="Nơi tra thư đã đi: imaps://tài-khoản:mật-khẩu@máy/Sent, hoặc tệp nhật ký"
        " Postfix; để trống là không tra",
    )
    archive_lag_minutes: int = Field(
        10, ge=1, le=1440, description="Số phút để nơi tra kịp có một thư vừa đi"
    )
    verify_contacts: bool = Field(
        True, description="Chỉ gửi thông báo tới đầu mối đã xác nhận địa chỉ"
    )
    zalo_app_id: str = Field("", description="Mã ứng dụng (app id) của Zalo Official Account")
    zalo_secret: SecretStr = Field(SecretStr(""), description="Khóa bí mật của ứng dụng Zalo")
    zalo_refresh_token: SecretStr = Field(
        SecretStr(""), description="Refresh token Zalo cấp lần đầu; các mã sau nằm trong sổ"
    )
    zns_template: str = Field("", description="Mã mẫu tin ZNS đã được Zalo duyệt")
    secret_key: SecretStr = Field(SecretStr(""), description="Khóa ký đường dẫn")
    trial: bool = Field(True, description="Chế độ thử: chỉ gửi tới địa chỉ được phép")
    trial_allow: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Địa chỉ được phép nhận trong chế độ thử, cách nhau bằng dấu phẩy"
    )
    demo: bool = Field(False, description="Bản trình diễn: kế hoạch áp dụng cho mọi năm")
    announce_unit: Literal["day", "workday"] = Field(
        "day",
        description="Đơn vị của hạn công bố thủ tục trước khi văn bản có hiệu lực: day là ngày theo"
        " Nghị định 63/2010/NĐ-CP, workday là ngày làm việc theo công thức chỉ số 766; hai nguồn"
        " khác nhau, chưa xác nhận",
    )
    urge_each: bool = Field(
        False,
        description="Công văn đôn đốc gửi riêng từng đơn vị chậm, thay cho một văn bản chung",
    )
    canaries: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Trang luôn có trên mạng, để biết đường truyền của mình có thông khi kiểm tra"
        " công khai; cách nhau bằng dấu phẩy",
    )
    health_details: bool = Field(
        False,
        description="Cho người lạ thấy phần nào chưa sẵn sàng ở /suc-khoe/san-sang; false thì chỉ"
        " thấy sẵn sàng hay chưa",
    )
    metrics_token: SecretStr = Field(
        SecretStr(""),
        description="Mật khẩu đọc /metrics (Authorization: Bearer …); để trống thì không ai đọc"
        " bằng mật khẩu",
    )
    metrics_from: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Địa chỉ mạng được đọc /metrics không cần mật khẩu, như 10.0.0.5 hoặc"
        " 10.0.0.0/24, cách nhau bằng dấu phẩy",
    )
    heartbeat_url: SecretStr = Field(
        SecretStr(""),
        description="Địa chỉ báo nhịp theo giao thức Healthchecks sau mỗi lượt phát hành; để trống"
        " là không báo",
    )
    log: Literal["text", "json"] = Field(
        "text", description="Dạng dòng nhật ký của serve, incoming watch và worker"
    )
    plan_folder: Path | None = Field(None, description="Thư mục kế hoạch thay cho bản kèm theo")
    backup_dir: Path | None = Field(
        None,
        description="Nơi cất bản sao lưu hằng đêm, trên ổ đĩa khác với sổ; để trống là thư mục"
        " backups trong thư mục dữ liệu",
    )
    backup_key_dir: Path | None = Field(
        None, description="Nơi cất riêng khóa ký khi sao lưu; để trống là cùng bản sao lưu"
    )

    mail_keep_days: int = Field(
        180,
        ge=30,
        le=3653,
        description="Số ngày giữ nguyên văn thư máy gửi, thư đã bỏ qua",
    )
    prefect_keep_days: int = Field(
        90,
        ge=30,
        le=3653,
        description="Số ngày giữ lượt chạy đã kết thúc cùng nhật ký của nó trong Prefect",
    )

    @field_validator("trial_allow", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(part.strip().lower() for part in value.split(",") if part.strip())
        return value

    @field_validator("trial_allow")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """A slip of the pen would hold the only mail that a trial is to send."""
        for one in value:
            chat = "@" not in one and ("/" in one or "." not in one)
            if any(map(str.isspace, one)) or not (chat or is_mail_address(one)):
                raise ValueError(
                    f"«{one}» không phải địa chỉ thư; hãy ghi như a@so-noi-vu.example, các địa chỉ"
                    " cách nhau bằng dấu phẩy"
                )
        return value

    @field_validator("canaries", "metrics_from", mode="before")
    @classmethod
    def _split_list(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("canaries")
    @classmethod
    def _web_addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            if urlsplit(one).scheme not in ("http", "https") or not urlsplit(one).hostname:
                raise ValueError(
                    f"«{one}» không phải địa chỉ trang; hãy ghi như https://www.chinhphu.vn/,"
                    " các địa chỉ cách nhau bằng dấu phẩy"
                )
        return value

    @field_validator("metrics_from")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            try:
                ip_network(one)
            except ValueError:
                raise ValueError(
                    f"«{one}» không phải địa chỉ mạng; hãy ghi như 10.0.0.5 hoặc 10.0.0.0/24"
                ) from None
        return value

    @field_validator("metrics_token")
    @classmethod
    def _no_easy_token(cls, value: SecretStr) -> SecretStr:
        given = value.get_secret_value()
        if given and len(given) < _SHORTEST_TOKEN:
            raise ValueError(f"ngắn quá, dễ đoán; hãy ghi ít nhất {_SHORTEST_TOKEN} chữ")
        return value

    @field_validator("heartbeat_url")
    @classmethod
    def _web_or_nothing(cls, value: SecretStr) -> SecretStr:
        parts = urlsplit(value.get_secret_value())
        if value.get_secret_value() and (parts.scheme not in ("http", "https") or not parts.netloc):
            raise ValueError("phải là địa chỉ đầy đủ, ví dụ https://nhip.tinh.example/ping/ma-so")
        return value

    @field_validator("base_url", "prefect_ui_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).netloc:
            raise ValueError("phải là địa chỉ đầy đủ, ví dụ https://dondoc.tinh.example")
        return value.rstrip("/")

    @field_validator("smtp_url")
    @classmethod
    def _mail_scheme(cls, value: SecretStr) -> SecretStr:
        parts = urlsplit(value.get_secret_value())
        if parts.scheme not in ("mailto", "mailtos"):
            raise ValueError("phải bắt đầu bằng mailto:// hoặc mailtos://")
        if parts.path.strip("/") or parts.fragment:  # a password written as it is cuts the address
            raise ValueError(
                "còn chữ sau tên máy chủ; ký tự đặc biệt trong tài khoản, mật khẩu phải viết dạng"
                " phần trăm: @ là %40, / là %2F, # là %23, ? là %3F, & là %26"
            )
        return value

    @field_validator("archive_url")
    @classmethod
    def _archive(cls, value: SecretStr) -> SecretStr:
        url = value.get_secret_value()
        if url and not url.startswith("/"):
            read_imap(url, _ARCHIVE_EXAMPLE)
        return value

    @property
    def alarm_addresses(self) -> tuple[str, ...]:
        """Where administrators hear of a channel that stands still: by another way than it."""
        return tuple(self.alarm_urls.get_secret_value().split())

    @field_validator("reply_to", "bounce_to")
    @classmethod
    def _own_address(cls, value: str) -> str:
        """«tra-loi@…» or «Sở Nội vụ <tra-loi@…>»; the bounce address stands alone."""
        if value and not is_mail_address(parseaddr(value)[1]):
            raise ValueError("không phải địa chỉ thư; hãy ghi như tra-loi@don-doc.example")
        return value

    @field_validator("incoming_url")
    @classmethod
    def _readable(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        if not value.get_secret_value():
            return value
        read_where(value.get_secret_value())
        for name in ("reply_to", "bounce_to"):
            local = parseaddr(info.data.get(name, ""))[1].partition("@")[0]
            if len(local) > LONGEST_LOCAL_PART:
                raise ValueError(
                    f"DONDOC_{name.upper()} dài quá {LONGEST_LOCAL_PART} chữ trước @,"
                    " không thêm được mã"
                )
        if not info.data.get("reply_to"):
            raise ValueError("phải có DONDOC_REPLY_TO là địa chỉ của hộp thư này")
        return value

    @field_validator("incoming_from_on", mode="before")
    @classmethod
    def _as_people_write(cls, value: Any) -> Any:
        return parse_date(value) if isinstance(value, str) and value.strip() else value or None

    @property
    def reply_address(self) -> str:
        """Where answers by mail are read, without a name; empty while no mailbox is."""
        return parseaddr(self.reply_to)[1] if self.incoming_url.get_secret_value() else ""

    @property
    def bounce_address(self) -> str:
        """Where reports on our mail are read; empty where the server's own sender stays."""
        return self.bounce_to if self.incoming_url.get_secret_value() else ""

    @property
    def mail_dir(self) -> Path:
        """Where the mail that came in is kept, as it came."""
        return self.data_dir / "mail"

    @property
    def database(self) -> str:
        """The ledger's address: PostgreSQL as given, or SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / LEDGER}"

    @property
    def files_dir(self) -> Path:
        return self.data_dir / "files"

    @property
    def snapshots_dir(self) -> Path:
        """What the sources of the publication check gave, each under its SHA-256."""
        return self.data_dir / "snapshots"

    @property
    def certificates_dir(self) -> Path:
        """Intermediate certificates that an office keeps, for sites that forget to send theirs."""
        return self.data_dir / "chung-thu"

    @property
    def own_templates_dir(self) -> Path:
        """Where an office keeps its own templates of papers, under the names of ours."""
        return self.data_dir / "mau-van-ban"

    @property
    def inbox_dir(self) -> Path:
        """Where the demo inbox keeps the mail it received."""
        return self.data_dir / "inbox"

    def signing_key(self) -> bytes:
        """The key of signed links: as set, or made once in the data folder (mode 0600).

        Raises Refused for one that could be guessed: with it anybody makes any unit's link.
        """
        given = self.secret_key.get_secret_value()
        if given:
            refuse_short(given, _KEY, "")
            return given.encode()
        return kept_secret(self.data_dir / "secret.key", _KEY).encode()


def load_settings(**given: Any) -> Settings:
    """The settings; raises Refused with every problem at once, in Vietnamese."""
    file = os.environ.get(FILE_VARIABLE)
    if file and not Path(file).is_file():
        wanted = "không có tệp này; hãy sửa đường dẫn hoặc bỏ biến"
        raise Refused(Problem(FILE_VARIABLE, file, wanted))
    wanted = "không có thiết lập này; xem danh sách bằng `dondoc settings`"
    unknown = _unknown(os.environ) | _unknown(dotenv_values(file) if file else {})
    problems = [Problem(name, "", wanted) for name in sorted(unknown)]  # its value may be a secret
    try:
        settings = Settings(_env_file=file, **given)
    except ValidationError as error:
        raise Refused([*map(_problem, error.errors()), *problems]) from None
    if problems:
        raise Refused(problems)
    return settings


def _unknown(given: Iterable[str]) -> set[str]:
    """What is named like a setting and is none: a slip of the pen must not go unseen."""
    known = {f"DONDOC_{name.upper()}" for name in Settings.model_fields}
    known |= {FILE_VARIABLE, "DONDOC_HOME"}
    ours = {name for name in given if name.startswith("DONDOC_")}
    return {name for name in ours - known if not name.startswith("DONDOC_TEST_")}


def _problem(detail: Any) -> Problem:
    name = str(detail["loc"][0]) if detail["loc"] else ""
    description = Settings.model_fields[name].description if name in Settings.model_fields else ""
    limits = detail.get("ctx", {})
    remedies = {
        "bool_parsing": "hãy ghi true hoặc false",
        "int_parsing": "hãy ghi một số nguyên",
        "string_pattern_mismatch": "chỉ gồm chữ thường không dấu, số, gạch nối, tối đa 31 chữ",
        "literal_error": f"hãy ghi một trong: {limits.get('expected')}",
        "greater_than_equal": f"số quá nhỏ, ít nhất là {limits.get('ge')}",
        "less_than_equal": f"số quá lớn, nhiều nhất là {limits.get('le')}",
    }
    reason = remedies.get(detail["type"], str(detail["msg"]).removeprefix("Value error, "))
    secret = name in Settings.model_fields and Settings.model_fields[name].annotation is SecretStr
    given = "(không hiện)" if secret else str(detail["input"])
    return Problem(f"DONDOC_{name.upper()}", given, f"{description}: {reason}")
