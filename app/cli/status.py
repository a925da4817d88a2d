"""How a call ends: 0 done, 1 done in part or refused, 2 wrong usage."""

DONE, IN_PART, WRONG_USAGE = 0, 1, 2
