export const sizes = ["small", "large"];

export function Button() {
  return <button id="button">click</button>;
}
