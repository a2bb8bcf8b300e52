const x = "tw:hue-rotate-90"
