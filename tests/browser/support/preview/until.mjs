// Waits for what no event announces.
const PATIENCE = 30_000;

export async function until(what, isTrue) {
  const end = Date.now() + PATIENCE;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`never true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
