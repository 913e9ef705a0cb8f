//! The 32-bit instructions of RV64IMAFD_Zicsr_Zifencei: The RISC-V Instruction Set Manual, volume I, chapter 24 (tables of
//! opcodes), and chapter 25 (pseudoinstructions), as binutils chooses among them.

pub const TABLE: &str = "
-- RV64I
imm20 Rd 0110111                         | lui                      | =rd,hex.imm20      | lui
imm20 Rd 0010111                         | auipc                    | =rd,hex.imm20      | auipc
imm20 00000 1101111                      | j                        | jtarget            | jump
imm20 00001 1101111                      | jal                      | jtarget            | jal
imm20 Rd 1101111                         | jal                      | =rd,jtarget        | jal
000000000000 00001 000 00000 1100111     | ret                      |                    | jalr
000000000000 Rs1 000 00000 1100111       | jr                       | rs1                | jalr
imm12 Rs1 000 00000 1100111              | jr                       | imm12(rs1)         | jalr
000000000000 Rs1 000 00001 1100111       | jalr                     | rs1                | jalr
imm12 Rs1 000 00001 1100111              | jalr                     | imm12(rs1)         | jalr
000000000000 Rs1 000 Rd 1100111          | jalr                     | =rd,rs1            | jalr
imm12 Rs1 000 Rd 1100111                 | jalr                     | =rd,imm12(rs1)     | jalr
bimm7 00000 Rs1 000 bimm5 1100011        | beqz                     | rs1,btarget        | branch
bimm7 Rs2 Rs1 000 bimm5 1100011          | beq                      | rs1,rs2,btarget    | branch
bimm7 00000 Rs1 001 bimm5 1100011        | bnez                     | rs1,btarget        | branch
bimm7 Rs2 Rs1 001 bimm5 1100011          | bne                      | rs1,rs2,btarget    | branch
bimm7 00000 Rs1 100 bimm5 1100011        | bltz                     | rs1,btarget        | branch
bimm7 Rs2 00000 100 bimm5 1100011        | bgtz                     | rs2,btarget        | branch
bimm7 Rs2 Rs1 100 bimm5 1100011          | blt                      | rs1,rs2,btarget    | branch
bimm7 Rs2 00000 101 bimm5 1100011        | blez                     | rs2,btarget        | branch
bimm7 00000 Rs1 101 bimm5 1100011        | bgez                     | rs1,btarget        | branch
bimm7 Rs2 Rs1 101 bimm5 1100011          | bge                      | rs1,rs2,btarget    | branch
bimm7 Rs2 Rs1 110 bimm5 1100011          | bltu                     | rs1,rs2,btarget    | branch
bimm7 Rs2 Rs1 111 bimm5 1100011          | bgeu                     | rs1,rs2,btarget    | branch
imm12 Rs1 o3* Rd 0000011                 | lb/lh/lw/ld/lbu/lhu/lwu/ | =rd,imm12(rs1)     | o3!=7
simm7 Rs2 Rs1 0 o2* simm5 0100011        | sb/sh/sw/sd              | rs2,simm(rs1)
000000000000 00000 000 00000 0010011     | nop                      |
imm12 00000 000 Rd 0010011               | li                       | =rd,imm12          | addi
000000000000 Rs1 000 Rd 0010011          | mv                       | =rd,rs1            | addi
imm12 Rs1 000 Rd 0010011                 | add                      | =rd,rs1,imm12      | addi
imm12 Rs1 010 Rd 0010011                 | slti                     | =rd,rs1,imm12
000000000001 Rs1 011 Rd 0010011          | seqz                     | =rd,rs1
imm12 Rs1 011 Rd 0010011                 | sltiu                    | =rd,rs1,imm12
111111111111 Rs1 100 Rd 0010011          | not                      | =rd,rs1
imm12 Rs1 100 Rd 0010011                 | xor                      | =rd,rs1,imm12
imm12 Rs1 110 Rd 0010011                 | or                       | =rd,rs1,imm12
000011111111 Rs1 111 Rd 0010011          | zext.b                   | =rd,rs1
imm12 Rs1 111 Rd 0010011                 | and                      | =rd,rs1,imm12
000000 shamt6 Rs1 001 Rd 0010011         | sll                      | =rd,rs1,hex.shamt6
000000 shamt6 Rs1 101 Rd 0010011         | srl                      | =rd,rs1,hex.shamt6
010000 shamt6 Rs1 101 Rd 0010011         | sra                      | =rd,rs1,hex.shamt6
0000000 Rs2 Rs1 000 Rd 0110011           | add                      | =rd,rs1,rs2
0100000 Rs2 00000 000 Rd 0110011         | neg                      | =rd,rs2
0100000 Rs2 Rs1 000 Rd 0110011           | sub                      | =rd,rs1,rs2
0000000 Rs2 Rs1 001 Rd 0110011           | sll                      | =rd,rs1,rs2
0000000 00000 Rs1 010 Rd 0110011         | sltz                     | =rd,rs1
0000000 Rs2 00000 010 Rd 0110011         | sgtz                     | =rd,rs2
0000000 Rs2 Rs1 010 Rd 0110011           | slt                      | =rd,rs1,rs2
0000000 Rs2 00000 011 Rd 0110011         | snez                     | =rd,rs2
0000000 Rs2 Rs1 011 Rd 0110011           | sltu                     | =rd,rs1,rs2
0000000 Rs2 Rs1 100 Rd 0110011           | xor                      | =rd,rs1,rs2
0000000 Rs2 Rs1 101 Rd 0110011           | srl                      | =rd,rs1,rs2
0100000 Rs2 Rs1 101 Rd 0110011           | sra                      | =rd,rs1,rs2
0000000 Rs2 Rs1 110 Rd 0110011           | or                       | =rd,rs1,rs2
0000000 Rs2 Rs1 111 Rd 0110011           | and                      | =rd,rs1,rs2
000000000000 Rs1 000 Rd 0011011          | sext.w                   | =rd,rs1
imm12 Rs1 000 Rd 0011011                 | addw                     | =rd,rs1,imm12
0000000 Rs2 Rs1 001 Rd 0011011           | sllw                     | =rd,rs1,hex.Rs2
0000000 Rs2 Rs1 101 Rd 0011011           | srlw                     | =rd,rs1,hex.Rs2
0100000 Rs2 Rs1 101 Rd 0011011           | sraw                     | =rd,rs1,hex.Rs2
0000000 Rs2 Rs1 000 Rd 0111011           | addw                     | =rd,rs1,rs2
0100000 Rs2 00000 000 Rd 0111011         | negw                     | =rd,rs2
0100000 Rs2 Rs1 000 Rd 0111011           | subw                     | =rd,rs1,rs2
0000000 Rs2 Rs1 001 Rd 0111011           | sllw                     | =rd,rs1,rs2
0000000 Rs2 Rs1 101 Rd 0111011           | srlw                     | =rd,rs1,rs2
0100000 Rs2 Rs1 101 Rd 0111011           | sraw                     | =rd,rs1,rs2
000011111111 00000 000 00000 0001111     | fence                    |
100000110011 00000 000 00000 0001111     | fence.tso                |
0000 pred4 succ4 00000 000 00000 0001111 | fence                    | pred,succ
000000000000 00000 001 00000 0001111     | fence.i                  |
000000000000 00000 000 00000 1110011     | ecall                    |                    | syscall
000000000001 00000 000 00000 1110011     | ebreak                   |                    | stop
000100000010 00000 000 00000 1110011     | sret                     |                    | return
001100000010 00000 000 00000 1110011     | mret                     |                    | return
011110110010 00000 000 00000 1110011     | dret                     |                    | return
000100000101 00000 000 00000 1110011     | wfi                      |
000000000010 00000 000 00000 1110011     | uret                     |                    | return
001000000010 00000 000 00000 1110011     | hret                     |                    | return
000100000100 00000 000 00000 1110011     | sfence.vm
000100000100 Rs1 000 00000 1110011       | sfence.vm                | rs1
0001001 00000 00000 000 00000 1110011    | sfence.vma               |
0001001 00000 Rs1 000 00000 1110011      | sfence.vma               | rs1
0001001 Rs2 Rs1 000 00000 1110011        | sfence.vma               | rs1,rs2

