export const groupBy = <T, K extends PropertyKey>(items: readonly T[], key: (item: T) => K): Partial<Record<K, T[]>> =>
  items.reduce<Partial<Record<K, T[]>>>((groups, item) => {
    (groups[key(item)] ??= []).push(item);
    return groups;
  }, {});

export function initials(name: string): string;
export function initials(name: string, limit: number): string;
export function initials(name: string, limit = 2) {
  return name
    .split(/\s+/)
    .map(([first]) => first)
    .slice(0, limit)
    .join("")
    .toUpperCase();
}

export const range = (length: number) => Array.from({ length }, (_, index) => index);
