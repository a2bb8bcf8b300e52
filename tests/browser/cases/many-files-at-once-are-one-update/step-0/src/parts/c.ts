export const c = "c1";
