"""Check digits of identity numbers, cards and accounts."""

from __future__ import annotations

import datetime as dt
import re

_CHINESE_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def luhn(number: str) -> bool:
    """Whether the digits of ``number`` carry a right Luhn digit, as cards do."""
    digits = [int(digit) for digit in number if digit.isdecimal()]
    doubled = (2 * digit - 9 * (digit > 4) for digit in digits[-2::-2])
    return bool(digits) and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def iban(number: str) -> bool:
    """Whether ``number`` is an International Bank Account Number with right check digits."""
    plain = re.sub(r"[\s-]", "", number).upper()
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", plain):
        return False
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def chinese_id_digit(number: str) -> str:
    """The check digit (``0`` … ``9`` or ``X``) for the first 17 digits of a Chinese identity."""
    total = sum(int(digit) * by for digit, by in zip(number[:17], _CHINESE_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def born(number: str) -> bool:
    """Whether digits 7 to 14 of a Chinese identity number are a day on which one can be born."""
    try:
        return 1900 <= dt.date.fromisoformat(number[6:14]).year <= 2100
    except ValueError:
        return False


def chinese_id(number: str) -> bool:
    """Whether ``number`` is a Chinese resident identity number with a right check digit."""
    plain = number.upper()
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", plain) or not born(plain):
        return False
    return chinese_id_digit(plain) == plain[17]


def credit_code(number: str) -> bool:
    """Whether ``number`` is a Chinese unified social credit code with a right check sign."""
    plain = number.upper()
    if len(plain) != 18 or any(sign not in _CREDIT_CODE for sign in plain):
        return False
    places = [_CREDIT_CODE.index(sign) for sign in plain]
    total = sum(place * by for place, by in zip(places[:17], _CREDIT_WEIGHTS, strict=True))
    return (31 - total % 31) % 31 == places[17]


def spanish_id(number: str) -> bool:
    """Whether ``number`` (eight digits, a letter) is a Spanish DNI with the right letter."""
    plain = re.sub(r"[\s.-]", "", number).upper()
    if not re.fullmatch(r"[0-9]{8}[A-Z]", plain):
        return False
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(plain[:8]) % 23] == plain[8]


def social_security(number: str) -> bool:
    """Whether ``number`` can be a US Social Security Number (none begins 000, 666 or 9)."""
    plain = re.sub(r"\D", "", number)
    area, group, serial = plain[:3], plain[3:5], plain[5:]
    if len(plain) != 9 or area in {"000", "666"} or area >= "900":
        return False
    return group != "00" and serial != "0000"
