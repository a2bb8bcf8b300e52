export const value = 1;
console.log(`aliased ${value}`);
const { hot } = import.meta;
hot.accept();
