"""The words of a field: all of a fixed choice, or those that are offered."""

from app.services import choices


def test_a_fixed_choice_gives_the_words_that_its_column_takes() -> None:
    assert choices.words("leads", "judgement") == ("待研判", "有效", "无效")


def test_a_field_of_free_words_gives_those_that_offices_use() -> None:
    assert "银行进账单" in choices.words("funds", "voucher_kind")
    assert choices.words("leads", "investor") == ()
