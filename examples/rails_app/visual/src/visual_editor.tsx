import { type Config, createUsePuck, type Data, type Overrides, Puck } from "@puckeditor/core";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { debounce } from "./debounce";
import type { EditorLink } from "./editor_link";
import { meaning } from "./same_data";

/** A change waits this long for the next one, and a row of changes at most that long, in milliseconds. */
const QUIET = 25;
const LONGEST = 150;

const usePuck = createUsePuck();

/** Puck with the app's components. The document comes from the app's code, and every change goes back there. */
export function VisualEditor({ config, app, link }: { config: Config; app: string; link: EditorLink }) {
  const [data, setData] = useState<Data | null>(null);
  /** What the code says, as far as this editor knows. */
  const known = useRef("");

  const changed = useMemo(() => {
    const tell = debounce((next: Data) => {
      const now = meaning(next);
      if (now === known.current) return;
      known.current = now;
      link.say({ type: "changed", json: JSON.stringify(next) });
    }, QUIET, LONGEST);
    return (next: Data) => tell(next);
  }, [link]);

  useEffect(
    () =>
      link.listen((next) => {
        known.current = meaning(next);
        setData(next);
      }),
    [link],
  );

  const overrides = useMemo<Partial<Overrides>>(() => ({ puck: ({ children }: { children: ReactNode }) => <Live link={link}>{children}</Live> }), [link]);
  if (!data) return null;
  return (
    <Puck
      config={config}
      data={data}
      onChange={changed}
      onPublish={(next) => link.say({ type: "published", json: JSON.stringify(next) })}
      metadata={{ appId: app, aiEnabled: true }}
      overrides={overrides}
    />
  );
}

/** Inside of Puck: takes over documents that come from the code while it is open, and the categories of a config that has changed. */
function Live({ link, children }: { link: EditorLink; children: ReactNode }) {
  const dispatch = usePuck((puck) => puck.dispatch);
  const categories = usePuck((puck) => puck.config.categories);

  useEffect(() => {
    link.say({ type: "shown" });
    return link.listen((data) => dispatch({ type: "setData", data }));
  }, [link, dispatch]);

  useEffect(() => {
    const entries = Object.entries(categories ?? {}).map(([name, { title, components, defaultExpanded, visible }]) => [
      name,
      { title, components, expanded: defaultExpanded, visible },
    ]);
    dispatch({ type: "setUi", ui: { componentList: Object.fromEntries(entries) }, recordHistory: false });
  }, [categories, dispatch]);

  return children;
}
