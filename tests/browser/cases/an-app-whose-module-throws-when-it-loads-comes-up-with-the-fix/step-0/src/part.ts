throw new Error("at the top");
export const part = "part";
