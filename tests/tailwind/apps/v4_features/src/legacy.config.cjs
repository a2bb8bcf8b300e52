const colors = require("tailwindcss/colors");
module.exports = { theme: { extend: { colors: { old: "#123456", stone: colors.stone }, spacing: { 18: "4.5rem" } } }, darkMode: ["class", ".night"] };
