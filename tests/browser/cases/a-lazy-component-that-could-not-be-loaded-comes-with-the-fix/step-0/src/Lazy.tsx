throw new Error("lazy fails");

export default function Lazy() {
  return <p id="lazy">lazy</p>;
}
