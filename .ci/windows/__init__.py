"""Builds the Windows program on Debian 12: CPython out of a wheel, the project's lock, PyInstaller under Wine."""
