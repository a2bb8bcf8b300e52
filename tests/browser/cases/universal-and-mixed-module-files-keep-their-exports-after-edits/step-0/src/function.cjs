module.exports = function compute() {
  return 1;
};
module.exports.label = "function";
