//! The 16-bit instructions of RV64C: The RISC-V Instruction Set Manual, volume I, chapter 26, under the names of the
//! instructions that they stand for.

pub const TABLE: &str = "
-- Quadrant 0
0000000000000000   | unimp |                | stop
000 imm8 x3 00     | add   | =crs2,sp,c4spn | imm8!=0 addstack
001 i3 x3 j2 y3 00 | fld   | cfs2,cd(crs1)
010 i3 x3 j2 y3 00 | lw    | =crs2,cw(crs1)
011 i3 x3 j2 y3 00 | ld    | =crs2,cd(crs1)
101 i3 x3 j2 y3 00 | fsd   | cfs2,cd(crs1)
110 i3 x3 j2 y3 00 | sw    | crs2,cw(crs1)
111 i3 x3 j2 y3 00 | sd    | crs2,cd(crs1)

-- Quadrant 1
000 0 00000 00000 01   | nop            |
000 i 00000 imm5 01    | c.nop          | ci
000 i Rd imm5 01       | add            | =rd,rd,ci         | addto
001 0 Rd 00000 01      | sext.w         | =rd,rd            | Rd!=0
001 i Rd imm5 01       | addw           | =rd,rd,ci         | Rd!=0
010 i 00000 imm5 01    | c.li           | zero,ci
010 i Rd imm5 01       | li             | =rd,ci            | load
011 i 00010 imm5 01    | add            | =sp,sp,c16sp      | addto
011 i 00000 imm5 01    | c.lui          | zero,clui         | nonzero
011 i Rd imm5 01       | lui            | =rd,clui          | nonzero clui
100 0 00 x3 00000 01   | c.srli64       | crs1
100 0 01 x3 00000 01   | c.srai64       | crs1
100 i 00 x3 imm5 01    | srl            | =crs1,crs1,cshift
100 i 01 x3 imm5 01    | sra            | =crs1,crs1,cshift
100 i 10 x3 imm5 01    | and            | =crs1,crs1,ci
100 0 11 x3 o2* y3 01  | sub/xor/or/and | =crs1,crs1,crs2
100 1 11 x3 0 o* y3 01 | subw/addw      | =crs1,crs1,crs2
101 imm11 01           | j              | cj                | jump
110 i3 x3 j5 01        | beqz           | crs1,cb           | branch
111 i3 x3 j5 01        | bnez           | crs1,cb           | branch

-- Quadrant 2
000 0 Rd 00000 10    | c.slli64 | rd
000 i 00000 imm5 10  | c.slli   | zero,cshift
000 i Rd imm5 10     | sll      | =rd,rd,cshift
001 i Rd imm5 10     | fld      | fd,cldsp(sp)
010 i Rd imm5 10     | lw       | =rd,clwsp(sp)      | Rd!=0
011 i Rd imm5 10     | ld       | =rd,cldsp(sp)      | Rd!=0
100 0 00001 00000 10 | ret      |                    | return
100 0 Rd 00000 10    | jr       | rd                 | Rd!=0 jr
100 0 00000 Rs2 10   | c.mv     | zero,crs2full      | Rs2!=0
100 0 Rd Rs2 10      | mv       | =rd,crs2full       | Rs2!=0 move
100 1 00000 00000 10 | ebreak   |                    | stop
100 1 Rd 00000 10    | jalr     | rd                 | call
100 1 00000 Rs2 10   | c.add    | zero,crs2full
100 1 Rd Rs2 10      | add      | =rd,rd,crs2full
101 imm6 Rs2 10      | fsd      | cfs2full,csdsp(sp)
110 imm6 Rs2 10      | sw       | crs2full,cswsp(sp)
111 imm6 Rs2 10      | sd       | crs2full,csdsp(sp)
";
