"""What a call ends with."""

DONE, IN_PART, WRONG_USAGE = 0, 1, 2
