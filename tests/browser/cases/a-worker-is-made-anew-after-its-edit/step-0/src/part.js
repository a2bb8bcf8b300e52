export const part = "part one";
