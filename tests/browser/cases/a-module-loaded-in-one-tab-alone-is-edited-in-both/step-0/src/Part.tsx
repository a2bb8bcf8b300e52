export default function Part() {
  return <p id="part">part 1</p>;
}
