"""统计图表: the year's indicators and the charts behind them."""
