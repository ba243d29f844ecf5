"""What a trained network is used for: to predict, and to be judged on other observations."""
