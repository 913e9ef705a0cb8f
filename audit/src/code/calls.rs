//! The numbers of system calls that a straight look did not find: by following values through the whole function, and
//! from the callers where the number is an argument.
//!
//! A function is solved as usual: blocks, the state at the begin of each, joined over all ways to it until nothing
//! changes. A number that is what a register held at the function's entry comes from its callers: their functions are
//! solved too, up to a few levels. It is complete if each caller passes a constant and nobody else can call: the
//! function's address is nowhere, and no dynamic linker can find it.

use super::Syscall;
use super::check::find_number;
use super::follow::{self, State, Value};
use super::text::{Known, Text, Thing};
use crate::bytes::u64_at;
use crate::elf::Elf;
use crate::elf::number::*;
use crate::isa::{Flow, Insn, Machine, Reg};
use std::collections::{BTreeMap, BTreeSet};

/// Longer functions, and stretches without symbols, are not solved.
const MOST_INSNS: usize = 50_000;
/// So many functions may hand on a number before the system call.
const LEVELS: usize = 4;
/// Files with more system calls than this that need it are not solved.
const MOST_CALLS: usize = 2000;

/// One function with the state at each of its instructions that matter.
struct Solved {
    insns: Vec<(u64, Insn)>,
    /// The index of the first instruction of each block, and the state there.
    blocks: BTreeMap<usize, State>,
    /// An indirect jump that may go anywhere.
    is_open: bool,
}

pub struct Solver<'t, 'a> {
    pub elf: &'t Elf<'a>,
    pub texts: &'t [Text<'a>],
    pub tables: &'t BTreeMap<u64, Vec<u64>>,
}

/// What is asked of callers: the constants of a register at the entry of a function.
type Question = (u64, Reg);

impl Solver<'_, '_> {
    /// Completes system calls without a known number.
    pub fn complete(&self, syscalls: &mut [Syscall]) {
        let mut open: Vec<&mut Syscall> = syscalls.iter_mut().filter(|call| !call.complete).collect();
        open.truncate(MOST_CALLS);
        let mut questions: BTreeMap<Question, Vec<usize>> = BTreeMap::new();
        let mut last: Option<(u64, Solved)> = None;
        for (index, call) in open.iter_mut().enumerate() {
            let Some((text, cluster)) = self.function(call.address) else {
                continue;
            };
            let entry = text.address.wrapping_add(cluster.0);
            // System calls come in the order of their addresses: those of one function follow each other.
            if last.as_ref().is_none_or(|(of, _)| *of != entry) {
                last = self.solve(text, cluster.0, cluster.1).map(|solved| (entry, solved));
            }
            let Some((_, solved)) = last.as_ref().filter(|(of, _)| *of == entry) else {
                continue;
            };
            match solved.value(text.machine, call.address) {
                Value::Constant(number) => {
                    call.numbers = vec![number];
                    call.complete = !solved.is_open;
                }
                Value::Entry(from) if !solved.is_open => {
                    questions.entry((entry, from)).or_default().push(index);
                }
                _ => {}
            }
        }
        if questions.is_empty() {
            return;
        }
        let answers = self.ask(questions.keys().copied().collect());
        for (question, indexes) in questions {
            let (numbers, complete) = answer(&answers, question, &mut BTreeSet::new());
            for index in indexes {
                if let Some(call) = open.get_mut(index) {
                    call.numbers = numbers.iter().copied().collect();
                    call.complete = complete && !call.numbers.is_empty();
                }
            }
        }
    }

    /// The function that holds an address: its text and its extent there.
    fn function(&self, address: u64) -> Option<(&Text<'_>, (u64, u64))> {
        let text = self.texts.get(find_number(self.texts, address)?.0)?;
        let (_, piece) = text.piece(text.place(address)?)?;
        (piece.known != Known::Gap).then_some((text, piece.cluster))
    }

    fn solve(&self, text: &Text, start: u64, end: u64) -> Option<Solved> {
        let mut insns = Vec::new();
        let mut state = State::unknown();
        for (place, _, thing) in text.walk(start, end) {
            if text.targets.has(place) {
                state = State::unknown();
            }
            if let Thing::Insn(insn) = thing {
                let insn = follow::resolve(text, &state, place, insn);
                state.step(text.machine, &insn);
                insns.push((text.address.wrapping_add(place), insn));
            }
            if insns.len() > MOST_INSNS {
                return None;
            }
        }
        let indirect = |&(address, insn): &(u64, Insn)| {
            insn.flow == Flow::IndirectJump && !self.tables.contains_key(&address)
        };
        let is_open = insns.iter().any(indirect);
        let mut solved = Solved { insns, blocks: BTreeMap::new(), is_open };
        let mut work = vec![0];
        solved.blocks.insert(0, State::entry());
        while let Some(index) = work.pop() {
            self.block(text, &mut solved, index, &mut work);
        }
        Some(solved)
    }

