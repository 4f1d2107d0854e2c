//! Takes out of a module what never runs in it: Leptos compiles each view's way of coming to life
//! twice, at once and step by step (`hydrate_async`), and the second is for pages with parts that
//! load lazily, which ours have not (`app::browser::wake` calls `hydrate_from`).
//!
//! Our own views leave most of it out by themselves (`app::ui::Part`); this is about those whose type
//! Leptos erases. Were such a function called after all, it would trap, and every test in Chromium
//! that opens a page would fail.

use anyhow::Result;
use walrus::{
    Function, FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module, ModuleConfig,
};

/// The method of `tachys::view::RenderHtml` and what only it calls, `RenderEffect`'s way of waiting
/// for a first value, as they stand in the mangled names.
const NEVER_CALLED: [&str; 2] = ["hydrate_async", "new_with_async_value"];

/// Fewer instructions than this are kept: the compiler merges small functions that do the same, and
/// what bears this name may serve another.
const LEAST: u64 = 100;

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
        .filter(|function| is_asleep(function))
        .map(|function| function.id())
        .collect();
    for id in asleep {
        if let Some(trap) = trap(&mut module, id) {
            module.funcs.get_mut(id).kind = FunctionKind::Local(trap);
        }
    }
    Ok(module)
}

/// The steps of such a future, which is where the size is; making one costs nothing.
fn is_asleep(function: &Function) -> bool {
    let named = |name: &String| {
        name.contains("closure") && NEVER_CALLED.iter().any(|never| name.contains(never))
    };
    let is_large = match &function.kind {
        FunctionKind::Local(local) => local.size() >= LEAST,
        _ => false,
    };
    is_large && function.name.as_ref().is_some_and(named)
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
    use walrus::ir::Instr;

    const STEPS: &str = "_ZN4tachys13hydrate_async28_$u7b$$u7b$closure$u7d$$u7d$17h1E";
    const OTHER: &str = "_ZN4tachys7hydrate28_$u7b$$u7b$closure$u7d$$u7d$17h2E";

    /// A module with one function of that name and size, which is exported.
    fn module(name: &str, instructions: u64) -> Vec<u8> {
        let mut module = Module::default();
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
        builder.name(name.into());
        for _ in 0..instructions / 2 {
            builder.func_body().i32_const(1).drop();
        }
        let id = builder.finish(vec![], &mut module.funcs);
        module.exports.add(name, id);
        module.emit_wasm()
    }

    #[test]
    fn only_the_large_steps_that_never_run_become_a_trap() {
        for (name, instructions, expected) in
            [(STEPS, 200, true), (STEPS, 20, false), (OTHER, 200, false)]
        {
            let module = without(&module(name, instructions)).unwrap();
            let function = module.funcs.iter().next().unwrap();
            let local = function.kind.unwrap_local();
            let body = &local.block(local.entry_block()).instrs;
            let is_trap = matches!(body.first(), Some((Instr::Unreachable(_), _)));
            assert_eq!(is_trap, expected, "{name} of {instructions}");
        }
    }
}
