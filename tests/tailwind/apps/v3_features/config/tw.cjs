const plugin = require("tailwindcss/plugin");
module.exports = {
  presets: [require("./preset.cjs")],
  prefix: "tw-",
  important: "#app",
  content: { relative: true, files: ["../src/**/!(*.test).{html,mdx}", { raw: '<p class="tw-underline tw-rotate-45">', extension: "html" }], transform: { mdx: (text) => text.replace(/§/g, "tw-") }, extract: { mdx: (text) => text.match(/[\w:-]+/g) ?? [] } },
  corePlugins: { float: false },
  blocklist: ["tw-hidden"],
  future: { hoverOnlyWhenSupported: true },
  plugins: [
    require("@tailwindcss/typography"), require("@tailwindcss/forms")({ strategy: "class" }), require("@tailwindcss/aspect-ratio"), require("@tailwindcss/container-queries"),
    plugin(({ addComponents, addBase, matchUtilities, matchVariant, theme, e }) => {
      addBase({ h1: { fontSize: theme("fontSize.2xl") } });
      addComponents({ ".card": { padding: theme("spacing.4"), "&:hover": { color: theme("colors.brand") }, "@screen md": { padding: "0" } } });
      matchUtilities({ glow: (value, { modifier }) => ({ boxShadow: `0 0 ${modifier ?? "1px"} ${value}` }) }, { values: theme("colors.brand") ? { brand: theme("colors.brand") } : {}, modifiers: "any", type: "color" });
      matchVariant("nth", (value) => `&:nth-child(${value})`, { values: { odd: "odd" } });
    }),
  ],
};
