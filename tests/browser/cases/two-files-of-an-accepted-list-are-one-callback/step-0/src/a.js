export const value = "a1";
