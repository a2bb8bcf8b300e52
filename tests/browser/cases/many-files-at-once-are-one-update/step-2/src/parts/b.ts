export const b = "b1";
