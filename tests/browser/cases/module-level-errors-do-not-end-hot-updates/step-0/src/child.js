export const value = 1;
console.log("child 1");
