"""Card data never gets through; what a till works with every day does."""

from __future__ import annotations

import pytest

from posref.core.mask import is_card_number, luhn, mask

CARDS = {
    "visa": "4111111111111111",
    "visa 13": "4222222222222",
    "visa 19": "4000000000000000006",
    "mastercard": "5555555555554444",
    "mastercard 2-series": "2223003122003222",
    "american express": "378282246310005",
    "discover": "6011111111111117",
    "diners": "30569309025904",
    "jcb": "3530111333300000",
    "unionpay 16": "6212341111111111",
    "unionpay 19": "6212345678900000003",
    "maestro": "6759649826438453",
    "mir-like 9": "9400111899223197",
}


@pytest.mark.parametrize("digits", CARDS.values(), ids=CARDS.keys())
def test_test_cards_of_every_brand(digits: str) -> None:
    if not luhn(digits):
        digits = digits[:-1] + next(d for d in "0123456789" if luhn(digits[:-1] + d))
    assert is_card_number(digits)
    shown = f"****{digits[-4:]}"
    assert mask(digits) == shown
    assert mask(f"卡号{digits}被拒") == f"卡号{shown}被拒"
    assert mask(" ".join(digits[i : i + 4] for i in range(0, len(digits), 4))) == shown
    assert mask("-".join(digits[i : i + 4] for i in range(0, len(digits), 4))) == shown
    assert mask("".join(chr(ord(d) - 0x30 + 0xFF10) for d in digits)) == shown
    assert mask(f"{digits[:6]} {digits[6:]}") == shown
    assert digits[:-4] not in mask(f"{digits} {digits}")


@pytest.mark.parametrize(
    "typed, left",
    [
        ("3782 822463 10005", "****0005"),
        ("3056 930902 5904", "****5904"),
        ("4111 1111 1111 1111 12/27", "****1111 12/27"),
        ("4111 1111 1111 1111 123", "****1111 123"),
        ("4111111111111111 55", "****1111 55"),
        ("55 4111111111111111", "55 ****1111"),
        ("*4111111111111111", "*****1111"),
        ("4111\u00a01111\u00a01111\u00a01111", "****1111"),
        ("４１１１　１１１１　１１１１　１１１１", "****1111"),
        ("4111  1111  1111  1111", "****1111"),
        ("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "****1111"),
        ("4111111111111111,5555555555554444", "****1111,****4444"),
        ("4111 1111 1111 1111 5555 5555 5555 4444", "****1111 ****4444"),
    ],
)
def test_written_as_people_write(typed: str, left: str) -> None:
    assert mask(typed) == left


@pytest.mark.parametrize(
    "swiped",
    [
        "%B4111111111111111^DOE/JOHN^25121010000000000000?",
        "%b4111111111111111^doe/john^25121010000000000000?",
        ";4111111111111111=25121010000000000000?",
        "4111111111111111=25121010000000000000",
        "4111111111111111D25121010000000000",
        "%B4111111111111111^DOE/JOHN^2512101?;4111111111111111=2512101?",
        ";1234567890123456=25121010000?",
    ],
)
def test_a_swipe_leaves_four_digits(swiped: str) -> None:
    masked = mask(swiped)
    for secret in ("2512", "DOE", "doe", "JOHN", "411111", "123456789"):
        assert secret not in masked
    assert masked.startswith("****")


@pytest.mark.parametrize(
    "swiped",
    [
        "%B4111111111111111^DOE/JOHN^25121010000000000000?",
        ";4111111111111111=25121010000000000000?",
        ";6212345678900000003=25121010000000000000?",
        "4111111111111111D25121010000000000",
    ],
)
def test_a_swipe_typed_letter_by_letter_by_a_reader(swiped: str) -> None:
    """A reader types like a keyboard; the box holds what is left after each letter."""
    held = ""
    for letter in swiped:
        held = mask(held + letter)
    assert "2512" not in held
    assert "DOE" not in held
    assert "4111111" not in held
    assert "6212345678" not in held


@pytest.mark.parametrize(
    "text",
    [
        "",
        "55",
        "余额不足",
        "848301058120001",  # merchant numbers: 15 digits of the network
        "102290058120007",
        "898440358120013",
        "808080211881410",
        "12345678",  # terminal number
        "000123",  # trace number
        "13800138000",
        "+86 138 0013 8000",
        "021-58781234 021-58785678",
        "400-820-8820",
        "2026-11-20 12:34:56",
        "20261120123456",
        "123456789012",  # reference number
        "4111111111111112",  # fails the Luhn check
        "1111111111111111111111111",
        "4200001234202611200123456789",  # order number of a wallet, 28 digits
        "2026112022001412341234567890",
        "0x80041001",
        "1234567890123=12",
    ],
)
def test_what_stays(text: str) -> None:
    assert mask(text) == text


def test_masking_twice_changes_nothing() -> None:
    for digits in CARDS.values():
        once = mask(f"a {digits} b;{digits}=2512?")
        assert mask(once) == once


def test_luhn() -> None:
    assert luhn("79927398713")
    assert not any(luhn(f"7992739871{d}") for d in "012456789")


@pytest.mark.parametrize("digits", ["1111111111111111", "411111111111", "123456789012", "8000000000000000"])
def test_outside_every_range(digits: str) -> None:
    assert not is_card_number(digits)
