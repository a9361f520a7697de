"""The words a person reads for the stable words of the data, in any catalogue: a corner that every room may use."""

from __future__ import annotations

from posref.core.normal import is_han
from posref.core.types import Call, Charged, Facts, Outcome, Retry, Role, Trust
from posref.lang import Catalogue


def quoted(text: str) -> str:
    """Words in the quotation marks of their language: Chinese fonts set the curly ones a whole character wide."""
    return f"“{text}”" if is_han(text) else f'"{text}"'


def outcome_word(say: Catalogue, outcome: Outcome) -> str:
    """What became of the sale, in a word."""
    return {
        Outcome.APPROVED: say.pgettext("outcome", "Approved"),
        Outcome.PARTIAL: say.pgettext("outcome", "Part approved"),
        Outcome.DECLINED: say.pgettext("outcome", "Declined"),
        Outcome.PICK_UP: say.pgettext("outcome", "Pick up card"),
        Outcome.CANCELLED: say.pgettext("outcome", "Cancelled"),
        Outcome.UNKNOWN: say.pgettext("outcome", "Unknown"),
        Outcome.NONE: say.pgettext("outcome", "Not a payment"),
    }[outcome]


def outcome_badge(say: Catalogue, outcome: Outcome) -> str:
    """The shortest word for the outcome, for a row of a list."""
    return {
        Outcome.APPROVED: say.pgettext("badge", "OK"),
        Outcome.PARTIAL: say.pgettext("badge", "Part"),
        Outcome.DECLINED: say.pgettext("badge", "Declined"),
        Outcome.PICK_UP: say.pgettext("badge", "Pick up"),
        Outcome.CANCELLED: say.pgettext("badge", "Cancelled"),
        Outcome.UNKNOWN: say.pgettext("badge", "Unknown"),
        Outcome.NONE: say.pgettext("badge", "No sale"),
    }[outcome]


def retry_word(say: Catalogue, retry: Retry) -> str:
    """Whether to try again, in a word or two."""
    return {
        Retry.NOW: say.pgettext("retry", "Yes, now"),
        Retry.AFTER_FIX: say.pgettext("retry", "After a fix"),
        Retry.ASK_FIRST: say.pgettext("retry", "Ask first"),
        Retry.CHECK_FIRST: say.pgettext("retry", "Check first"),
        Retry.NEVER: say.pgettext("retry", "Do not"),
    }[retry]


def charged_word(say: Catalogue, facts: Facts) -> str:
    """Whether money moved, in a word or two."""
    return {
        Charged.NO: say.pgettext("charged", "Not charged"),
        Charged.POSSIBLY: say.pgettext("charged", "Possibly"),
        Charged.PART: say.pgettext("charged", "In part"),
        Charged.YES: say.pgettext("charged", "Charged"),
    }[facts.charged]


def trust_word(say: Catalogue, trust: Trust) -> str:
    """How far the best source can be relied on."""
    return {
        Trust.STANDARD: say.pgettext("trust", "Standard"),
        Trust.VENDOR: say.pgettext("trust", "Vendor document"),
        Trust.OPEN: say.pgettext("trust", "Public sources"),
        Trust.UNCONFIRMED: say.pgettext("trust", "Unconfirmed"),
        Trust.ARTICLE: say.pgettext("trust", "Web article, low trust"),
    }[trust]


def role_word(say: Catalogue, role: Role) -> str:
    """Who does a step or must act."""
    return {
        Role.CASHIER: say.pgettext("role", "Cashier"),
        Role.SHIFT_LEAD: say.pgettext("role", "Shift lead"),
        Role.BACK_OFFICE: say.pgettext("role", "Back office"),
        Role.CUSTOMER: say.pgettext("role", "Customer"),
        Role.ISSUER: say.pgettext("role", "Issuer"),
        Role.ACQUIRER: say.pgettext("role", "Acquirer"),
        Role.SERVICE_PROVIDER: say.pgettext("role", "Service provider"),
        Role.IT: say.pgettext("role", "IT"),
    }[role]


def call_word(say: Catalogue, call: Call) -> str:
    """Whom to telephone; empty where nobody."""
    return {
        Call.NONE: "",
        Call.ISSUER: say.pgettext("call", "The bank, on the number on the card"),
        Call.WALLET: say.pgettext("call", "The wallet's own help, in its app"),
        Call.ACQUIRER: say.pgettext("call", "The acquirer"),
        Call.SERVICE_PROVIDER: say.pgettext("call", "The service provider"),
        Call.SOFTWARE_MAKER: say.pgettext("call", "The maker of the till software"),
        Call.IT: say.pgettext("call", "Your own IT"),
    }[call]


def call_note(say: Catalogue, call: Call) -> str:
    """Who telephones, or where the number is."""
    if call in (Call.ISSUER, Call.WALLET):
        return say.gettext("The customer calls, not the shop")
    return say.gettext("Only the number on the contract or in Settings")


def rung_word(say: Catalogue, rung: str) -> str:
    """Why a row was found."""
    return {
        "exact-code": say.pgettext("match", "Exact code"),
        "shown": say.pgettext("match", "Words on the screen"),
        "title": say.pgettext("match", "Title"),
        "alias": say.pgettext("match", "Also called so"),
        "symptom": say.pgettext("match", "Symptom"),
        "prefix": say.pgettext("match", "Begins so"),
        "words": say.pgettext("match", "Words"),
        "related": say.pgettext("match", "Related"),
        "near": say.pgettext("match", "Near, not the same"),
        "decoded": say.pgettext("match", "Decoded"),
        "none": say.pgettext("match", "Not in the list"),
    }[rung]
