"""Builds the .deb for UOS and Kylin: in a root of the oldest Debian that is served, with an interpreter of its own."""
