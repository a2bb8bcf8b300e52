/** Calls once when calls have stopped for `quiet` ms, and at the latest `longest` ms after the first: who drags for long is shown something. */
export function debounce<T>(call: (value: T) => void, quiet: number, longest: number): (value: T) => void {
  let timer = 0;
  let since = 0;
  return (value) => {
    const now = performance.now();
    since ||= now;
    clearTimeout(timer);
    timer = window.setTimeout(
      () => {
        since = 0;
        call(value);
      },
      Math.max(0, Math.min(quiet, since + longest - now)),
    );
  };
}
