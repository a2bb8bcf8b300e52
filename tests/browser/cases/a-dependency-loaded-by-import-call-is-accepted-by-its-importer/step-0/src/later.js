export const name = "one";
