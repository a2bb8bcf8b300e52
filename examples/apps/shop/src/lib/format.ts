const euros = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" });

/** Prices are kept in cents, so that sums stay exact. */
export function formatPrice(cents: number): string {
  return euros.format(cents / 100);
}

export function pluralize(count: number, word: string): string {
  return `${count} ${count === 1 ? word : `${word}s`}`;
}
