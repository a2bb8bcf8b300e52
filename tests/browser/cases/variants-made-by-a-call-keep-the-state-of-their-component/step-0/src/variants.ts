export const variants = (base: string) => (kind: string) => `${base} ${kind}`;
