export const STYLE = `
:host { all: initial; position: fixed; right: 12px; bottom: 12px; z-index: 2147483646; pointer-events: none; color-scheme: light dark; --back: #fff; --text: #1c1d21; --dot: #8a8f9a; }
@media (prefers-color-scheme: dark) { :host { --back: #26282e; --text: #e9eaee; } }
@media print { :host { display: none; } }
:host([data-status="connected"]), :host([data-status="updated"]) { --dot: #1f9d55; }
:host([data-status="updating"]) { --dot: #2456c9; }
:host([data-status="offline"]) { --dot: #b7791f; }
:host([data-status="error"]) { --dot: #c2262d; }
div { display: flex; align-items: center; gap: 6px; max-width: 40ch; padding: 4px 10px; border-radius: 999px; background: var(--back); color: var(--text);
  box-shadow: 0 1px 6px rgb(0 0 0 / .25); font: 12px/1.4 ui-sans-serif, system-ui, sans-serif; transition: opacity .3s; }
i { flex: none; width: 8px; height: 8px; border-radius: 50%; background: var(--dot); }
:host([data-quiet]) div { opacity: 0; }
:host([data-status="updating"]) i, :host([data-status="connecting"]) i { animation: pulse 1s infinite alternate; }
@keyframes pulse { to { opacity: .3; } }
@media (prefers-reduced-motion: reduce) { div { transition: none; } i { animation: none !important; } }
`;
