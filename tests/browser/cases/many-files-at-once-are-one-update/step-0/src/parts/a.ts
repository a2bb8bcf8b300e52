export const a = "a1";
