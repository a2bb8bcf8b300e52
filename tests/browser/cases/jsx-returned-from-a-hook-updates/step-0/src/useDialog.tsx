export function useDialog() {
  return <p id="dialog">dialog one</p>;
}
