//! Modules that plugins of Vite make up while an app is developed, for apps that import them: what an app does with them is the same without.

use crate::id::ModuleId;

/// Specifier, the name of its module, its text.
const STAND_INS: [(&str, &str, &str); 4] = [
    // vite-plugin-pwa: no service worker is registered before the app is built.
    ("virtual:pwa-register", "node_modules/virtual/pwa-register.js", "export const registerSW = () => async () => {};\n"),
    (
        "virtual:pwa-register/react",
        "node_modules/virtual/pwa-register-react.js",
        "import { useState } from \"react\";\nexport function useRegisterSW() {\n  const needRefresh = useState(false);\n  const offlineReady = useState(false);\n  return { needRefresh, offlineReady, updateServiceWorker: async () => {} };\n}\n",
    ),
    ("virtual:pwa-info", "node_modules/virtual/pwa-info.js", "export const pwaInfo = undefined;\n"),
    // tempo-devtools: the storyboards of its editor.
    ("tempo-routes", "node_modules/virtual/tempo-routes.js", "export default [];\n"),
];

/// The module that such a specifier means.
pub(super) fn named(specifier: &str) -> Option<ModuleId> {
    let (_, name, _) = STAND_INS.iter().find(|(known, _, _)| *known == specifier)?;
    ModuleId::new(name).ok()
}

/// Its text.
pub(crate) fn source(id: &ModuleId) -> Option<&'static str> {
    STAND_INS.iter().find(|(_, name, _)| *name == id.as_str()).map(|(_, _, text)| *text)
}
