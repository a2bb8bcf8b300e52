/** Whether two lives of an export are the same value. */

const DEPTH = 12;
const SIZE = 5_000;

/**
 * True for equal primitives, one and the same object, and plain data that is equal all the way down. Functions are never equal to
 * others, though their text may be: `cva("a")` and `cva("b")` give functions of one text, and so does every closure over an edited
 * constant.
 */
export function isSame(a: unknown, b: unknown): boolean {
  let budget = SIZE;
  const same = (a: unknown, b: unknown, depth: number): boolean => {
    if (Object.is(a, b)) return true;
    if (typeof a !== "object" || typeof b !== "object" || !a || !b || depth > DEPTH || --budget < 0) return false;
    const prototype: unknown = Object.getPrototypeOf(a);
    if (prototype !== Object.getPrototypeOf(b)) return false;
    if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return false;
    const keys = Reflect.ownKeys(a);
    if (keys.length !== Reflect.ownKeys(b).length) return false;
    return keys.every((key) => {
      const left = Object.getOwnPropertyDescriptor(a, key);
      const right = Object.getOwnPropertyDescriptor(b, key);
      return !!left && !!right && "value" in left && "value" in right && same(left.value, right.value, depth + 1);
    });
  };
  return same(a, b, 0);
}
