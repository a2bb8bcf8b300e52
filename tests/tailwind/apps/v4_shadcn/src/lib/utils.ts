export const cn = (...parts: (string | false | undefined)[]) => parts.filter(Boolean).join(" ");
export const tones = { info: "bg-sky-500/10 text-sky-700", warn: 'bg-amber-500/10', } as const;
