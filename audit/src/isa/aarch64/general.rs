//! Integer instructions: Arm ARM C4.1.92 (immediate) and C4.1.95 (register).

pub const TABLE: &str = "
-- PC-relative addresses
0 immlo2 10000 immhi19 Rd | adr  | =Xd, adr  | set
1 immlo2 10000 immhi19 Rd | adrp | =Xd, adrp | set

-- Add and subtract an immediate; with tags
sf 0 0 100010 0 000000000000 Rn 11111 | mov  | =Rdsp, Rnsp                            | copy
sf 0 0 100010 0 000000000000 11111 Rd | mov  | =Rdsp, Rnsp                            | copy
sf 0 0 100010 sh imm12 Rn Rd          | add  | =Rdsp, Rnsp, #hex.imm12~lsl12          | add
sf 0 1 100010 sh imm12 Rn 11111       | cmn  | Rnsp, #hex.imm12~lsl12
sf 0 1 100010 sh imm12 Rn Rd          | adds | =Rd, Rnsp, #hex.imm12~lsl12            | add
sf 1 0 100010 sh imm12 Rn Rd          | sub  | =Rdsp, Rnsp, #hex.imm12~lsl12          | sub
sf 1 1 100010 sh imm12 Rn 11111       | cmp  | Rnsp, #hex.imm12~lsl12
sf 1 1 100010 sh imm12 Rn Rd          | subs | =Rd, Rnsp, #hex.imm12~lsl12            | sub
1 0 0 100011 0 uimm6 00 vimm4 Rn Rd   | addg | =Xdsp, Xnsp, #hex.uimm6*16, #hex.vimm4
1 1 0 100011 0 uimm6 00 vimm4 Rn Rd   | subg | =Xdsp, Xnsp, #hex.uimm6*16, #hex.vimm4

-- Minimum and maximum with an immediate
sf 00 100011 1 00 0 o* imm8 Rn Rd | smax/umax | =Rd, Rn, #minmax
sf 00 100011 1 00 1 o* imm8 Rn Rd | smin/umin | =Rd, Rn, #minmax

-- Logical with an immediate
sf 00 100100 N immr6 imms6 Rn Rd    | and  | =Rdsp, Rn, #bitmask | bitmask
sf 01 100100 N immr6 imms6 11111 Rd | mov  | =Rdsp, #bitmask     | bitmask movmask set
sf 01 100100 N immr6 imms6 11111 Rd | orr  | =Rdsp, Rn, #bitmask | bitmask set
sf 01 100100 N immr6 imms6 Rn Rd    | orr  | =Rdsp, Rn, #bitmask | bitmask
sf 10 100100 N immr6 imms6 Rn Rd    | eor  | =Rdsp, Rn, #bitmask | bitmask
sf 11 100100 N immr6 imms6 Rn 11111 | tst  | Rn, #bitmask        | bitmask
sf 11 100100 N immr6 imms6 Rn Rd    | ands | =Rd, Rn, #bitmask   | bitmask

-- Move wide
sf 00 100101 hw2 imm16 Rd | mov  | =Rd, #wide         | hw movn set
sf 00 100101 hw2 imm16 Rd | movn | =Rd, #hex.imm16~hw | hw set
sf 10 100101 hw2 imm16 Rd | mov  | =Rd, #wide         | hw movz set
sf 10 100101 hw2 imm16 Rd | movz | =Rd, #hex.imm16~hw | hw set
sf 11 100101 hw2 imm16 Rd | movk | =Rd, #hex.imm16~hw | hw insert

-- Bitfields; extract
sf 00 100110 N immr6 imms6 Rn Rd    | asr   | =Rd, Rn, #dec.immr6          | field top
0 00 100110 0 000000 000111 Rn Rd   | sxtb  | =Wd, Wn
1 00 100110 1 000000 000111 Rn Rd   | sxtb  | =Xd, Wn
0 00 100110 0 000000 001111 Rn Rd   | sxth  | =Wd, Wn
1 00 100110 1 000000 001111 Rn Rd   | sxth  | =Xd, Wn
1 00 100110 1 000000 011111 Rn Rd   | sxtw  | =Xd, Wn
sf 00 100110 N immr6 imms6 Rn Rd    | sbfiz | =Rd, Rn, #bfiz, #dec.imms6+1 | field low
sf 00 100110 N immr6 imms6 Rn Rd    | sbfx  | =Rd, Rn, #dec.immr6, #width  | field
sf 01 100110 N immr6 imms6 11111 Rd | bfc   | =Rd, #bfiz, #dec.imms6+1     | field low
sf 01 100110 N immr6 imms6 Rn Rd    | bfi   | =Rd, Rn, #bfiz, #dec.imms6+1 | field low
sf 01 100110 N immr6 imms6 Rn Rd    | bfxil | =Rd, Rn, #dec.immr6, #width  | field
sf 10 100110 N immr6 imms6 Rn Rd    | lsr   | =Rd, Rn, #dec.immr6          | field top
sf 10 100110 N immr6 imms6 Rn Rd    | lsl   | =Rd, Rn, #bfiz               | field next
0 10 100110 0 000000 000111 Rn Rd   | uxtb  | =Wd, Wn
0 10 100110 0 000000 001111 Rn Rd   | uxth  | =Wd, Wn
sf 10 100110 N immr6 imms6 Rn Rd    | ubfiz | =Rd, Rn, #bfiz, #dec.imms6+1 | field low
sf 10 100110 N immr6 imms6 Rn Rd    | ubfx  | =Rd, Rn, #dec.immr6, #width  | field
sf 00 100111 N 0 Rm imms6 Rn Rd     | ror   | =Rd, Rn, #dec.imms6          | extract Rn==Rm
sf 00 100111 N 0 Rm imms6 Rn Rd     | extr  | =Rd, Rn, Rm, #dec.imms6      | extract

