"""What our own mail server found out about a sender: `Authentication-Results` (RFC 8601), strictly.

A sender chooses the local part, the selector, the comment and every value that the server repeats
there; a word inside one of them proves nothing. So the header is read sign by sign, and one that
does not follow the grammar proves nothing either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class AuthFinding:
    """One method's result, and what it was found for (`header.from`, `smtp.mailfrom`)."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...] = ()

    def values(self, *names: str) -> list[str]:
        return [value for name, value in self.properties if name in names]


@dataclass(frozen=True)
class Results:
    """One header: who says so, and what."""

    server: str
    findings: tuple[AuthFinding, ...] = ()


class Odd(ValueError):
    """The header does not follow its grammar."""


def read_results(value: str) -> Results:
    """One header. Raises Odd."""
    server, *rest = _groups(value)
    if not server or "=" in server[0] or server[1:] not in ([], ["1"]):
        raise Odd(value)
    found = [_finding(group) for group in rest if group and group != ["none"]]
    return Results(server[0].strip('"').lower(), tuple(found))


def passes(results: Results, sender: str) -> bool:
    """DMARC passed; or there is none, and SPF or DKIM passed for the sender's own domain."""
    domain = sender.rpartition("@")[2].lower()
    dmarc = [one for one in results.findings if one.method == "dmarc"]
    if dmarc:
        if any(one.result not in ("none", "pass", "temperror") for one in dmarc):
            return False
        if any(one.result == "pass" for one in dmarc):
            return all(_is_for(one, domain) for one in dmarc if one.result == "pass")
    return any(_vouches(one, domain) for one in results.findings if one.result == "pass")


def has_dmarc_pass(results: Results, sender: str) -> bool:
    """DMARC itself passed for the sender's domain."""
    passed = any(one.method == "dmarc" and one.result == "pass" for one in results.findings)
    return passed and passes(results, sender)


def dmarc_failed(values: Sequence[str]) -> bool:
    """Does any of them say that DMARC failed? No forger writes that."""
    for value in values:
        try:
            results = read_results(value)
        except Odd:
            continue
        if any(one.method == "dmarc" and one.result == "fail" for one in results.findings):
            return True
    return False


def _is_for(finding: AuthFinding, domain: str) -> bool:
    """DMARC is about the domain of From, and no other; a server that does not say is believed."""
    said = finding.values("header.from")
    return all(value.rpartition("@")[2].lower() == domain for value in said)


def _vouches(finding: AuthFinding, domain: str) -> bool:
    if finding.method == "spf":
        said = finding.values("smtp.mailfrom")
    elif finding.method == "dkim":
        said = finding.values("header.d", "header.i")
    else:
        return False
    return any(_same(domain, value.rpartition("@")[2].lower()) for value in said)


def _same(domain: str, other: str) -> bool:
    """The sender's domain or one above it, yet below one that everybody shares (`gov.vn`)."""
    return domain == other or (domain.endswith(f".{other}") and other.count(".") >= 2)


def _finding(items: list[str]) -> AuthFinding:
    """`method[/version]=result [reason=…] [ptype.property=value]…`"""
    method, result = _pair(items[0])
    method = method.partition("/")[0]
    if not (_is_word(method) and _is_word(result)):
        raise Odd(items[0])
    return AuthFinding(method, result.lower(), tuple(_pair(one) for one in items[1:]))


def _pair(item: str) -> tuple[str, str]:
    name, sign, value = item.partition("=")
    if not sign or not name or not value or '"' in name:
        raise Odd(item)
    return name.lower(), value.replace('"', "")


def _is_word(text: str) -> bool:
    return text.isascii() and text.replace("-", "").isalnum()


def _groups(value: str) -> list[list[str]]:
    """The words between blanks of each part between semicolons; comments are none.

    What stands in quotation marks is one word with what touches it, blanks and signs and all.
    """
    groups: list[list[list[str]]] = [[[]]]
    for letter, opaque in _bare(value):
        if opaque or not (letter == ";" or letter.isspace()):
            groups[-1][-1].append(letter)
        elif letter == ";":
            groups.append([[]])
        else:
            groups[-1].append([])
    return [["".join(word) for word in group if word] for group in groups]


def _bare(value: str) -> Iterator[tuple[str, bool]]:
    """Each letter outside comments, and whether quotation marks make it one like any other."""
    depth, quoted, signs = 0, False, iter(value)
    for letter in signs:
        if letter == "\\" and (quoted or depth):
            after = next(signs, "")
            if quoted:
                yield after, True
        elif quoted or (letter == '"' and not depth):
            quoted = quoted != (letter == '"')
            yield letter, True
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            if depth < 0:
                raise Odd(value)
            yield " ", False
        elif not depth:
            yield letter, False
    if quoted or depth:
        raise Odd(value)
