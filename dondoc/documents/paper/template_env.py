"""The Jinja environment of papers: an office's own template may ask for a field, never for more."""

from __future__ import annotations

from functools import cache

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dondoc.calendar.date_words import long_date, short_date

_FILTERS = ("upper", "lower", "length", "join", "first", "last")
"""Of Jinja's own filters those that neither grow nor reach anything."""


@cache
def paper_environment() -> ImmutableSandboxedEnvironment:
    """Escapes everything; an unknown field is an error; no global, no function of Python's."""
    env = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    env.globals.clear()
    env.filters = {name: env.filters[name] for name in _FILTERS}
    env.filters |= {"long_date": long_date, "short_date": short_date}
    return env
