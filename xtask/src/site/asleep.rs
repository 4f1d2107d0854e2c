//! Takes out of a module what never runs in it: Leptos compiles each view's way of coming to life
//! twice, at once and step by step (`hydrate_async`), and the second is for pages with parts that
//! load lazily, which ours have not (`app::browser::wake` calls `hydrate_from`).
//!
//! A fifth of what a browser would load. Were such a function called after all, it would trap, and
//! every test in Chromium that opens a page would fail.

use anyhow::Result;
use walrus::{FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module, ModuleConfig};

/// The method of `tachys::view::RenderHtml`, as it stands in the mangled names.
const NEVER_CALLED: &str = "hydrate_async";

/// The module in `bytes`, each function of that name replaced by a trap.
pub fn without(bytes: &[u8]) -> Result<Module> {
    let mut module = ModuleConfig::new()
        // What the compiler wrote is valid, as wasm-bindgen supposes too.
        .strict_validate(false)
        .generate_dwarf(false)
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(bytes)?;
    let asleep: Vec<FunctionId> = module
        .funcs
        .iter()
        .filter(|function| function.name.as_ref().is_some_and(|name| name.contains(NEVER_CALLED)))
        .map(|function| function.id())
        .collect();
    for id in asleep {
        if let Some(trap) = trap(&mut module, id) {
            module.funcs.get_mut(id).kind = FunctionKind::Local(trap);
        }
    }
    Ok(module)
}

/// A function of the same type that does nothing but trap; none for an imported one.
fn trap(module: &mut Module, id: FunctionId) -> Option<LocalFunction> {
    let FunctionKind::Local(local) = &module.funcs.get(id).kind else { return None };
    let (parameters, results) = module.types.params_results(local.ty());
    let (parameters, results) = (parameters.to_vec(), results.to_vec());
    let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
    builder.func_body().unreachable();
    let arguments = parameters.iter().map(|parameter| module.locals.add(*parameter)).collect();
    Some(builder.local_func(arguments))
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::ValType;
    use walrus::ir::Instr;

    /// A module with two functions that answer with what they are given.
    fn module() -> Vec<u8> {
        let mut module = Module::default();
        for name in ["_ZN4tachys7hydrate17h1E", "_ZN4tachys13hydrate_async17h2E"] {
            let given = module.locals.add(ValType::I32);
            let mut builder =
                FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
            builder.name(name.into()).func_body().local_get(given);
            let id = builder.finish(vec![given], &mut module.funcs);
            module.exports.add(name, id);
        }
        module.emit_wasm()
    }

    #[test]
    fn only_what_never_runs_becomes_a_trap() {
        let module = without(&module()).unwrap();
        let traps: Vec<(bool, bool)> = module
            .funcs
            .iter()
            .map(|function| {
                let local = function.kind.unwrap_local();
                let body = &local.block(local.entry_block()).instrs;
                let is_trap = matches!(body.first(), Some((Instr::Unreachable(_), _)));
                (function.name.as_ref().unwrap().contains(NEVER_CALLED), is_trap)
            })
            .collect();
        assert_eq!(traps.len(), 2);
        assert!(traps.iter().all(|(named, is_trap)| named == is_trap), "{traps:?}");
    }
}
