export const value = 1;
console.log(`optionaldep ${value}`);
