export const value = "b1";
