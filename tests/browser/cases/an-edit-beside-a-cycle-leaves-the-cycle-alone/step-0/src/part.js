export const value = 1;
console.log(`part ${value}`);
