"""What a user can ask for: functions, session first; the only floor with queries."""
