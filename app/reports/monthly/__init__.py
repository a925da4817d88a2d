"""The month's bulletin and the year's summary up to it."""