-- Logical, shifted register
sf 00 01010 shift2 0 Rm imm6 Rn Rd    | and  | =Rd, Rn, Rm~shift | amount
sf 00 01010 shift2 1 Rm imm6 Rn Rd    | bic  | =Rd, Rn, Rm~shift | amount
sf 01 01010 00 0 Rm 000000 11111 Rd   | mov  | =Rd, Rm           | copy
sf 01 01010 shift2 0 Rm imm6 Rn Rd    | orr  | =Rd, Rn, Rm~shift | amount
sf 01 01010 shift2 1 Rm imm6 11111 Rd | mvn  | =Rd, Rm~shift     | amount
sf 01 01010 shift2 1 Rm imm6 Rn Rd    | orn  | =Rd, Rn, Rm~shift | amount
sf 10 01010 shift2 0 Rm imm6 Rn Rd    | eor  | =Rd, Rn, Rm~shift | amount
sf 10 01010 shift2 1 Rm imm6 Rn Rd    | eon  | =Rd, Rn, Rm~shift | amount
sf 11 01010 shift2 0 Rm imm6 Rn 11111 | tst  | Rn, Rm~shift      | amount
sf 11 01010 shift2 0 Rm imm6 Rn Rd    | ands | =Rd, Rn, Rm~shift | amount
sf 11 01010 shift2 1 Rm imm6 Rn Rd    | bics | =Rd, Rn, Rm~shift | amount

-- Add and subtract, shifted register
sf 00 01011 shift2 0 Rm imm6 Rn Rd    | add  | =Rd, Rn, Rm~shift | shift2!=3 amount
sf 01 01011 shift2 0 Rm imm6 Rn 11111 | cmn  | Rn, Rm~shift      | shift2!=3 amount
sf 01 01011 shift2 0 Rm imm6 Rn Rd    | adds | =Rd, Rn, Rm~shift | shift2!=3 amount
sf 10 01011 shift2 0 Rm imm6 11111 Rd | neg  | =Rd, Rm~shift     | shift2!=3 amount
sf 10 01011 shift2 0 Rm imm6 Rn Rd    | sub  | =Rd, Rn, Rm~shift | shift2!=3 amount
sf 11 01011 shift2 0 Rm imm6 Rn 11111 | cmp  | Rn, Rm~shift      | shift2!=3 amount
sf 11 01011 shift2 0 Rm imm6 11111 Rd | negs | =Rd, Rm~shift     | shift2!=3 amount
sf 11 01011 shift2 0 Rm imm6 Rn Rd    | subs | =Rd, Rn, Rm~shift | shift2!=3 amount

-- Add and subtract, extended register
sf 00 01011 00 1 Rm option3 imm3 Rn Rd    | add  | =Rdsp, Rnsp, extend | imm3<5
sf 01 01011 00 1 Rm option3 imm3 Rn 11111 | cmn  | Rnsp, extend        | imm3<5
sf 01 01011 00 1 Rm option3 imm3 Rn Rd    | adds | =Rd, Rnsp, extend   | imm3<5
sf 10 01011 00 1 Rm option3 imm3 Rn Rd    | sub  | =Rdsp, Rnsp, extend | imm3<5
sf 11 01011 00 1 Rm option3 imm3 Rn 11111 | cmp  | Rnsp, extend        | imm3<5
sf 11 01011 00 1 Rm option3 imm3 Rn Rd    | subs | =Rd, Rnsp, extend   | imm3<5

-- With carry; flags
sf 00 11010000 Rm 000000 Rn Rd       | adc          | =Rd, Rn, Rm
sf 01 11010000 Rm 000000 Rn Rd       | adcs         | =Rd, Rn, Rm
sf 10 11010000 Rm 000000 11111 Rd    | ngc          | =Rd, Rm
sf 10 11010000 Rm 000000 Rn Rd       | sbc          | =Rd, Rn, Rm
sf 11 11010000 Rm 000000 11111 Rd    | ngcs         | =Rd, Rm
sf 11 11010000 Rm 000000 Rn Rd       | sbcs         | =Rd, Rn, Rm
101 11010000 imm6 00001 Rn 0 mask4   | rmif         | Xn, #dec.imm6, #dec.mask4
001 11010000 000000 o* 0010 Rn 01101 | setf8/setf16 | Wn

