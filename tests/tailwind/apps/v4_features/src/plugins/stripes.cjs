const plugin = require("tailwindcss/plugin");
module.exports = plugin(({ addUtilities, matchUtilities, addVariant, theme }) => {
  addUtilities({ ".stripes": { background: "repeating-linear-gradient(45deg, red, blue)" } });
  matchUtilities({ stripe: (value) => ({ "--stripe": value }) }, { values: theme("spacing") });
  addVariant("hocus", ["&:hover", "&:focus"]);
});
