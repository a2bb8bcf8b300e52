// Where our preview may look other than Vite's, and why.

const near = (a, b) => {
  const numbers = /-?\d+(\.\d+)?/g;
  const [x, y] = [a, b].map((text) => (text ?? "").match(numbers)?.map(Number) ?? []);
  return (a ?? "").replaceAll(numbers, "#") === (b ?? "").replaceAll(numbers, "#") && x.every((value, index) => Math.abs(value - y[index]) <= 0.05);
};

export const allowed = [
  {
    why: "a class of a CSS module is `local_hash` here and `_local_hash_line` there",
    element: (ours, theirs) => ours.replaceAll(/\b([\w-]+?)_[\w-]{6}(?=[ .]|$)/g, "$1") === theirs.replaceAll(/(^|[ .])_([\w-]+?)_\w+_\d+(?=[ ]|$)/g, "$1$2"),
  },
  {
    why: "lightningcss keeps six digits of a number: `line-height: 1.3333333` is a hundredth of a pixel less",
    style: ({ property, value, wanted }) => !property.startsWith("--") && near(value, wanted),
  },
  {
    why: "keyframes of a CSS module are renamed like its classes",
    style: ({ property, value, wanted }) => property === "animation-name" && value?.replace(/_[\w-]{6}$/, "") === wanted?.replace(/^_(.+)_\w+_\d+$/, "$1"),
  },
];
