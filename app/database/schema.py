"""The numbers that tell whose file it is and how new."""

APPLICATION_ID = 0x5A534C54  # "ZSLT": `file` and the county can tell our database from any other
SCHEMA = 8  # user_version: the number of migrations; rises with each