-- Zicsr
110000000000 00000 001 00000 1110011 | unimp     |                 | stop
000000000001 00000 010 Rd 1110011    | frflags   | =rd
000000000001 Rs1 001 00000 1110011   | fsflags   | rs1
000000000001 Rs1 001 Rd 1110011      | fsflags   | =rd,rs1
000000000001 Rs1 101 Rd 1110011      | fsflagsi  | =rd,dec.Rs1
000000000010 00000 010 Rd 1110011    | frrm      | =rd
000000000010 Rs1 001 00000 1110011   | fsrm      | rs1
000000000010 Rs1 001 Rd 1110011      | fsrm      | =rd,rs1
000000000010 Rs1 101 Rd 1110011      | fsrmi     | =rd,dec.Rs1
000000000011 00000 010 Rd 1110011    | frcsr     | =rd
000000000011 Rs1 001 00000 1110011   | fscsr     | rs1
000000000011 Rs1 001 Rd 1110011      | fscsr     | =rd,rs1
110000000000 00000 010 Rd 1110011    | rdcycle   | =rd
110000000001 00000 010 Rd 1110011    | rdtime    | =rd
110000000010 00000 010 Rd 1110011    | rdinstret | =rd
csr12 Rs1 001 00000 1110011          | csrw      | csr,rs1
csr12 Rs1 001 Rd 1110011             | csrrw     | =rd,csr,rs1
csr12 00000 010 Rd 1110011           | csrr      | =rd,csr
csr12 Rs1 010 00000 1110011          | csrs      | csr,rs1
csr12 Rs1 010 Rd 1110011             | csrrs     | =rd,csr,rs1
csr12 Rs1 011 00000 1110011          | csrc      | csr,rs1
csr12 Rs1 011 Rd 1110011             | csrrc     | =rd,csr,rs1
csr12 Rs1 101 00000 1110011          | csrw      | csr,dec.Rs1
csr12 Rs1 101 Rd 1110011             | csrrw     | =rd,csr,dec.Rs1
csr12 Rs1 110 00000 1110011          | csrs      | csr,dec.Rs1
csr12 Rs1 110 Rd 1110011             | csrrs     | =rd,csr,dec.Rs1
csr12 Rs1 111 00000 1110011          | csrc      | csr,dec.Rs1
csr12 Rs1 111 Rd 1110011             | csrrc     | =rd,csr,dec.Rs1

