export const title = "B";
