import.meta.hot.accept(
