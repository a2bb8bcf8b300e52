export const b = "b2";
