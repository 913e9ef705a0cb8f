//! Branches, exceptions and system instructions: Arm ARM C4.1.93.

pub const TABLE: &str = "
-- Direct branches
0 00101 imm26              | b                                            | imm26           | jump
1 00101 imm26              | bl                                           | imm26           | call
0101010 0 imm19 0 cond*    | b.eq/b.ne/b.cs/b.cc/b.mi/b.pl/b.vs/b.vc/b.hi/b.ls/b.ge/b.lt/b.gt/b.le/b.al/b.nv | imm19           | branch
0101010 0 imm19 1 cond*    | bc.eq/bc.ne/bc.cs/bc.cc/bc.mi/bc.pl/bc.vs/bc.vc/bc.hi/bc.ls/bc.ge/bc.lt/bc.gt/bc.le/bc.al/bc.nv | imm19           | branch
sf 011010 o* imm19 Rt      | cbz/cbnz                                     | Rt, imm19       | branch
sf 011011 o* bit5 imm14 Rt | tbz/tbnz                                     | Rt, #bit, imm14 | branch

-- Indirect branches
1101011 0000 11111 000000 Rn 00000      | br            | Xn       | ijump
1101011 0001 11111 000000 Rn 00000      | blr           | Xn       | icall
1101011 0010 11111 000000 11110 00000   | ret           |          | return
1101011 0010 11111 000000 Rn 00000      | ret           | Xn       | return
1101011 0100 11111 000000 11111 00000   | eret          |          | return
1101011 0101 11111 000000 11111 00000   | drps          |          | return
1101011 0000 11111 00001 o* Rn 11111    | braaz/brabz   | Xn       | ijump
1101011 0001 11111 00001 o* Rn 11111    | blraaz/blrabz | Xn       | icall
1101011 0010 11111 00001 o* 11111 11111 | retaa/retab   |          | return
1101011 0100 11111 00001 o* 11111 11111 | eretaa/eretab |          | return
1101011 1000 11111 00001 o* Rn Rm       | braa/brab     | Xn, Xdsp | ijump
1101011 1001 11111 00001 o* Rn Rm       | blraa/blrab   | Xn, Xdsp | icall

-- Exceptions
0000000000000000 imm16                | udf                | #dec.imm16 | stop
11010100 000 imm16 000 01             | svc                | #hex.imm16 | syscall
11010100 000 imm16 000 10             | hvc                | #hex.imm16 | syscall
11010100 000 imm16 000 11             | smc                | #hex.imm16 | syscall
11010100 001 imm16 000 00             | brk                | #hex.imm16 | stop
11010100 010 imm16 000 00             | hlt                | #hex.imm16 | stop
11010100 011 imm16 000 00             | tcancel            | #dec.imm16
11010100 101 0000000000000000 000 o2* | /dcps1/dcps2/dcps3 |            | o2!=0 stop
11010100 101 imm16 000 o2*            | /dcps1/dcps2/dcps3 | #hex.imm16 | o2!=0 stop

-- Hints
1101010100 0 00 011 0010 0000 000 11111 | nop
1101010100 0 00 011 0010 0000 001 11111 | yield
1101010100 0 00 011 0010 0000 010 11111 | wfe
1101010100 0 00 011 0010 0000 011 11111 | wfi
1101010100 0 00 011 0010 0000 100 11111 | sev
1101010100 0 00 011 0010 0000 101 11111 | sevl
1101010100 0 00 011 0010 0000 111 11111 | xpaclri                                      |           | linked
1101010100 0 00 011 0010 0001 000 11111 | pacia1716                                    |           | x17
1101010100 0 00 011 0010 0001 010 11111 | pacib1716                                    |           | x17
1101010100 0 00 011 0010 0001 100 11111 | autia1716                                    |           | x17
1101010100 0 00 011 0010 0001 110 11111 | autib1716                                    |           | x17
1101010100 0 00 011 0010 0010 000 11111 | esb
1101010100 0 00 011 0010 0010 001 11111 | psb                                          | csync
1101010100 0 00 011 0010 0010 010 11111 | tsb                                          | csync
1101010100 0 00 011 0010 0010 100 11111 | csdb
1101010100 0 00 011 0010 0010 110 11111 | clearbhb
1101010100 0 00 011 0010 0011 o3* 11111 | paciaz/paciasp/pacibz/pacibsp/autiaz/autiasp/autibz/autibsp |           | linked
1101010100 0 00 011 0010 0100 000 11111 | bti
1101010100 0 00 011 0010 0100 010 11111 | bti                                          | c
1101010100 0 00 011 0010 0100 100 11111 | bti                                          | j
1101010100 0 00 011 0010 0100 110 11111 | bti                                          | jc
1101010100 0 00 011 0010 imm7 11111     | hint                                         | #hex.imm7

