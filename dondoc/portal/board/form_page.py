"""A page of the board that holds forms: its token, its problems at their fields, the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import is_dataclass
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from dondoc.forms.instead import put_in, refilled
from dondoc.portal.context import page, root
from dondoc.portal.sign_in.session import form_token_of
from dondoc.problems import Problem
from models import Account


def form_page(
    request: Request,
    template: str,
    account: Account,
    *,
    problems: Sequence[Problem] = (),
    **facts: Any,
) -> Response:
    """The page for this account, with `facts`; status 422 where the form it answers was wrong.

    Templates see `form_token`, `problems`, and `at_field`: each problem by the name of its field.
    What was probably meant stands in its field: in `typed` itself, or, where that is something else
    than one form, its page has put it there (`refilled`).
    """
    if is_dataclass(typed := facts.get("typed")):
        facts["typed"] = refilled(typed, problems)
    problems = tuple(map(put_in, problems))
    return page(
        request,
        template,
        422 if problems else 200,
        account=account,
        form_token=form_token_of(request),
        problems=problems,
        at_field={problem.field: problem for problem in problems},
        **facts,
    )


def lead_back(router: APIRouter, *addresses: str, to: str, guard: Callable[..., Account]) -> None:
    """Addresses that forms are posted to, opened by hand: back to the page the form is on.

    `to` names the parts of the address in braces, `/bang/viec/{assignment_id}`. It begins as one of
    ours does, so that no part of it leads elsewhere.
    """

    def back_to_form(request: Request) -> Response:
        return RedirectResponse(root(request) + to.format(**request.path_params), status_code=303)

    for address in addresses:
        router.add_api_route(address, back_to_form, methods=["GET"], dependencies=[Depends(guard)])
