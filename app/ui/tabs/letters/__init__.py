"""责任书: the year's accountability letters, the targets handed out, and the wording they start from."""