    /// Goes through one block and hands its state on to those that follow.
    fn block(&self, text: &Text, solved: &mut Solved, first: usize, work: &mut Vec<usize>) {
        let Some(mut state) = solved.blocks.get(&first).cloned() else {
            return;
        };
        let mut index = first;
        while let Some(&(address, insn)) = solved.insns.get(index) {
            if index != first && text.place(address).is_some_and(|place| text.targets.has(place)) {
                return solved.reach(index, &state, work);
            }
            state.step(text.machine, &insn);
            let table = self.tables.get(&address).map(Vec::as_slice).unwrap_or_default();
            let direct = match insn.flow {
                Flow::Jump(target) | Flow::Branch(target) => Some(target),
                _ => None,
            };
            for target in direct.iter().chain(table) {
                if let Ok(there) = solved.insns.binary_search_by_key(target, |(address, _)| *address) {
                    solved.reach(there, &state, work);
                }
            }
            if follow::ends(insn.flow) {
                return;
            }
            index += 1;
        }
    }

    /// The answers to questions, and to those that they raise.
    fn ask(&self, first: BTreeSet<Question>) -> BTreeMap<Question, Answer> {
        let mut answers: BTreeMap<Question, Answer> = BTreeMap::new();
        let mut open = first;
        for _ in 0..LEVELS {
            open.retain(|question| !answers.contains_key(question));
            if open.is_empty() {
                break;
            }
            for (question, answer) in self.callers(&open) {
                answers.insert(question, answer);
            }
            open = answers.values().flat_map(|answer| answer.from.iter().copied()).collect();
        }
        answers
    }

    /// Looks at all code and data for who calls some functions, and with what.
    fn callers(&self, questions: &BTreeSet<Question>) -> BTreeMap<Question, Answer> {
        let entries: BTreeSet<u64> = questions.iter().map(|question| question.0).collect();
        let mut answers: BTreeMap<Question, Answer> =
            questions.iter().map(|question| (*question, Answer::default())).collect();
        let mut taken = self.in_data(&entries);
        for text in self.texts {
            let mut asked: Option<(u64, u64)> = None;
            for piece in &text.pieces {
                let mut state = State::unknown();
                let mut calls = false;
                for (place, _, thing) in text.walk(piece.start, piece.end) {
                    let Thing::Insn(insn) = thing else {
                        continue;
                    };
                    let insn = follow::resolve(text, &state, place, insn);
                    if let Some(made) = state.step(text.machine, &insn).filter(|made| entries.contains(made))
                    {
                        taken.insert(made);
                    }
                    match insn.flow {
                        Flow::Call(target) | Flow::Jump(target) | Flow::Branch(target) => {
                            calls |= entries.contains(&target);
                        }
                        _ => {}
                    }
                }
                if calls && asked != Some(piece.cluster) {
                    asked = Some(piece.cluster);
                    self.calls_of(text, piece.cluster, piece.known, questions, &mut answers);
                }
            }
        }
        taken.extend(self.exported(&entries));
        for (question, answer) in &mut answers {
            answer.complete &= !taken.contains(&question.0);
        }
        answers
    }

    /// What the calls in one function pass.
    fn calls_of(
        &self,
        text: &Text,
        cluster: (u64, u64),
        known: Known,
        questions: &BTreeSet<Question>,
        answers: &mut BTreeMap<Question, Answer>,
    ) {
        let solved = self.solve(text, cluster.0, cluster.1).filter(|_| known != Known::Gap);
        let caller = text.address.wrapping_add(cluster.0);
        let Some(solved) = solved else {
            // Who calls from there is not known.
            return answers.values_mut().for_each(|answer| answer.complete = false);
        };
        solved.each(text.machine, |_, insn, state| {
            let (Flow::Call(target) | Flow::Jump(target) | Flow::Branch(target)) = insn.flow else {
                return;
            };
            if target == caller && !matches!(insn.flow, Flow::Call(_)) {
                return; // A loop to the function's own begin passes what `solve` joins there.
            }
            for &question in questions.range((target, 0)..=(target, Reg::MAX)) {
                let Some(answer) = answers.get_mut(&question) else {
                    continue;
                };
                match state.map(|state| state.get(question.1)) {
                    Some(Value::Constant(number)) if !solved.is_open => {
                        answer.numbers.insert(number);
                    }
                    Some(Value::Entry(register)) if !solved.is_open => {
                        answer.from.insert((caller, register));
                    }
                    _ => answer.complete = false,
                }
            }
        });
    }

