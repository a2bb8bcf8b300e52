export const values = { a: "one", list: ["first", "second"], inner: { deep: "nested" } };
export const two = "two";
