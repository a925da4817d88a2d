"""Records to documents of blocks: what each paper says, whoever renders it."""
