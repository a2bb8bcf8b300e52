// Another name of a state variable is another hook. The forms are those that React's own tests of Fast Refresh know.
const state = (name) => `const [${name}, set] = useState(initial);`;
const body = (name, text) => `${state(name)} return <h1>${text} {${name}}</h1>;`;
const FORMS = {
  function: (name, text) => `export default function App() { ${body(name, text)} }`,
  arrow: (name, text) => `const App = () => { ${body(name, text)} }; export default App;`,
  memo: (name, text) => `export default memo(function App() { ${body(name, text)} });`,
  "memo of a name": (name, text) => `function Inner() { ${body(name, text)} } export default memo(Inner);`,
  forwardRef: (name, text) => `export default forwardRef(function App() { ${body(name, text)} });`,
  "memo of forwardRef": (name, text) => `export default memo(forwardRef(function App() { ${body(name, text)} }));`,
  "memo of memo": (name, text) => `const Inner = memo(forwardRef(() => { ${body(name, text)} })); export default memo(Inner, () => false);`,
  "hooks of a wrapper": (name, text) =>
    `function wrap(Inner) { return function Outer() { ${state(name)} return <Inner value={${name}} />; }; }
    export default wrap(({ value }) => <h1>${text} {value}</h1>);`,
  "hooks of a wrapper of a name": (name, text) =>
    `function wrap(Inner) { return function Outer() { ${state(name)} return <Inner value={${name}} />; }; }
    function Inner({ value }) { return <h1>${text} {value}</h1>; }
    export default wrap(Inner);`,
  "hooks of what a wrapper calls": (name, text) =>
    `function wrap(call) { return function Outer() { return call(); }; }
    export default wrap(() => { ${body(name, text)} });`,
  "hooks of what a memo calls": (name, text) =>
    `function wrap(call) { return memo(forwardRef(function Outer() { return call(); })); }
    export default wrap(() => { ${body(name, text)} });`,
  "a function as child": (name, text) =>
    `function Holder({ children }) { ${state(name)} return children(${name}); }
    export default function App() { return <Holder>{(value) => <h1>${text} {value}</h1>}</Holder>; }`,
  "a hook behind a hook": (name, text) =>
    `function useInner() { ${state(name)} return ${name}; }
    function useOuter() { return useInner(); }
    export default function App() { const value = useOuter(); return <h1>${text} {value}</h1>; }`,
};

export default async ({ open, write }) => {
  const page = await open();
  for (const [form, source] of Object.entries(FORMS)) {
    const becomes = async (initial, name, edit, shown) => {
      await page.keep("h1");
      const text = `${form}, ${edit}`;
      await write("src/App.jsx", `import { forwardRef, memo, useState } from "react";\nconst initial = ${initial};\n${source(name, text)}\n`);
      await page.shows("h1", `${text} ${shown}`);
    };
    await becomes(1, "one", "first", 1);
    await becomes(2, "one", "second", 1);
    await page.isKept("h1");
    await becomes(3, "another", "third", 3);
    await becomes(4, "another", "fourth", 3);
    await page.isKept("h1");
  }
};
