"""The engine of the database that the settings name."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from dondoc.ledger.revision import DATABASE
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings
from models.database import engine_for


def connect(settings: Settings) -> Engine:
    """The engine of the settings' database. Raises Refused for an address that is none."""
    try:
        return engine_for(settings.database)
    except (ArgumentError, NoSuchModuleError):
        wanted = "không phải địa chỉ cơ sở dữ liệu; hãy ghi như postgresql+psycopg://máy/dondoc"
    except ModuleNotFoundError as error:
        wanted = f"thiếu gói {error.name}; hãy cài thêm: pip install 'dondoc[postgresql]'"
    raise Refused(Problem(DATABASE, "(không hiện)", wanted)) from None
