//! Scripts made of modules, with their source maps.

use std::fmt::Write;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::transform::{Module, RESERVED};

const IN_NAME: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'#').add(b'?').add(b'%').add(b'\\').add(b'\'').add(b'*');

/// All modules of a revision in one script, and what must be there before they run. `map` is the address of its map.
pub(crate) fn app_script(modules: &[Arc<Module>], globals: &str, map: &str) -> String {
    let mut script = String::with_capacity(modules.iter().map(|module| module.code.len()).sum::<usize>() + globals.len() + map.len() + 32);
    for module in modules {
        script.push_str(&module.code);
    }
    // Last, where it moves no line of the map: the modules are only defined here.
    script.push_str(globals);
    let _ = writeln!(script, "//# sourceMappingURL={map}");
    script
}

/// The index map of [`app_script`]: <https://tc39.es/ecma426/#sec-index-source-map>.
pub(crate) fn app_map(modules: &[Arc<Module>]) -> String {
    let mut map = String::from("{\"version\":3,\"sections\":[");
    let mut line = 0;
    let mut first = true;
    for module in modules {
        if let Some(section) = &module.map {
            let comma = if first { "" } else { "," };
            let _ = write!(map, "{comma}{{\"offset\":{{\"line\":{line},\"column\":0}},\"map\":{section}}}");
            first = false;
        }
        line += module.code.matches('\n').count();
    }
    map.push_str("]}");
    map
}

/// One module as a script of its own, with the name that developer tools show.
pub(crate) fn module_script(module: &Module, base: &str) -> String {
    let digest = module.digest;
    let name = utf8_percent_encode(module.id.as_str(), IN_NAME);
    let map = if module.map.is_some() { format!("//# sourceMappingURL={base}{RESERVED}/map/{digest}.json\n") } else { String::new() };
    format!("{}//# sourceURL={base}{name}?{digest}\n{map}", module.code)
}

/// A map as a script: it can be loaded where `fetch` cannot, from a sandbox without an origin and under any `connect-src`.
pub(crate) fn map_script(name: &str, map: &str) -> String {
    format!("hotframe.map(\"{name}\",{map});")
}
