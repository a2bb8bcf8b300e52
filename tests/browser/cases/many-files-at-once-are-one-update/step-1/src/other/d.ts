export const d = "d2";
