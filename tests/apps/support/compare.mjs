// Two looks at one page -> what differs, without the differences that are known and allowed.

/**
 * @param allowed {{ why: string, element?: (ours: string, theirs: string) => boolean, style?: (found) => boolean }[]}
 * @returns {string[]} one line for each kind of difference; empty when both looked the same.
 */
export function differences(ours, theirs, allowed = []) {
  const found = new Map();
  const report = (kind, line) => found.set(kind, { line, times: (found.get(kind)?.times ?? 0) + 1 });
  if (ours.title !== theirs.title) report("title", `title: ${JSON.stringify(ours.title)} is not ${JSON.stringify(theirs.title)}`);
  if (ours.text !== theirs.text) report("text", `text: ${firstDifference(ours.text, theirs.text)}`);
  if (ours.styles.length !== theirs.styles.length) {
    const at = ours.styles.findIndex((element, index) => element.name !== theirs.styles[index]?.name);
    report("count", `${ours.styles.length} visible elements, not ${theirs.styles.length}; the first other one: ${ours.styles[at]?.name} / ${theirs.styles[at]?.name}`);
  } else {
    ours.styles.forEach(({ name, style }, index) => {
      const other = theirs.styles[index];
      if (name !== other.name && !allowed.some(({ element }) => element?.(name, other.name))) report(`element ${name}`, `element: ${name} is not ${other.name}`);
      for (const property of new Set([...Object.keys(style), ...Object.keys(other.style)])) {
        const [value, wanted] = [style[property], other.style[property]];
        if (value !== wanted && !allowed.some((rule) => rule.style?.({ element: name, property, value, wanted }))) {
          report(`${property} ${value} ${wanted}`, `${property}: ${value} is not ${wanted}, on ${name.slice(0, 160)}`);
        }
      }
    });
  }
  return [...found.values()].map(({ line, times }) => (times > 1 ? `${line} (${times} times)` : line));
}

function firstDifference(a, b) {
  let at = 0;
  while (a[at] === b[at]) at++;
  const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 40), at + 80));
  return `${around(a)} is not ${around(b)}`;
}
