"""Papers of projects: the card of one, the book of those on offer, the lists that go round."""
