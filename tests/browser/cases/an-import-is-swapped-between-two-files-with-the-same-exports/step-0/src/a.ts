export const text = "from a";
