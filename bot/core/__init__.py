"""Values and decisions: pure functions of values and `now`. No I/O, no clock, no randomness."""
