export const nested = "one";
console.log(`nested ${nested}`);
