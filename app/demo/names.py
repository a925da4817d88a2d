"""Names, codes and numbers of people and firms that do not exist, yet pass every check of a real one."""

from random import Random

from app.demo import words

_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def person(rng: Random) -> str:
    """A name of two or three characters."""
    given = rng.choice(words.GIVEN_SECOND)
    return rng.choice(words.SURNAMES) + (rng.choice(words.GIVEN_FIRST) if rng.random() < 0.8 else "") + given


def phone(rng: Random) -> str:
    """A mobile number whose middle is 0000, as on specimens."""
    return f"1{rng.choice(('30', '35', '38', '39', '58', '86'))}0000{rng.randrange(10_000):04d}"


def credit_code(rng: Random) -> str:
    """A 统一社会信用代码 with right check digits (GB 11714, GB 32100) and a place that does not exist."""
    from stdnum.cn import uscc

    body = "MA" + "".join(rng.choice(_CODE) for _ in range(6))
    rest = -sum(_ORGANISATION.index(c) * w for c, w in zip(body, _WEIGHTS, strict=True)) % 11
    code = f"91519{rng.randrange(900, 1000)}{body}{'X' if rest == 10 else rest}"
    return code + str(uscc.calc_check_digit(code))


def brand(rng: Random) -> str:
    """The two characters that a firm is known by."""
    first = rng.choice(words.FIRM_FIRST)
    return first + rng.choice(words.FIRM_SECOND.replace(first, ""))


def firm(rng: Random, place: str, trade: str) -> str:
    """An investor's full name."""
    return f"{place}{brand(rng)}{trade}有限公司"


def township(seed: int) -> tuple[str, str, str]:
    """Name, county and nine-digit code of the township of ``seed``: neighbouring seeds have others.

    The code's first two pairs of digits, 51 and 99, belong to no city.
    """
    place = seed - 1
    first = words.TOWN_FIRST[place % len(words.TOWN_FIRST)]
    second = words.TOWN_SECOND[(place // len(words.TOWN_FIRST) + place * 7) % len(words.TOWN_SECOND)]
    county = words.COUNTIES[seed // 900 % len(words.COUNTIES)]
    return f"{first}{second}镇", county, f"5199{seed // 900 % 100:02d}{100 + seed % 900:03d}"
