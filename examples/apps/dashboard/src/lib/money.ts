export class Money {
  static #formats = new Map<string, Intl.NumberFormat>();

  constructor(
    public readonly cents: number,
    private readonly currency: string = "USD",
  ) {}

  static sum(values: Iterable<Money>): Money {
    let total = 0;
    for (const value of values) total += value.cents;
    return new Money(total);
  }

  get rounded() {
    return this.#format(0).format(this.cents / 100);
  }

  toString() {
    return this.#format(2).format(this.cents / 100);
  }

  #format(digits: number) {
    const key = `${this.currency}:${digits}`;
    let found = Money.#formats.get(key);
    if (!found) {
      found = new Intl.NumberFormat("en-US", {
        style: "currency",
        currency: this.currency,
        maximumFractionDigits: digits,
        minimumFractionDigits: digits,
      });
      Money.#formats.set(key, found);
    }
    return found;
  }
}

export const usd = (cents: number) => new Money(cents);
