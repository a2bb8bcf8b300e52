/** Values of the app as text, whatever they are: bounded, and never with an exception. */

const DEPTH = 4;
const KEYS = 50;
const TEXT = 4_000;

export function serialise(value: unknown): string {
  const seen = new Set<object>();
  let left = TEXT;
  const write = (value: unknown, depth: number): string => {
    if (left <= 0) return "…";
    switch (typeof value) {
      case "string":
        return depth ? JSON.stringify(cut(value)) : cut(value);
      case "bigint":
        return `${value}n`;
      case "function":
        return `[function ${value.name || "anonymous"}]`;
      case "symbol":
        return String(value);
      case "object":
        return value === null ? "null" : inside(value, depth);
      default:
        return String(value);
    }
  };
  const cut = (text: string): string => {
    const part = text.length > left ? `${text.slice(0, left)}…` : text;
    left -= part.length;
    return part;
  };
  const inside = (value: object, depth: number): string => {
    if (seen.has(value)) return "[circular]";
    if (value instanceof Error) return cut(value.stack || `${value.name}: ${value.message}`);
    if (typeof Element === "function" && value instanceof Element) return `<${value.localName}>`;
    if (value instanceof Date || value instanceof RegExp) return String(value);
    const name = Object.getPrototypeOf(value)?.constructor?.name as string | undefined;
    if (depth >= DEPTH) return Array.isArray(value) ? "[…]" : "{…}";
    seen.add(value);
    const list = Array.isArray(value) || value instanceof Set ? [...value.values()] : undefined;
    const parts: string[] = [];
    const entries = value instanceof Map ? [...value] : list ? list.slice(0, KEYS).map((item) => ["", item]) : Object.keys(value).map((key) => [key, undefined]);
    for (const [key, item] of entries.slice(0, KEYS)) {
      left -= 2;
      if (list) parts.push(write(item, depth + 1));
      else if (value instanceof Map) parts.push(`${write(key, depth + 1)} => ${write(item, depth + 1)}`);
      else parts.push(`${cut(String(key))}: ${read(value, String(key), depth)}`);
    }
    if ((list ?? entries).length > KEYS) parts.push("…");
    seen.delete(value);
    const prefix = name && name !== "Object" && name !== "Array" ? `${name} ` : "";
    return list && Array.isArray(value) ? `[${parts.join(", ")}]` : `${prefix}{${parts.join(", ")}}`;
  };
  // Getters and proxies may throw.
  const read = (value: object, key: string, depth: number): string => {
    try {
      return write((value as Record<string, unknown>)[key], depth + 1);
    } catch {
      return "[unreadable]";
    }
  };
  try {
    return write(value, 0);
  } catch {
    return "[unreadable]";
  }
}

/** What a call of the console says. `%c` and the like are for the browser's own; here they are put in plainly. */
export function sentence(values: unknown[]): string {
  const [first, ...rest] = values;
  if (typeof first !== "string") return values.map(serialise).join(" ").slice(0, TEXT);
  const text = first.replace(/%([sdifoOc%])/g, (all, kind: string) => {
    if (kind === "%") return "%";
    if (!rest.length) return all;
    const value = rest.shift();
    return kind === "c" ? "" : serialise(value);
  });
  return [text, ...rest.map(serialise)].join(" ").slice(0, TEXT);
}
