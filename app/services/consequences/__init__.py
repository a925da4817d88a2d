"""What follows from an assessment, where the office keeps it: 风险抵押金 and 引资人 rewards."""
