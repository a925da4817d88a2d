"""The records of an office, and the rules that one record can check alone."""
