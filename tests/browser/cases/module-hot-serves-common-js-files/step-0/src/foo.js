const bar = require("./bar");
console.log(`foo sees ${bar.value}`);
module.hot.accept();
