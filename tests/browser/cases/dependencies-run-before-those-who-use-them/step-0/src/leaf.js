export const leaf = 1;
console.log(`leaf ${leaf}`);
