export const value = 1 as number;
