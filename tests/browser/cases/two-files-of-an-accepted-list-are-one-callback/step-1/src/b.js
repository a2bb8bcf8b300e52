export const value = "b2";
