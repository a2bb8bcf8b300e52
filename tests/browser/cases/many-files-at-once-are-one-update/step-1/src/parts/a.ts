export const a = "a2";
