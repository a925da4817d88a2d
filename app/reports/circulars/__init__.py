"""通报: the circulars of a month, a week, a quarter, of one event, of trips and teams; and the tables behind them."""
