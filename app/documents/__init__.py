"""Values in, file out; file in, plain rows out: the only floor that knows file formats."""
