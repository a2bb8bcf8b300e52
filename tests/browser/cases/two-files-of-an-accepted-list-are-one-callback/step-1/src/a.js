export const value = "a2";
