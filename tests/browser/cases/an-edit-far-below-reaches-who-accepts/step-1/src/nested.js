export const nested = "two";
console.log(`nested ${nested}`);