    /// Which of some addresses are in data: as words of eight bytes, or as what a dynamic linker puts there.
    fn in_data(&self, entries: &BTreeSet<u64>) -> BTreeSet<u64> {
        let mut taken = BTreeSet::new();
        let data = |section: &&crate::elf::Section| section.flags & SHF_ALLOC != 0 && !section.is_code();
        for section in self.elf.sections.iter().filter(data) {
            let words = section.bytes(self.elf.bytes).chunks_exact(8).filter_map(|word| u64_at(word, 0));
            taken.extend(words.filter(|word| entries.contains(word)));
        }
        taken
    }

    /// Which of some functions others can find by name: in a file that is linked again, at run time or before.
    fn exported(&self, entries: &BTreeSet<u64>) -> BTreeSet<u64> {
        let dynamic = |section: &crate::elf::Section| section.kind == SHT_DYNSYM && section.size > 24;
        if self.elf.kind != ET_REL && !self.elf.sections.iter().any(dynamic) {
            return BTreeSet::new();
        }
        let visible = self.elf.symbols.iter().filter(|symbol| symbol.binding != 0);
        visible.map(|symbol| symbol.value).filter(|value| entries.contains(value)).collect()
    }
}

/// What callers pass.
struct Answer {
    numbers: BTreeSet<u64>,
    /// What they have from their own callers.
    from: BTreeSet<Question>,
    complete: bool,
}

impl Default for Answer {
    fn default() -> Answer {
        Answer { numbers: BTreeSet::new(), from: BTreeSet::new(), complete: true }
    }
}

/// The numbers of a question, with those that callers hand on.
fn answer(
    answers: &BTreeMap<Question, Answer>,
    question: Question,
    seen: &mut BTreeSet<Question>,
) -> (BTreeSet<u64>, bool) {
    let Some(own) = answers.get(&question) else {
        return (BTreeSet::new(), false);
    };
    let (mut numbers, mut complete) = (own.numbers.clone(), own.complete);
    if seen.insert(question) {
        for &from in &own.from {
            let (more, all) = answer(answers, from, seen);
            numbers.extend(more);
            complete &= all;
        }
    }
    (numbers, complete)
}

impl Solved {
    /// A block is reached with a state.
    fn reach(&mut self, index: usize, state: &State, work: &mut Vec<usize>) {
        match self.blocks.get_mut(&index) {
            Some(before) => {
                if before.join(state) {
                    work.push(index);
                }
            }
            None => {
                self.blocks.insert(index, state.clone());
                work.push(index);
            }
        }
    }

    /// Goes over all instructions with the state before each; `None` where no known way leads.
    fn each(&self, machine: Machine, mut visit: impl FnMut(u64, &Insn, Option<&State>)) {
        let mut state: Option<State> = None;
        for (index, (address, insn)) in self.insns.iter().enumerate() {
            if let Some(block) = self.blocks.get(&index) {
                state = Some(block.clone());
            }
            visit(*address, insn, state.as_ref());
            if let Some(state) = &mut state {
                state.step(machine, insn);
            }
            if follow::ends(insn.flow) {
                state = None;
            }
        }
    }

    /// What the register of a system call's number holds before the instruction at an address.
    fn value(&self, machine: Machine, address: u64) -> Value {
        let mut value = Value::Any;
        self.each(machine, |at, _, state| {
            if let (true, Some(state)) = (at == address, state) {
                value = state.get(machine.syscall_register());
            }
        });
        value
    }
}

/// Marks branch targets that lie in other texts than the branch.
pub fn mark_outgoing(texts: &mut [Text], outgoing: &[u64]) {
    for &target in outgoing {
        if let Some((number, place)) = find_number(texts, target)
            && let Some(text) = texts.get_mut(number)
        {
            text.targets.set(place);
        }
    }
}
