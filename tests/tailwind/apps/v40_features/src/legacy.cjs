module.exports = { content: ["./extra/**/*.html"], theme: { extend: { colors: { legacy: "#123456" } } } };
