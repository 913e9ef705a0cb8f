//! What is known of the code as JSON.
//!
//! An object: `functions` (`name`, `start`, `end` – addresses –, `offset`, and bytes of `instructions`, `padding`,
//! `data`, `undecodable`), `syscalls` (`address`, `function`, `numbers`, `names`, `complete`), `can` (names of all
//! system calls), `can_is_all` (whether it is all that the code can call), `indirect` (`address`, `function`, `call`,
//! `targets`), `inventory` (instructions by mnemonic).

use super::{Code, syscalls};
use crate::elf::clip;
use crate::json::Json;

pub fn json(code: &Code) -> Json {
    let (can, all) = code.can();
    Json::object([
        ("functions", functions(code)),
        ("syscalls", calls(code)),
        ("can", Json::array(can.into_iter().map(Json::from))),
        ("can_is_all", all.into()),
        ("indirect", indirect(code)),
        ("inventory", Json::object(code.inventory.iter().map(|(name, count)| (*name, Json::from(*count))))),
    ])
}

fn functions(code: &Code) -> Json {
    Json::array(code.functions.iter().map(|function| {
        Json::object([
            ("name", Json::from(clip(&function.name))),
            ("start", function.start.into()),
            ("end", function.end.into()),
            ("offset", function.offset.into()),
            ("instructions", function.instructions.into()),
            ("padding", function.padding.into()),
            ("data", function.data.into()),
            ("undecodable", function.undecodable.into()),
        ])
    }))
}

fn calls(code: &Code) -> Json {
    let name = |&number: &u64| {
        let name = code.machine.and_then(|machine| syscalls::name(machine, number));
        name.map_or(Json::Null, Json::from)
    };
    Json::array(code.syscalls.iter().map(|call| {
        Json::object([
            ("address", Json::from(call.address)),
            ("function", clip(&call.function).into()),
            ("numbers", Json::array(call.numbers.iter().map(|&number| number.into()))),
            ("names", Json::array(call.numbers.iter().map(name))),
            ("complete", call.complete.into()),
        ])
    }))
}

fn indirect(code: &Code) -> Json {
    Json::array(code.indirect.iter().map(|indirect| {
        Json::object([
            ("address", Json::from(indirect.address)),
            ("function", clip(&indirect.function).into()),
            ("call", indirect.is_call.into()),
            ("targets", Json::array(indirect.targets.iter().map(|&target| target.into()))),
        ])
    }))
}