-- RV64M
0000001 Rs2 Rs1 o3* Rd 0110011 | mul/mulh/mulhsu/mulhu/div/divu/rem/remu | =rd,rs1,rs2
0000001 Rs2 Rs1 o3* Rd 0111011 | mulw////divw/divuw/remw/remuw           | =rd,rs1,rs2 | o3!=1 o3!=2 o3!=3

-- RV64A
00010 al2* 00000 Rs1 010 Rd 0101111 | lr.w/lr.w.rl/lr.w.aq/lr.w.aqrl               | =rd,(rs1)
00010 al2* 00000 Rs1 011 Rd 0101111 | lr.d/lr.d.rl/lr.d.aq/lr.d.aqrl               | =rd,(rs1)
00011 al2* Rs2 Rs1 010 Rd 0101111   | sc.w/sc.w.rl/sc.w.aq/sc.w.aqrl               | =rd,rs2,(rs1)
00011 al2* Rs2 Rs1 011 Rd 0101111   | sc.d/sc.d.rl/sc.d.aq/sc.d.aqrl               | =rd,rs2,(rs1)
00001 al2* Rs2 Rs1 010 Rd 0101111   | amoswap.w/amoswap.w.rl/amoswap.w.aq/amoswap.w.aqrl | =rd,rs2,(rs1)
00001 al2* Rs2 Rs1 011 Rd 0101111   | amoswap.d/amoswap.d.rl/amoswap.d.aq/amoswap.d.aqrl | =rd,rs2,(rs1)
00000 al2* Rs2 Rs1 010 Rd 0101111   | amoadd.w/amoadd.w.rl/amoadd.w.aq/amoadd.w.aqrl | =rd,rs2,(rs1)
00000 al2* Rs2 Rs1 011 Rd 0101111   | amoadd.d/amoadd.d.rl/amoadd.d.aq/amoadd.d.aqrl | =rd,rs2,(rs1)
00100 al2* Rs2 Rs1 010 Rd 0101111   | amoxor.w/amoxor.w.rl/amoxor.w.aq/amoxor.w.aqrl | =rd,rs2,(rs1)
00100 al2* Rs2 Rs1 011 Rd 0101111   | amoxor.d/amoxor.d.rl/amoxor.d.aq/amoxor.d.aqrl | =rd,rs2,(rs1)
01100 al2* Rs2 Rs1 010 Rd 0101111   | amoand.w/amoand.w.rl/amoand.w.aq/amoand.w.aqrl | =rd,rs2,(rs1)
01100 al2* Rs2 Rs1 011 Rd 0101111   | amoand.d/amoand.d.rl/amoand.d.aq/amoand.d.aqrl | =rd,rs2,(rs1)
01000 al2* Rs2 Rs1 010 Rd 0101111   | amoor.w/amoor.w.rl/amoor.w.aq/amoor.w.aqrl   | =rd,rs2,(rs1)
01000 al2* Rs2 Rs1 011 Rd 0101111   | amoor.d/amoor.d.rl/amoor.d.aq/amoor.d.aqrl   | =rd,rs2,(rs1)
10000 al2* Rs2 Rs1 010 Rd 0101111   | amomin.w/amomin.w.rl/amomin.w.aq/amomin.w.aqrl | =rd,rs2,(rs1)
10000 al2* Rs2 Rs1 011 Rd 0101111   | amomin.d/amomin.d.rl/amomin.d.aq/amomin.d.aqrl | =rd,rs2,(rs1)
10100 al2* Rs2 Rs1 010 Rd 0101111   | amomax.w/amomax.w.rl/amomax.w.aq/amomax.w.aqrl | =rd,rs2,(rs1)
10100 al2* Rs2 Rs1 011 Rd 0101111   | amomax.d/amomax.d.rl/amomax.d.aq/amomax.d.aqrl | =rd,rs2,(rs1)
11000 al2* Rs2 Rs1 010 Rd 0101111   | amominu.w/amominu.w.rl/amominu.w.aq/amominu.w.aqrl | =rd,rs2,(rs1)
11000 al2* Rs2 Rs1 011 Rd 0101111   | amominu.d/amominu.d.rl/amominu.d.aq/amominu.d.aqrl | =rd,rs2,(rs1)
11100 al2* Rs2 Rs1 010 Rd 0101111   | amomaxu.w/amomaxu.w.rl/amomaxu.w.aq/amomaxu.w.aqrl | =rd,rs2,(rs1)
11100 al2* Rs2 Rs1 011 Rd 0101111   | amomaxu.d/amomaxu.d.rl/amomaxu.d.aq/amomaxu.d.aqrl | =rd,rs2,(rs1)

