export const value = 2;
throw new Error("no good");
