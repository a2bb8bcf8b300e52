const esm = require("./esm.js");
module.exports = { value: 1, esm: () => esm.value };
