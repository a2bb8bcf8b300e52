import "./Low";

console.log("high");

export default function High() {
  return null;
}
