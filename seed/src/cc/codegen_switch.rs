//! Switches: a balanced tree of comparisons whose leaves are jump tables, where the cases lie dense,
//! or a few comparisons.

use super::ast::NodeId;
use super::codegen::Gen;
use super::emit::{A0, T1};

/// So many cases are compared one after the other.
const FEW: usize = 3;
/// A jump table has so many cases at least, and so many entries for each case at most.
const TABLE_CASES: usize = 6;
const TABLE_SPREAD: u64 = 3;

struct Case {
    value: i64,
    label: u32,
}

impl Gen<'_> {
    /// The value of switch `id`, and branches to its cases, to its default or to `end`.
    pub fn dispatch(&mut self, id: NodeId, end: u32) {
        let n = self.ast.get(id);
        let default = if n.val == 1 { self.label() } else { end };
        self.defaults.push(default);
        let mut cases = Vec::new();
        let mut node = n.c;
        while node != 0 {
            let label = self.label();
            self.ast.at(node).sym = label;
            cases.push(Case { value: self.ast.get(node).val, label });
            node = self.ast.get(node).c;
        }
        let unsigned = self.types.get(self.ast.get(n.a).ty).unsigned;
        self.value(n.a, true);
        self.stack.pop_accumulator();
        self.choose(&cases, unsigned, default);
    }

    /// Branches to the case whose value is in the accumulator.
    fn choose(&mut self, cases: &[Case], unsigned: bool, default: u32) {
        let n = cases.len();
        if n <= FEW {
            for case in cases {
                self.stack.emit.li(T1, case.value);
                self.stack.emit.branch_compare("beq", A0, T1, case.label);
            }
            self.stack.emit.branch(default);
            return;
        }
        let span = cases[n - 1].value.wrapping_sub(cases[0].value) as u64;
        if n >= TABLE_CASES && span / TABLE_SPREAD < n as u64 {
            self.table(cases, span, default);
            return;
        }
        let low = self.label();
        let middle = n / 2;
        self.stack.emit.li(T1, cases[middle].value);
        let op = if unsigned { "bltu" } else { "blt" };
        self.stack.emit.branch_compare(op, A0, T1, low);
        self.choose(&cases[middle..], unsigned, default);
        self.stack.emit.define(low);
        self.choose(&cases[..middle], unsigned, default);
    }

    /// Jumps through a table of addresses, one for each value from the first case to the last.
    fn table(&mut self, cases: &[Case], span: u64, default: u32) {
        self.unique += 1;
        let label = format!("$switch.{}", self.unique);
        let emit = &mut self.stack.emit;
        emit.immediate("addi", A0, A0, cases[0].value.wrapping_neg());
        emit.li(T1, span as i64);
        emit.branch_compare("bltu", T1, A0, default);
        emit.immediate("shli", A0, A0, 3);
        emit.la(T1, &label, 0);
        emit.binary("add", A0, A0, T1);
        emit.immediate("ld8", A0, A0, 0);
        emit.jump("jr", A0);
        emit.object("rodata", 8, &label);
        let mut next = cases[0].value;
        for case in cases {
            while next != case.value {
                emit.address_of(default);
                next = next.wrapping_add(1);
            }
            emit.address_of(case.label);
            next = next.wrapping_add(1);
        }
        emit.end_object();
    }
}
