const y = "tw:invert"