-- RV64F, RV64D, RV64Q in parts
imm12 Rs1 010 Rd 0000111          | flw                | fd,imm12(rs1)
imm12 Rs1 011 Rd 0000111          | fld                | fd,imm12(rs1)
simm7 Rs2 Rs1 010 simm5 0100111   | fsw                | fs2,simm(rs1)
simm7 Rs2 Rs1 011 simm5 0100111   | fsd                | fs2,simm(rs1)
Rs3 00 Rs2 Rs1 111 Rd 1000011     | fmadd.s            | fd,fs1,fs2,fs3
Rs3 00 Rs2 Rs1 rm3 Rd 1000011     | fmadd.s            | fd,fs1,fs2,fs3,rm
Rs3 01 Rs2 Rs1 111 Rd 1000011     | fmadd.d            | fd,fs1,fs2,fs3
Rs3 01 Rs2 Rs1 rm3 Rd 1000011     | fmadd.d            | fd,fs1,fs2,fs3,rm
Rs3 00 Rs2 Rs1 111 Rd 1000111     | fmsub.s            | fd,fs1,fs2,fs3
Rs3 00 Rs2 Rs1 rm3 Rd 1000111     | fmsub.s            | fd,fs1,fs2,fs3,rm
Rs3 01 Rs2 Rs1 111 Rd 1000111     | fmsub.d            | fd,fs1,fs2,fs3
Rs3 01 Rs2 Rs1 rm3 Rd 1000111     | fmsub.d            | fd,fs1,fs2,fs3,rm
Rs3 00 Rs2 Rs1 111 Rd 1001011     | fnmsub.s           | fd,fs1,fs2,fs3
Rs3 00 Rs2 Rs1 rm3 Rd 1001011     | fnmsub.s           | fd,fs1,fs2,fs3,rm
Rs3 01 Rs2 Rs1 111 Rd 1001011     | fnmsub.d           | fd,fs1,fs2,fs3
Rs3 01 Rs2 Rs1 rm3 Rd 1001011     | fnmsub.d           | fd,fs1,fs2,fs3,rm
Rs3 00 Rs2 Rs1 111 Rd 1001111     | fnmadd.s           | fd,fs1,fs2,fs3
Rs3 00 Rs2 Rs1 rm3 Rd 1001111     | fnmadd.s           | fd,fs1,fs2,fs3,rm
Rs3 01 Rs2 Rs1 111 Rd 1001111     | fnmadd.d           | fd,fs1,fs2,fs3
Rs3 01 Rs2 Rs1 rm3 Rd 1001111     | fnmadd.d           | fd,fs1,fs2,fs3,rm
00000 00 Rs2 Rs1 111 Rd 1010011   | fadd.s             | fd,fs1,fs2
00000 00 Rs2 Rs1 rm3 Rd 1010011   | fadd.s             | fd,fs1,fs2,rm
00001 00 Rs2 Rs1 111 Rd 1010011   | fsub.s             | fd,fs1,fs2
00001 00 Rs2 Rs1 rm3 Rd 1010011   | fsub.s             | fd,fs1,fs2,rm
00010 00 Rs2 Rs1 111 Rd 1010011   | fmul.s             | fd,fs1,fs2
00010 00 Rs2 Rs1 rm3 Rd 1010011   | fmul.s             | fd,fs1,fs2,rm
00011 00 Rs2 Rs1 111 Rd 1010011   | fdiv.s             | fd,fs1,fs2
00011 00 Rs2 Rs1 rm3 Rd 1010011   | fdiv.s             | fd,fs1,fs2,rm
01011 00 00000 Rs1 111 Rd 1010011 | fsqrt.s            | fd,fs1
01011 00 00000 Rs1 rm3 Rd 1010011 | fsqrt.s            | fd,fs1,rm
00100 00 Rs2 Rs1 000 Rd 1010011   | fmv.s              | fd,fs1            | Rs1==Rs2
00100 00 Rs2 Rs1 000 Rd 1010011   | fsgnj.s            | fd,fs1,fs2
00100 00 Rs2 Rs1 001 Rd 1010011   | fneg.s             | fd,fs1            | Rs1==Rs2
00100 00 Rs2 Rs1 001 Rd 1010011   | fsgnjn.s           | fd,fs1,fs2
00100 00 Rs2 Rs1 010 Rd 1010011   | fabs.s             | fd,fs1            | Rs1==Rs2
00100 00 Rs2 Rs1 010 Rd 1010011   | fsgnjx.s           | fd,fs1,fs2
00101 00 Rs2 Rs1 00 o* Rd 1010011 | fmin.s/fmax.s      | fd,fs1,fs2
10100 00 Rs2 Rs1 0 o2* Rd 1010011 | fle.s/flt.s/feq.s/ | =rd,fs1,fs2       | o2!=3
11000 00 00000 Rs1 111 Rd 1010011 | fcvt.w.s           | =rd,fs1
11000 00 00000 Rs1 rm3 Rd 1010011 | fcvt.w.s           | =rd,fs1,rm
11010 00 00000 Rs1 111 Rd 1010011 | fcvt.s.w           | fd,rs1
11010 00 00000 Rs1 rm3 Rd 1010011 | fcvt.s.w           | fd,rs1,rm
11000 00 00001 Rs1 111 Rd 1010011 | fcvt.wu.s          | =rd,fs1
11000 00 00001 Rs1 rm3 Rd 1010011 | fcvt.wu.s          | =rd,fs1,rm
11010 00 00001 Rs1 111 Rd 1010011 | fcvt.s.wu          | fd,rs1
11010 00 00001 Rs1 rm3 Rd 1010011 | fcvt.s.wu          | fd,rs1,rm
11000 00 00010 Rs1 111 Rd 1010011 | fcvt.l.s           | =rd,fs1
11000 00 00010 Rs1 rm3 Rd 1010011 | fcvt.l.s           | =rd,fs1,rm
11010 00 00010 Rs1 111 Rd 1010011 | fcvt.s.l           | fd,rs1
11010 00 00010 Rs1 rm3 Rd 1010011 | fcvt.s.l           | fd,rs1,rm
11000 00 00011 Rs1 111 Rd 1010011 | fcvt.lu.s          | =rd,fs1
11000 00 00011 Rs1 rm3 Rd 1010011 | fcvt.lu.s          | =rd,fs1,rm
11010 00 00011 Rs1 111 Rd 1010011 | fcvt.s.lu          | fd,rs1
11010 00 00011 Rs1 rm3 Rd 1010011 | fcvt.s.lu          | fd,rs1,rm
11100 00 00000 Rs1 000 Rd 1010011 | fmv.x.w            | =rd,fs1
11110 00 00000 Rs1 000 Rd 1010011 | fmv.w.x            | fd,rs1
11100 00 00000 Rs1 001 Rd 1010011 | fclass.s           | =rd,fs1
00000 01 Rs2 Rs1 111 Rd 1010011   | fadd.d             | fd,fs1,fs2
00000 01 Rs2 Rs1 rm3 Rd 1010011   | fadd.d             | fd,fs1,fs2,rm
00001 01 Rs2 Rs1 111 Rd 1010011   | fsub.d             | fd,fs1,fs2
00001 01 Rs2 Rs1 rm3 Rd 1010011   | fsub.d             | fd,fs1,fs2,rm
00010 01 Rs2 Rs1 111 Rd 1010011   | fmul.d             | fd,fs1,fs2
00010 01 Rs2 Rs1 rm3 Rd 1010011   | fmul.d             | fd,fs1,fs2,rm
00011 01 Rs2 Rs1 111 Rd 1010011   | fdiv.d             | fd,fs1,fs2
00011 01 Rs2 Rs1 rm3 Rd 1010011   | fdiv.d             | fd,fs1,fs2,rm
01011 01 00000 Rs1 111 Rd 1010011 | fsqrt.d            | fd,fs1
01011 01 00000 Rs1 rm3 Rd 1010011 | fsqrt.d            | fd,fs1,rm
00100 01 Rs2 Rs1 000 Rd 1010011   | fmv.d              | fd,fs1            | Rs1==Rs2
00100 01 Rs2 Rs1 000 Rd 1010011   | fsgnj.d            | fd,fs1,fs2
00100 01 Rs2 Rs1 001 Rd 1010011   | fneg.d             | fd,fs1            | Rs1==Rs2
00100 01 Rs2 Rs1 001 Rd 1010011   | fsgnjn.d           | fd,fs1,fs2
00100 01 Rs2 Rs1 010 Rd 1010011   | fabs.d             | fd,fs1            | Rs1==Rs2
00100 01 Rs2 Rs1 010 Rd 1010011   | fsgnjx.d           | fd,fs1,fs2
00101 01 Rs2 Rs1 00 o* Rd 1010011 | fmin.d/fmax.d      | fd,fs1,fs2
10100 01 Rs2 Rs1 0 o2* Rd 1010011 | fle.d/flt.d/feq.d/ | =rd,fs1,fs2       | o2!=3
11000 01 00000 Rs1 111 Rd 1010011 | fcvt.w.d           | =rd,fs1
11000 01 00000 Rs1 rm3 Rd 1010011 | fcvt.w.d           | =rd,fs1,rm
11010 01 00000 Rs1 000 Rd 1010011 | fcvt.d.w           | fd,rs1
11000 01 00001 Rs1 111 Rd 1010011 | fcvt.wu.d          | =rd,fs1
11000 01 00001 Rs1 rm3 Rd 1010011 | fcvt.wu.d          | =rd,fs1,rm
11010 01 00001 Rs1 000 Rd 1010011 | fcvt.d.wu          | fd,rs1
11000 01 00010 Rs1 111 Rd 1010011 | fcvt.l.d           | =rd,fs1
11000 01 00010 Rs1 rm3 Rd 1010011 | fcvt.l.d           | =rd,fs1,rm
11010 01 00010 Rs1 111 Rd 1010011 | fcvt.d.l           | fd,rs1
11010 01 00010 Rs1 rm3 Rd 1010011 | fcvt.d.l           | fd,rs1,rm
11000 01 00011 Rs1 111 Rd 1010011 | fcvt.lu.d          | =rd,fs1
11000 01 00011 Rs1 rm3 Rd 1010011 | fcvt.lu.d          | =rd,fs1,rm
11010 01 00011 Rs1 111 Rd 1010011 | fcvt.d.lu          | fd,rs1
11010 01 00011 Rs1 rm3 Rd 1010011 | fcvt.d.lu          | fd,rs1,rm
11100 01 00000 Rs1 000 Rd 1010011 | fmv.x.d            | =rd,fs1
11110 01 00000 Rs1 000 Rd 1010011 | fmv.d.x            | fd,rs1
11100 01 00000 Rs1 001 Rd 1010011 | fclass.d           | =rd,fs1
01000 00 00001 Rs1 111 Rd 1010011 | fcvt.s.d           | fd,fs1
01000 00 00001 Rs1 rm3 Rd 1010011 | fcvt.s.d           | fd,fs1,rm
01000 01 00000 Rs1 000 Rd 1010011 | fcvt.d.s           | fd,fs1
";
