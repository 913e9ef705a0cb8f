//! Loads and stores of general registers, atomic operations, tags: Arm ARM C4.1.94.

pub const TABLE: &str = "
-- Literals
00 011 0 00 imm19 Rt | ldr   | =Wt, imm19   | literal
01 011 0 00 imm19 Rt | ldr   | =Xt, imm19   | literal
10 011 0 00 imm19 Rt | ldrsw | =Xt, imm19   | literal
11 011 0 00 imm19 Rt | prfm  | prfop, imm19 | literal

-- Pairs: no-allocate, post-indexed, offset, pre-indexed
00 101 0 000 L* imm7 Ru Rn Rt | stnp/ | Wt, Wu, [Xnsp~sig.imm7*4]      | L==0
00 101 0 000 L* imm7 Ru Rn Rt | /ldnp | =Wt, =Wu, [Xnsp~sig.imm7*4]
10 101 0 000 L* imm7 Ru Rn Rt | stnp/ | Xt, Xu, [Xnsp~sig.imm7*8]      | L==0
10 101 0 000 L* imm7 Ru Rn Rt | /ldnp | =Xt, =Xu, [Xnsp~sig.imm7*8]
00 101 0 001 0 imm7 Ru Rn Rt  | stp   | Wt, Wu, [Xnsp], #sig.imm7*4
00 101 0 001 1 imm7 Ru Rn Rt  | ldp   | =Wt, =Wu, [Xnsp], #sig.imm7*4
01 101 0 001 0 imm7 Ru Rn Rt  | stgp  | Xt, Xu, [Xnsp], #sig.imm7*16
01 101 0 001 1 imm7 Ru Rn Rt  | ldpsw | =Xt, =Xu, [Xnsp], #sig.imm7*4  | Rt!=Ru apart
10 101 0 001 0 imm7 Ru Rn Rt  | stp   | Xt, Xu, [Xnsp], #sig.imm7*8
10 101 0 001 1 imm7 Ru Rn Rt  | ldp   | =Xt, =Xu, [Xnsp], #sig.imm7*8
00 101 0 010 0 imm7 Ru Rn Rt  | stp   | Wt, Wu, [Xnsp~sig.imm7*4]
00 101 0 010 1 imm7 Ru Rn Rt  | ldp   | =Wt, =Wu, [Xnsp~sig.imm7*4]
01 101 0 010 0 imm7 Ru Rn Rt  | stgp  | Xt, Xu, [Xnsp~sig.imm7*16]
01 101 0 010 1 imm7 Ru Rn Rt  | ldpsw | =Xt, =Xu, [Xnsp~sig.imm7*4]    | Rt!=Ru
10 101 0 010 0 imm7 Ru Rn Rt  | stp   | Xt, Xu, [Xnsp~sig.imm7*8]
10 101 0 010 1 imm7 Ru Rn Rt  | ldp   | =Xt, =Xu, [Xnsp~sig.imm7*8]
00 101 0 011 0 imm7 Ru Rn Rt  | stp   | Wt, Wu, [Xnsp, #sig.imm7*4]!
00 101 0 011 1 imm7 Ru Rn Rt  | ldp   | =Wt, =Wu, [Xnsp, #sig.imm7*4]!
01 101 0 011 0 imm7 Ru Rn Rt  | stgp  | Xt, Xu, [Xnsp, #sig.imm7*16]!
01 101 0 011 1 imm7 Ru Rn Rt  | ldpsw | =Xt, =Xu, [Xnsp, #sig.imm7*4]! | Rt!=Ru apart
10 101 0 011 0 imm7 Ru Rn Rt  | stp   | Xt, Xu, [Xnsp, #sig.imm7*8]!
10 101 0 011 1 imm7 Ru Rn Rt  | ldp   | =Xt, =Xu, [Xnsp, #sig.imm7*8]!

-- Unscaled immediate
00 111 0 00 00 0 imm9 00 Rn Rt | sturb  | Wt, [Xnsp~sig.imm9]
00 111 0 00 01 0 imm9 00 Rn Rt | ldurb  | =Wt, [Xnsp~sig.imm9]
00 111 0 00 10 0 imm9 00 Rn Rt | ldursb | =Xt, [Xnsp~sig.imm9]
00 111 0 00 11 0 imm9 00 Rn Rt | ldursb | =Wt, [Xnsp~sig.imm9]
01 111 0 00 00 0 imm9 00 Rn Rt | sturh  | Wt, [Xnsp~sig.imm9]
01 111 0 00 01 0 imm9 00 Rn Rt | ldurh  | =Wt, [Xnsp~sig.imm9]
01 111 0 00 10 0 imm9 00 Rn Rt | ldursh | =Xt, [Xnsp~sig.imm9]
01 111 0 00 11 0 imm9 00 Rn Rt | ldursh | =Wt, [Xnsp~sig.imm9]
10 111 0 00 00 0 imm9 00 Rn Rt | stur   | Wt, [Xnsp~sig.imm9]
10 111 0 00 01 0 imm9 00 Rn Rt | ldur   | =Wt, [Xnsp~sig.imm9]
10 111 0 00 10 0 imm9 00 Rn Rt | ldursw | =Xt, [Xnsp~sig.imm9]
11 111 0 00 00 0 imm9 00 Rn Rt | stur   | Xt, [Xnsp~sig.imm9]
11 111 0 00 01 0 imm9 00 Rn Rt | ldur   | =Xt, [Xnsp~sig.imm9]
11 111 0 00 10 0 imm9 00 Rn Rt | prfum  | prfop, [Xnsp~sig.imm9]

-- Post-indexed, pre-indexed
00 111 0 00 00 0 imm9 01 Rn Rt | strb  | Wt, [Xnsp], #sig.imm9
00 111 0 00 01 0 imm9 01 Rn Rt | ldrb  | =Wt, [Xnsp], #sig.imm9
00 111 0 00 10 0 imm9 01 Rn Rt | ldrsb | =Xt, [Xnsp], #sig.imm9
00 111 0 00 11 0 imm9 01 Rn Rt | ldrsb | =Wt, [Xnsp], #sig.imm9
01 111 0 00 00 0 imm9 01 Rn Rt | strh  | Wt, [Xnsp], #sig.imm9
01 111 0 00 01 0 imm9 01 Rn Rt | ldrh  | =Wt, [Xnsp], #sig.imm9
01 111 0 00 10 0 imm9 01 Rn Rt | ldrsh | =Xt, [Xnsp], #sig.imm9
01 111 0 00 11 0 imm9 01 Rn Rt | ldrsh | =Wt, [Xnsp], #sig.imm9
10 111 0 00 00 0 imm9 01 Rn Rt | str   | Wt, [Xnsp], #sig.imm9
10 111 0 00 01 0 imm9 01 Rn Rt | ldr   | =Wt, [Xnsp], #sig.imm9
10 111 0 00 10 0 imm9 01 Rn Rt | ldrsw | =Xt, [Xnsp], #sig.imm9
11 111 0 00 00 0 imm9 01 Rn Rt | str   | Xt, [Xnsp], #sig.imm9
11 111 0 00 01 0 imm9 01 Rn Rt | ldr   | =Xt, [Xnsp], #sig.imm9
00 111 0 00 00 0 imm9 11 Rn Rt | strb  | Wt, [Xnsp, #sig.imm9]!
00 111 0 00 01 0 imm9 11 Rn Rt | ldrb  | =Wt, [Xnsp, #sig.imm9]!
00 111 0 00 10 0 imm9 11 Rn Rt | ldrsb | =Xt, [Xnsp, #sig.imm9]!
00 111 0 00 11 0 imm9 11 Rn Rt | ldrsb | =Wt, [Xnsp, #sig.imm9]!
01 111 0 00 00 0 imm9 11 Rn Rt | strh  | Wt, [Xnsp, #sig.imm9]!
01 111 0 00 01 0 imm9 11 Rn Rt | ldrh  | =Wt, [Xnsp, #sig.imm9]!
01 111 0 00 10 0 imm9 11 Rn Rt | ldrsh | =Xt, [Xnsp, #sig.imm9]!
01 111 0 00 11 0 imm9 11 Rn Rt | ldrsh | =Wt, [Xnsp, #sig.imm9]!
10 111 0 00 00 0 imm9 11 Rn Rt | str   | Wt, [Xnsp, #sig.imm9]!
10 111 0 00 01 0 imm9 11 Rn Rt | ldr   | =Wt, [Xnsp, #sig.imm9]!
10 111 0 00 10 0 imm9 11 Rn Rt | ldrsw | =Xt, [Xnsp, #sig.imm9]!
11 111 0 00 00 0 imm9 11 Rn Rt | str   | Xt, [Xnsp, #sig.imm9]!
11 111 0 00 01 0 imm9 11 Rn Rt | ldr   | =Xt, [Xnsp, #sig.imm9]!

-- Unprivileged
00 111 0 00 00 0 imm9 10 Rn Rt | sttrb  | Wt, [Xnsp~sig.imm9]
00 111 0 00 01 0 imm9 10 Rn Rt | ldtrb  | =Wt, [Xnsp~sig.imm9]
00 111 0 00 10 0 imm9 10 Rn Rt | ldtrsb | =Xt, [Xnsp~sig.imm9]
00 111 0 00 11 0 imm9 10 Rn Rt | ldtrsb | =Wt, [Xnsp~sig.imm9]
01 111 0 00 00 0 imm9 10 Rn Rt | sttrh  | Wt, [Xnsp~sig.imm9]
01 111 0 00 01 0 imm9 10 Rn Rt | ldtrh  | =Wt, [Xnsp~sig.imm9]
01 111 0 00 10 0 imm9 10 Rn Rt | ldtrsh | =Xt, [Xnsp~sig.imm9]
01 111 0 00 11 0 imm9 10 Rn Rt | ldtrsh | =Wt, [Xnsp~sig.imm9]
10 111 0 00 00 0 imm9 10 Rn Rt | sttr   | Wt, [Xnsp~sig.imm9]
10 111 0 00 01 0 imm9 10 Rn Rt | ldtr   | =Wt, [Xnsp~sig.imm9]
10 111 0 00 10 0 imm9 10 Rn Rt | ldtrsw | =Xt, [Xnsp~sig.imm9]
11 111 0 00 00 0 imm9 10 Rn Rt | sttr   | Xt, [Xnsp~sig.imm9]
11 111 0 00 01 0 imm9 10 Rn Rt | ldtr   | =Xt, [Xnsp~sig.imm9]

-- Unsigned offset
00 111 0 01 00 imm12 Rn Rt | strb  | Wt, [Xnsp~dec.imm12]
00 111 0 01 01 imm12 Rn Rt | ldrb  | =Wt, [Xnsp~dec.imm12]
00 111 0 01 10 imm12 Rn Rt | ldrsb | =Xt, [Xnsp~dec.imm12]
00 111 0 01 11 imm12 Rn Rt | ldrsb | =Wt, [Xnsp~dec.imm12]
01 111 0 01 00 imm12 Rn Rt | strh  | Wt, [Xnsp~dec.imm12*2]
01 111 0 01 01 imm12 Rn Rt | ldrh  | =Wt, [Xnsp~dec.imm12*2]
01 111 0 01 10 imm12 Rn Rt | ldrsh | =Xt, [Xnsp~dec.imm12*2]
01 111 0 01 11 imm12 Rn Rt | ldrsh | =Wt, [Xnsp~dec.imm12*2]
10 111 0 01 00 imm12 Rn Rt | str   | Wt, [Xnsp~dec.imm12*4]
10 111 0 01 01 imm12 Rn Rt | ldr   | =Wt, [Xnsp~dec.imm12*4]
10 111 0 01 10 imm12 Rn Rt | ldrsw | =Xt, [Xnsp~dec.imm12*4]
11 111 0 01 00 imm12 Rn Rt | str   | Xt, [Xnsp~dec.imm12*8]
11 111 0 01 01 imm12 Rn Rt | ldr   | =Xt, [Xnsp~dec.imm12*8]
11 111 0 01 10 imm12 Rn Rt | prfm  | prfop, [Xnsp~dec.imm12*8]

-- Register offset
00 111 0 00 00 1 Rm o 1 o1 S 10 Rn Rt | strb  | Wt, [Xnsp, index0]
00 111 0 00 01 1 Rm o 1 o1 S 10 Rn Rt | ldrb  | =Wt, [Xnsp, index0]
00 111 0 00 10 1 Rm o 1 o1 S 10 Rn Rt | ldrsb | =Xt, [Xnsp, index0]
00 111 0 00 11 1 Rm o 1 o1 S 10 Rn Rt | ldrsb | =Wt, [Xnsp, index0]
01 111 0 00 00 1 Rm o 1 o1 S 10 Rn Rt | strh  | Wt, [Xnsp, index1]
01 111 0 00 01 1 Rm o 1 o1 S 10 Rn Rt | ldrh  | =Wt, [Xnsp, index1]
01 111 0 00 10 1 Rm o 1 o1 S 10 Rn Rt | ldrsh | =Xt, [Xnsp, index1]
01 111 0 00 11 1 Rm o 1 o1 S 10 Rn Rt | ldrsh | =Wt, [Xnsp, index1]
10 111 0 00 00 1 Rm o 1 o1 S 10 Rn Rt | str   | Wt, [Xnsp, index2]
10 111 0 00 01 1 Rm o 1 o1 S 10 Rn Rt | ldr   | =Wt, [Xnsp, index2]
10 111 0 00 10 1 Rm o 1 o1 S 10 Rn Rt | ldrsw | =Xt, [Xnsp, index2]
11 111 0 00 00 1 Rm o 1 o1 S 10 Rn Rt | str   | Xt, [Xnsp, index3]
11 111 0 00 01 1 Rm o 1 o1 S 10 Rn Rt | ldr   | =Xt, [Xnsp, index3]
11 111 0 00 10 1 Rm o 1 o1 S 10 Rn Rt | prfm  | prfop, [Xnsp, index3]

-- Pointer authentication
11 111 0 00 o* T 1 imm9 01 Rn Rt | ldraa/ldrab | =Xt, [Xnsp~ldra]
11 111 0 00 o* T 1 imm9 11 Rn Rt | ldraa/ldrab | =Xt, [Xnsp~ldra]!

-- Exclusive and ordered
00 001000 000 Rs o* Ru Rn Rt       | stxrb/stlxrb | =Ws, Wt, [Xnsp]
00 001000 010 Rs o* Ru Rn Rt       | ldxrb/ldaxrb | =Wt, [Xnsp]
00 001000 100 Rs o* Ru Rn Rt       | stllrb/stlrb | Wt, [Xnsp]
00 001000 110 Rs 0 Ru Rn Rt        | ldlarb       | =Wt, [Xnsp]
00 001000 110 x 1111 1 11111 Rn Rt | ldarb        | =Wt, [Xnsp]
01 001000 000 Rs o* Ru Rn Rt       | stxrh/stlxrh | =Ws, Wt, [Xnsp]
01 001000 010 Rs o* Ru Rn Rt       | ldxrh/ldaxrh | =Wt, [Xnsp]
01 001000 100 Rs o* Ru Rn Rt       | stllrh/stlrh | Wt, [Xnsp]
01 001000 110 Rs 0 Ru Rn Rt        | ldlarh       | =Wt, [Xnsp]
01 001000 110 11111 1 11111 Rn Rt  | ldarh        | =Wt, [Xnsp]
10 001000 000 Rs o* Ru Rn Rt       | stxr/stlxr   | =Ws, Wt, [Xnsp]
10 001000 010 Rs o* Ru Rn Rt       | ldxr/ldaxr   | =Wt, [Xnsp]
10 001000 100 Rs o* Ru Rn Rt       | stllr/stlr   | Wt, [Xnsp]
10 001000 110 Rs 0 Ru Rn Rt        | ldlar        | =Wt, [Xnsp]
10 001000 110 x 1111 1 11111 Rn Rt | ldar         | =Wt, [Xnsp]
11 001000 000 Rs o* Ru Rn Rt       | stxr/stlxr   | =Ws, Xt, [Xnsp]
11 001000 010 Rs o* Ru Rn Rt       | ldxr/ldaxr   | =Xt, [Xnsp]
11 001000 100 Rs o* Ru Rn Rt       | stllr/stlr   | Xt, [Xnsp]
11 001000 110 Rs 0 Ru Rn Rt        | ldlar        | =Xt, [Xnsp]
11 001000 110 x 1111 1 11111 Rn Rt | ldar         | =Xt, [Xnsp]
10 001000 001 Rs o* Ru Rn Rt       | stxp/stlxp   | =Ws, Wt, Wu, [Xnsp]
10 001000 011 Rs o* Ru Rn Rt       | ldxp/ldaxp   | =Wt, =Wu, [Xnsp]
11 001000 001 Rs o* Ru Rn Rt       | stxp/stlxp   | =Ws, Xt, Xu, [Xnsp]
11 001000 011 Rs o* Ru Rn Rt       | ldxp/ldaxp   | =Xt, =Xu, [Xnsp]

-- Compare and swap
00 001000 101 Rs o* 11111 Rn Rt  | casb/caslb   | =Ws, Wt, [Xnsp]
00 001000 111 Rs o* 11111 Rn Rt  | casab/casalb | =Ws, Wt, [Xnsp]
01 001000 101 Rs o* 11111 Rn Rt  | cash/caslh   | =Ws, Wt, [Xnsp]
01 001000 111 Rs o* 11111 Rn Rt  | casah/casalh | =Ws, Wt, [Xnsp]
1 x 001000 101 Rs o* 11111 Rn Rt | cas/casl     | =Ys, Yt, [Xnsp]
1 x 001000 111 Rs o* 11111 Rn Rt | casa/casal   | =Ys, Yt, [Xnsp]
0 x 001000 001 Rs o* 11111 Rn Rt | casp/caspl   | =pairs, pairt, [Xnsp] | evens
0 x 001000 011 Rs o* 11111 Rn Rt | caspa/caspal | =pairs, pairt, [Xnsp] | evens

-- Atomic memory operations; without a result they are stores
00 111 0 00 0 o* 1 Rs 0 000 00 Rn 11111  | staddb/staddlb                      | Ws, [Xnsp]
01 111 0 00 0 o* 1 Rs 0 000 00 Rn 11111  | staddh/staddlh                      | Ws, [Xnsp]
1 x 111 0 00 0 o* 1 Rs 0 000 00 Rn 11111 | stadd/staddl                        | Ys, [Xnsp]
00 111 0 00 0 o* 1 Rs 0 001 00 Rn 11111  | stclrb/stclrlb                      | Ws, [Xnsp]
01 111 0 00 0 o* 1 Rs 0 001 00 Rn 11111  | stclrh/stclrlh                      | Ws, [Xnsp]
1 x 111 0 00 0 o* 1 Rs 0 001 00 Rn 11111 | stclr/stclrl                        | Ys, [Xnsp]
00 111 0 00 0 o* 1 Rs 0 010 00 Rn 11111  | steorb/steorlb                      | Ws, [Xnsp]
01 111 0 00 0 o* 1 Rs 0 010 00 Rn 11111  | steorh/steorlh                      | Ws, [Xnsp]
1 x 111 0 00 0 o* 1 Rs 0 010 00 Rn 11111 | steor/steorl                        | Ys, [Xnsp]
00 111 0 00 0 o* 1 Rs 0 011 00 Rn 11111  | stsetb/stsetlb                      | Ws, [Xnsp]
01 111 0 00 0 o* 1 Rs 0 011 00 Rn 11111  | stseth/stsetlh                      | Ws, [Xnsp]
1 x 111 0 00 0 o* 1 Rs 0 011 00 Rn 11111 | stset/stsetl                        | Ys, [Xnsp]
00 111 0 00 0 o* 1 Rs 0 100 00 Rn 11111  | stsmaxb/stsmaxlb                    | Ws, [Xnsp]
01 111 0 00 0 o* 1 Rs 0 100 00 Rn 11111  | stsmaxh/stsmaxlh                    | Ws, [Xnsp]
1 x 111 0 00 0 o* 1 Rs 0 100 00 Rn 11111 | stsmax/stsmaxl                      | Ys, [Xnsp]
00 111 0 00 0 o* 1 Rs 0 101 00 Rn 11111  | stsminb/stsminlb                    | Ws, [Xnsp]
01 111 0 00 0 o* 1 Rs 0 101 00 Rn 11111  | stsminh/stsminlh                    | Ws, [Xnsp]
1 x 111 0 00 0 o* 1 Rs 0 101 00 Rn 11111 | stsmin/stsminl                      | Ys, [Xnsp]
00 111 0 00 0 o* 1 Rs 0 110 00 Rn 11111  | stumaxb/stumaxlb                    | Ws, [Xnsp]
01 111 0 00 0 o* 1 Rs 0 110 00 Rn 11111  | stumaxh/stumaxlh                    | Ws, [Xnsp]
1 x 111 0 00 0 o* 1 Rs 0 110 00 Rn 11111 | stumax/stumaxl                      | Ys, [Xnsp]
00 111 0 00 0 o* 1 Rs 0 111 00 Rn 11111  | stuminb/stuminlb                    | Ws, [Xnsp]
01 111 0 00 0 o* 1 Rs 0 111 00 Rn 11111  | stuminh/stuminlh                    | Ws, [Xnsp]
1 x 111 0 00 0 o* 1 Rs 0 111 00 Rn 11111 | stumin/stuminl                      | Ys, [Xnsp]
00 111 0 00 o2* 1 Rs 0 000 00 Rn Rt      | ldaddb/ldaddlb/ldaddab/ldaddalb     | Ws, =Wt, [Xnsp]
01 111 0 00 o2* 1 Rs 0 000 00 Rn Rt      | ldaddh/ldaddlh/ldaddah/ldaddalh     | Ws, =Wt, [Xnsp]
1 x 111 0 00 o2* 1 Rs 0 000 00 Rn Rt     | ldadd/ldaddl/ldadda/ldaddal         | Ys, =Yt, [Xnsp]
00 111 0 00 o2* 1 Rs 0 001 00 Rn Rt      | ldclrb/ldclrlb/ldclrab/ldclralb     | Ws, =Wt, [Xnsp]
01 111 0 00 o2* 1 Rs 0 001 00 Rn Rt      | ldclrh/ldclrlh/ldclrah/ldclralh     | Ws, =Wt, [Xnsp]
1 x 111 0 00 o2* 1 Rs 0 001 00 Rn Rt     | ldclr/ldclrl/ldclra/ldclral         | Ys, =Yt, [Xnsp]
00 111 0 00 o2* 1 Rs 0 010 00 Rn Rt      | ldeorb/ldeorlb/ldeorab/ldeoralb     | Ws, =Wt, [Xnsp]
01 111 0 00 o2* 1 Rs 0 010 00 Rn Rt      | ldeorh/ldeorlh/ldeorah/ldeoralh     | Ws, =Wt, [Xnsp]
1 x 111 0 00 o2* 1 Rs 0 010 00 Rn Rt     | ldeor/ldeorl/ldeora/ldeoral         | Ys, =Yt, [Xnsp]
00 111 0 00 o2* 1 Rs 0 011 00 Rn Rt      | ldsetb/ldsetlb/ldsetab/ldsetalb     | Ws, =Wt, [Xnsp]
01 111 0 00 o2* 1 Rs 0 011 00 Rn Rt      | ldseth/ldsetlh/ldsetah/ldsetalh     | Ws, =Wt, [Xnsp]
1 x 111 0 00 o2* 1 Rs 0 011 00 Rn Rt     | ldset/ldsetl/ldseta/ldsetal         | Ys, =Yt, [Xnsp]
00 111 0 00 o2* 1 Rs 0 100 00 Rn Rt      | ldsmaxb/ldsmaxlb/ldsmaxab/ldsmaxalb | Ws, =Wt, [Xnsp]
01 111 0 00 o2* 1 Rs 0 100 00 Rn Rt      | ldsmaxh/ldsmaxlh/ldsmaxah/ldsmaxalh | Ws, =Wt, [Xnsp]
1 x 111 0 00 o2* 1 Rs 0 100 00 Rn Rt     | ldsmax/ldsmaxl/ldsmaxa/ldsmaxal     | Ys, =Yt, [Xnsp]
00 111 0 00 o2* 1 Rs 0 101 00 Rn Rt      | ldsminb/ldsminlb/ldsminab/ldsminalb | Ws, =Wt, [Xnsp]
01 111 0 00 o2* 1 Rs 0 101 00 Rn Rt      | ldsminh/ldsminlh/ldsminah/ldsminalh | Ws, =Wt, [Xnsp]
1 x 111 0 00 o2* 1 Rs 0 101 00 Rn Rt     | ldsmin/ldsminl/ldsmina/ldsminal     | Ys, =Yt, [Xnsp]
00 111 0 00 o2* 1 Rs 0 110 00 Rn Rt      | ldumaxb/ldumaxlb/ldumaxab/ldumaxalb | Ws, =Wt, [Xnsp]
01 111 0 00 o2* 1 Rs 0 110 00 Rn Rt      | ldumaxh/ldumaxlh/ldumaxah/ldumaxalh | Ws, =Wt, [Xnsp]
1 x 111 0 00 o2* 1 Rs 0 110 00 Rn Rt     | ldumax/ldumaxl/ldumaxa/ldumaxal     | Ys, =Yt, [Xnsp]
00 111 0 00 o2* 1 Rs 0 111 00 Rn Rt      | lduminb/lduminlb/lduminab/lduminalb | Ws, =Wt, [Xnsp]
01 111 0 00 o2* 1 Rs 0 111 00 Rn Rt      | lduminh/lduminlh/lduminah/lduminalh | Ws, =Wt, [Xnsp]
1 x 111 0 00 o2* 1 Rs 0 111 00 Rn Rt     | ldumin/lduminl/ldumina/lduminal     | Ys, =Yt, [Xnsp]
00 111 0 00 o2* 1 Rs 1 000 00 Rn Rt      | swpb/swplb/swpab/swpalb             | Ws, =Wt, [Xnsp]
01 111 0 00 o2* 1 Rs 1 000 00 Rn Rt      | swph/swplh/swpah/swpalh             | Ws, =Wt, [Xnsp]
1 x 111 0 00 o2* 1 Rs 1 000 00 Rn Rt     | swp/swpl/swpa/swpal                 | Ys, =Yt, [Xnsp]
00 111 0 00 101 11111 1 100 00 Rn Rt     | ldaprb                              | =Wt, [Xnsp]
01 111 0 00 101 11111 1 100 00 Rn Rt     | ldaprh                              | =Wt, [Xnsp]
1 x 111 0 00 101 11111 1 100 00 Rn Rt    | ldapr                               | =Yt, [Xnsp]
11 111 0 00 001 11111 1 001 00 Rn Rt     | st64b                               | Xt, [Xnsp]
11 111 0 00 001 11111 1 101 00 Rn Rt     | ld64b                               | =eight, [Xnsp]
11 111 0 00 001 Rs 1 011 00 Rn Rt        | st64bv                              | =Xs, Xt, [Xnsp]
11 111 0 00 001 Rs 1 010 00 Rn Rt        | st64bv0                             | =Xs, Xt, [Xnsp]

-- Ordered, unscaled immediate
00 011001 00 0 imm9 00 Rn Rt | stlurb   | Wt, [Xnsp~sig.imm9]
00 011001 01 0 imm9 00 Rn Rt | ldapurb  | =Wt, [Xnsp~sig.imm9]
00 011001 10 0 imm9 00 Rn Rt | ldapursb | =Xt, [Xnsp~sig.imm9]
00 011001 11 0 imm9 00 Rn Rt | ldapursb | =Wt, [Xnsp~sig.imm9]
01 011001 00 0 imm9 00 Rn Rt | stlurh   | Wt, [Xnsp~sig.imm9]
01 011001 01 0 imm9 00 Rn Rt | ldapurh  | =Wt, [Xnsp~sig.imm9]
01 011001 10 0 imm9 00 Rn Rt | ldapursh | =Xt, [Xnsp~sig.imm9]
01 011001 11 0 imm9 00 Rn Rt | ldapursh | =Wt, [Xnsp~sig.imm9]
10 011001 00 0 imm9 00 Rn Rt | stlur    | Wt, [Xnsp~sig.imm9]
10 011001 01 0 imm9 00 Rn Rt | ldapur   | =Wt, [Xnsp~sig.imm9]
10 011001 10 0 imm9 00 Rn Rt | ldapursw | =Xt, [Xnsp~sig.imm9]
11 011001 00 0 imm9 00 Rn Rt | stlur    | Xt, [Xnsp~sig.imm9]
11 011001 01 0 imm9 00 Rn Rt | ldapur   | =Xt, [Xnsp~sig.imm9]

-- Memory tags
11 011001 o2* 1 imm9 01 Rn Rt     | stg/stzg/st2g/stz2g | Xtsp, [Xnsp], #sig.imm9*16
11 011001 o2* 1 imm9 10 Rn Rt     | stg/stzg/st2g/stz2g | Xtsp, [Xnsp~sig.imm9*16]
11 011001 o2* 1 imm9 11 Rn Rt     | stg/stzg/st2g/stz2g | Xtsp, [Xnsp, #sig.imm9*16]!
11 011001 00 1 000000000 00 Rn Rt | stzgm               | Xt, [Xnsp]
11 011001 01 1 imm9 00 Rn Rt      | ldg                 | =Xt, [Xnsp~sig.imm9*16]
11 011001 10 1 000000000 00 Rn Rt | stgm                | Xt, [Xnsp]
11 011001 11 1 000000000 00 Rn Rt | ldgm                | =Xt, [Xnsp]

-- Memory copy and set
00 011 0 01 00 0 Rs op4* 01 Rn Rd    | cpyfp/cpyfpwt/cpyfprt/cpyfpt/cpyfpwn/cpyfpwtwn/cpyfprtwn/cpyfptwn/cpyfprn/cpyfpwtrn/cpyfprtrn/cpyfptrn/cpyfpn/cpyfpwtn/cpyfprtn/cpyfptn | [=Xd]!, [=Xs]!, =Xn! | copies
00 011 0 01 01 0 Rs op4* 01 Rn Rd    | cpyfm/cpyfmwt/cpyfmrt/cpyfmt/cpyfmwn/cpyfmwtwn/cpyfmrtwn/cpyfmtwn/cpyfmrn/cpyfmwtrn/cpyfmrtrn/cpyfmtrn/cpyfmn/cpyfmwtn/cpyfmrtn/cpyfmtn | [=Xd]!, [=Xs]!, =Xn! | copies
00 011 0 01 10 0 Rs op4* 01 Rn Rd    | cpyfe/cpyfewt/cpyfert/cpyfet/cpyfewn/cpyfewtwn/cpyfertwn/cpyfetwn/cpyfern/cpyfewtrn/cpyfertrn/cpyfetrn/cpyfen/cpyfewtn/cpyfertn/cpyfetn | [=Xd]!, [=Xs]!, =Xn! | copies
00 011 1 01 00 0 Rs op4* 01 Rn Rd    | cpyp/cpypwt/cpyprt/cpypt/cpypwn/cpypwtwn/cpyprtwn/cpyptwn/cpyprn/cpypwtrn/cpyprtrn/cpyptrn/cpypn/cpypwtn/cpyprtn/cpyptn | [=Xd]!, [=Xs]!, =Xn! | copies
00 011 1 01 01 0 Rs op4* 01 Rn Rd    | cpym/cpymwt/cpymrt/cpymt/cpymwn/cpymwtwn/cpymrtwn/cpymtwn/cpymrn/cpymwtrn/cpymrtrn/cpymtrn/cpymn/cpymwtn/cpymrtn/cpymtn | [=Xd]!, [=Xs]!, =Xn! | copies
00 011 1 01 10 0 Rs op4* 01 Rn Rd    | cpye/cpyewt/cpyert/cpyet/cpyewn/cpyewtwn/cpyertwn/cpyetwn/cpyern/cpyewtrn/cpyertrn/cpyetrn/cpyen/cpyewtn/cpyertn/cpyetn | [=Xd]!, [=Xs]!, =Xn! | copies
00 011 0 01 11 0 Rs 00 op2* 01 Rn Rd | setp/setpt/setpn/setptn                      | [=Xd]!, =Xn!, Xs     | sets
00 011 0 01 11 0 Rs 01 op2* 01 Rn Rd | setm/setmt/setmn/setmtn                      | [=Xd]!, =Xn!, Xs     | sets
00 011 0 01 11 0 Rs 10 op2* 01 Rn Rd | sete/setet/seten/setetn                      | [=Xd]!, =Xn!, Xs     | sets
00 011 1 01 11 0 Rs 00 op2* 01 Rn Rd | setgp/setgpt/setgpn/setgptn                  | [=Xd]!, =Xn!, Xs     | sets
00 011 1 01 11 0 Rs 01 op2* 01 Rn Rd | setgm/setgmt/setgmn/setgmtn                  | [=Xd]!, =Xn!, Xs     | sets
00 011 1 01 11 0 Rs 10 op2* 01 Rn Rd | setge/setget/setgen/setgetn                  | [=Xd]!, =Xn!, Xs     | sets
";
