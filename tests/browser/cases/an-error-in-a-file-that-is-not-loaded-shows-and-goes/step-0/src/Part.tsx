export default function Part() {
  return <p id="part">part</p>;
}