-- Conditional compare, conditional select
sf o* 1 11010010 Rm cond 00 Rn 0 nzcv4   | ccmn/ccmp | Rn, Rm, #hex.nzcv4, cond
sf o* 1 11010010 imm5 cond 10 Rn 0 nzcv4 | ccmn/ccmp | Rn, #hex.imm5, #hex.nzcv4, cond
sf 0 0 11010100 Rm cond 00 Rn Rd         | csel      | =Rd, Rn, Rm, cond
sf 0 0 11010100 11111 cond 01 11111 Rd   | cset      | =Rd, uncond                     | decided
sf 0 0 11010100 Rm cond 01 Rn Rd         | cinc      | =Rd, Rn, uncond                 | decided Rn==Rm
sf 0 0 11010100 Rm cond 01 Rn Rd         | csinc     | =Rd, Rn, Rm, cond
sf 1 0 11010100 11111 cond 00 11111 Rd   | csetm     | =Rd, uncond                     | decided
sf 1 0 11010100 Rm cond 00 Rn Rd         | cinv      | =Rd, Rn, uncond                 | decided Rn==Rm
sf 1 0 11010100 Rm cond 00 Rn Rd         | csinv     | =Rd, Rn, Rm, cond
sf 1 0 11010100 Rm cond 01 Rn Rd         | cneg      | =Rd, Rn, uncond                 | decided Rn==Rm
sf 1 0 11010100 Rm cond 01 Rn Rd         | csneg     | =Rd, Rn, Rm, cond

-- Two sources
sf 00 11010110 Rm 00001 o* Rn Rd | udiv/sdiv                | =Rd, Rn, Rm
sf 00 11010110 Rm 0010 o2* Rn Rd | lsl/lsr/asr/ror          | =Rd, Rn, Rm
0 00 11010110 Rm 0100 o2* Rn Rd  | crc32b/crc32h/crc32w/    | =Wd, Wn, Wm     | o2!=3
1 00 11010110 Rm 010011 Rn Rd    | crc32x                   | =Wd, Wn, Xm
0 00 11010110 Rm 0101 o2* Rn Rd  | crc32cb/crc32ch/crc32cw/ | =Wd, Wn, Wm     | o2!=3
1 00 11010110 Rm 010111 Rn Rd    | crc32cx                  | =Wd, Wn, Xm
1 00 11010110 Rm 000000 Rn Rd    | subp                     | =Xd, Xnsp, Xmsp
1 01 11010110 Rm 000000 Rn 11111 | cmpp                     | Xnsp, Xmsp
1 01 11010110 Rm 000000 Rn Rd    | subps                    | =Xd, Xnsp, Xmsp
1 00 11010110 11111 000100 Rn Rd | irg                      | =Xdsp, Xnsp
1 00 11010110 Rm 000100 Rn Rd    | irg                      | =Xdsp, Xnsp, Xm
1 00 11010110 Rm 000101 Rn Rd    | gmi                      | =Xd, Xnsp, Xm
1 00 11010110 Rm 001100 Rn Rd    | pacga                    | =Xd, Xn, Xmsp
sf 00 11010110 Rm 0110 o2* Rn Rd | smax/umax/smin/umin      | =Rd, Rn, Rm

-- One source
sf 10 11010110 00000 00011 o* Rn Rd   | ctz/cnt                                      | =Rd, Rn
sf 10 11010110 00000 001000 Rn Rd     | abs                                          | =Rd, Rn
sf 10 11010110 00000 00000 o* Rn Rd   | rbit/rev16                                   | =Rd, Rn
0 10 11010110 00000 000010 Rn Rd      | rev                                          | =Wd, Wn
1 10 11010110 00000 00001 o* Rn Rd    | rev32/rev                                    | =Xd, Xn
sf 10 11010110 00000 00010 o* Rn Rd   | clz/cls                                      | =Rd, Rn
1 10 11010110 00001 000 o3* Rn Rd     | pacia/pacib/pacda/pacdb/autia/autib/autda/autdb | =Xd, Xnsp
1 10 11010110 00001 001 o3* 11111 Rd  | paciza/pacizb/pacdza/pacdzb/autiza/autizb/autdza/autdzb | =Xd
1 10 11010110 00001 01000 o* 11111 Rd | xpaci/xpacd                                  | =Xd

-- Three sources
sf 00 11011 000 Rm o* 11111 Rn Rd | mul/mneg      | =Rd, Rn, Rm
sf 00 11011 000 Rm o* Ra Rn Rd    | madd/msub     | =Rd, Rn, Rm, Ra
1 00 11011 001 Rm o* 11111 Rn Rd  | smull/smnegl  | =Xd, Wn, Wm
1 00 11011 001 Rm o* Ra Rn Rd     | smaddl/smsubl | =Xd, Wn, Wm, Xa
1 00 11011 010 Rm 0 Ra Rn Rd      | smulh         | =Xd, Xn, Xm
1 00 11011 101 Rm o* 11111 Rn Rd  | umull/umnegl  | =Xd, Wn, Wm
1 00 11011 101 Rm o* Ra Rn Rd     | umaddl/umsubl | =Xd, Wn, Wm, Xa
1 00 11011 110 Rm 0 Ra Rn Rd      | umulh         | =Xd, Xn, Xm
";
