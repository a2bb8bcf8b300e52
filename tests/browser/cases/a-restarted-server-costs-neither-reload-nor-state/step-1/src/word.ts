export const word = "new";
