export const value = 1;
console.log(`list ${value}`);
