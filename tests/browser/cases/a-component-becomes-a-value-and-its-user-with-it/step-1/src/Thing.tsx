export const Thing = "value";
