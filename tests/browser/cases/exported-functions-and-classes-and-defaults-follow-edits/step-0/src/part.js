const n = 1;
export { n };
export function f() {
  return `f${n}`;
}
export class C {
  name = `c${n}`;
}
export default function () {
  return `d${n}`;
}
export var v = `v${n}`;
export function swapped() {
  return "never";
}
swapped = () => `s${n}`;
