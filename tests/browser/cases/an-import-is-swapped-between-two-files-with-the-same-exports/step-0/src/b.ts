export const text = "from b";
