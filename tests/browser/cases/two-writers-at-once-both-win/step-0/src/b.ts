export const b = 0;
