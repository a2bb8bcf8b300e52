export const leaf = 2;
console.log(`leaf ${leaf}`);