-- Barriers
1101010100 0 00 011 0011 1111 010 11111  | clrex
1101010100 0 00 011 0011 imm4 010 11111  | clrex   | #hex.imm4
1101010100 0 00 011 0011 0000 100 11111  | ssbb
1101010100 0 00 011 0011 0100 100 11111  | pssbb
1101010100 0 00 011 0011 imm4 100 11111  | dsb     | barrier
1101010100 0 00 011 0011 o2 10 001 11111 | dsb     | nxs
1101010100 0 00 011 0011 imm4 101 11111  | dmb     | barrier
1101010100 0 00 011 0011 1111 110 11111  | isb
1101010100 0 00 011 0011 imm4 110 11111  | isb     | #hex.imm4
1101010100 0 00 011 0011 0000 111 11111  | sb
1101010100 0 00 011 0011 0000 011 11111  | tcommit

-- Processor state, system registers, system operations
1101010100 0 00 000 0100 0000 000 11111   | cfinv
1101010100 0 00 000 0100 0000 001 11111   | xaflag
1101010100 0 00 000 0100 0000 010 11111   | axflag
1101010100 0 00 011 0100 0011 011 11111   | smstart | sm
1101010100 0 00 011 0100 0010 011 11111   | smstop  | sm
1101010100 0 00 011 0100 0101 011 11111   | smstart | za
1101010100 0 00 011 0100 0100 011 11111   | smstop  | za
1101010100 0 00 011 0100 0111 011 11111   | smstart
1101010100 0 00 011 0100 0110 011 11111   | smstop
1101010100 0 00 op3 0100 imm4 code3 11111 | msr     | pstate, #hex.imm4                 | state
1101010100 0 01 op3 n4 m4 code3 Rt        | dc      | sysop, Xt                         | dc
1101010100 0 01 op3 n4 m4 code3 Rt        | ic      | sysop, Xt                         | ic
1101010100 0 01 op3 n4 m4 code3 Rt        | ic      | sysop                             | ic0
1101010100 0 01 op3 n4 m4 code3 Rt        | at      | sysop, Xt                         | at
1101010100 0 01 op3 n4 m4 code3 Rt        | tlbi    | sysop                             | tlbi0
1101010100 0 01 op3 n4 m4 code3 Rt        | tlbi    | sysop, Xt                         | tlbi
1101010100 0 01 op3 n4 m4 code3 Rt        | cfp     | rctx, Xt                          | cfp
1101010100 0 01 op3 n4 m4 code3 Rt        | dvp     | rctx, Xt                          | dvp
1101010100 0 01 op3 n4 m4 code3 Rt        | cpp     | rctx, Xt                          | cpp
1101010100 0 01 op3 n4 m4 code3 11111     | sys     | #dec.op3, Cn, Cm, #dec.code3
1101010100 0 01 op3 n4 m4 code3 Rt        | sys     | #dec.op3, Cn, Cm, #dec.code3, Xt
1101010100 1 01 op3 n4 m4 code3 Rt        | sysl    | =Xt, #dec.op3, Cn, Cm, #dec.code3
11010101000000110001 0000 000 Rt          | wfet    | Xt
11010101000000110001 0000 001 Rt          | wfit    | Xt
1101010100100011001 1 0000 011 Rt         | tstart  | =Xt
1101010100100011001 1 0001 011 Rt         | ttest   | =Xt
1101010100 0 o2 op3 n4 m4 code3 Rt        | msr     | sysreg, Xt
1101010100 1 o2 op3 n4 m4 code3 Rt        | mrs     | =Xt, sysreg
";
