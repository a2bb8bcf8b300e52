exports.value = 1;
console.log(`bar ${exports.value}`);
module.hot.dispose(() => console.log("bar disposed"));
