"""Papers of 线索跟踪: the week's bulletin, a trip's report, ledgers and lists."""
