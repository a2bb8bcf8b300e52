export const STYLE = `
:host { all: initial; position: fixed; inset: 0; z-index: 2147483647; display: block; color-scheme: light dark;
  --back: #ffffff; --text: #1c1d21; --soft: #63666f; --line: #d9dbe1; --bad: #c2262d; --code: #f4f5f7; --link: #2456c9; }
@media (prefers-color-scheme: dark) {
  :host { --back: #17181c; --text: #e9eaee; --soft: #a2a6b1; --line: #34363e; --bad: #ff7b7f; --code: #101114; --link: #8fb4ff; }
}
.shade { position: absolute; inset: 0; background: rgb(0 0 0 / .35); }
.box { position: absolute; inset: auto 0 0 0; max-height: 75%; overflow: auto; box-sizing: border-box; padding: 20px 24px; background: var(--back); color: var(--text);
  border-top: 4px solid var(--bad); box-shadow: 0 -8px 32px rgb(0 0 0 / .3); font: 14px/1.5 ui-sans-serif, system-ui, sans-serif; animation: rise .15s ease-out; }
@keyframes rise { from { transform: translateY(16px); opacity: 0; } }
@media (prefers-reduced-motion: reduce) { .box { animation: none; } }
header { display: flex; align-items: center; gap: 12px; margin-bottom: 4px; }
h1 { flex: 1; margin: 0; font-size: 15px; font-weight: 650; color: var(--bad); }
button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 6px; padding: 2px 10px; cursor: pointer; }
button.place { border: 0; padding: 0; color: var(--link); text-decoration: underline; font: 13px/1.5 ui-monospace, monospace; text-align: left; overflow-wrap: anywhere; }
pre button.place { font: inherit; }
.box:focus { outline: none; }
button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
article { padding: 12px 0; border-top: 1px solid var(--line); }
article:first-of-type { border-top: 0; }
p { margin: 0 0 4px; white-space: pre-wrap; overflow-wrap: anywhere; }
p.message { font-weight: 600; }
p.hint, p.foot { color: var(--soft); }
pre { margin: 8px 0; padding: 10px 12px; overflow: auto; background: var(--code); border-radius: 6px; font: 13px/1.5 ui-monospace, monospace; tab-size: 2; }
`;
