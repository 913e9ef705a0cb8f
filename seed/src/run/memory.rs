//! The memory of the program: what is fixed (headers, rodata, text), and what can be written
//! (data, bss, the stack, the heap up to the break). Between the two and around them is
//! nothing.

use crate::diag::{Res, fail};
use crate::link::{BSS, DATA, Image, TEXT};

const STACK_SIZE: u64 = 64 << 20;
/// The heap grows no further than this.
const MAX_HEAP: u64 = 2 << 30;

pub struct Memory {
    fixed: Vec<u8>,
    fixed_base: u64,
    variable: Vec<u8>,
    variable_base: u64,
    /// The lowest address of the stack.
    pub stack_end: u64,
    /// The end of the stack and beginning of the heap.
    pub heap: u64,
}

impl Memory {
    pub fn new(image: &Image) -> Res<Memory> {
        let [text, data, bss] = [TEXT, DATA, BSS].map(|i| image.places[i]);
        let fixed = image.file[..(text.offset + text.size) as usize].to_vec();
        let stack_end = (bss.address + bss.size).next_multiple_of(16);
        let heap = stack_end + STACK_SIZE;
        let size = (heap - data.address) as usize;
        if Vec::<u8>::new().try_reserve_exact(size).is_err() {
            return fail("out of memory");
        }
        let mut variable = vec![0; size];
        let initial = &image.file[data.offset as usize..][..data.size as usize];
        variable[..initial.len()].copy_from_slice(initial);
        let fixed_base = text.address - text.offset;
        Ok(Memory { fixed, fixed_base, variable, variable_base: data.address, stack_end, heap })
    }

    /// The bytes from `address` to the end of its part of memory.
    pub fn bytes_from(&self, address: u64) -> Option<&[u8]> {
        let variable = self.variable.get(address.wrapping_sub(self.variable_base) as usize..);
        variable.or_else(|| self.fixed.get(address.wrapping_sub(self.fixed_base) as usize..))
    }

    /// `size` bytes that can be written.
    pub fn bytes_mut(&mut self, address: u64, size: u64) -> Option<&mut [u8]> {
        let rest = self.variable.get_mut(address.wrapping_sub(self.variable_base) as usize..)?;
        rest.get_mut(..size as usize)
    }

    #[inline(never)]
    fn load_fixed<const N: usize>(&self, address: u64) -> Option<[u8; N]> {
        self.fixed.get(address.wrapping_sub(self.fixed_base) as usize..)?.first_chunk().copied()
    }

    /// The N bytes at `address`.
    #[inline(always)]
    pub fn load<const N: usize>(&self, address: u64) -> Option<[u8; N]> {
        let at = address.wrapping_sub(self.variable_base) as usize;
        match self.variable.get(at..).and_then(|rest| rest.first_chunk()) {
            Some(bytes) => Some(*bytes),
            None => self.load_fixed(address),
        }
    }

    #[inline(always)]
    pub fn store<const N: usize>(&mut self, address: u64, bytes: [u8; N]) -> Option<()> {
        let at = address.wrapping_sub(self.variable_base) as usize;
        *self.variable.get_mut(at..)?.first_chunk_mut()? = bytes;
        Some(())
    }

    /// Moves the end of the heap to `address` if that is possible; gives the end.
    pub fn set_break(&mut self, address: u64) -> u64 {
        let end = self.variable_base + self.variable.len() as u64;
        if address < self.heap || address - self.heap > MAX_HEAP {
            return end;
        }
        let size = (address - self.variable_base) as usize;
        if size > self.variable.len() && self.variable.try_reserve(size - self.variable.len()).is_err() {
            return end;
        }
        self.variable.resize(size, 0);
        address
    }
}
