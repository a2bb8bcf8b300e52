import type en from './locales/en.json';

export type Messages = typeof en;

const chosen = new URLSearchParams(location.search).get('lang') ?? 'en';
const locale = ['en', 'pt'].includes(chosen) ? chosen : 'en';

// Loaded before anything renders: the texts are constants for the rest of the app.
const { default: messages }: { default: Messages } = await import(`./locales/${locale}.json`);

export function t(key: keyof Messages, values: Record<string, string | number> = {}): string {
  return messages[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
