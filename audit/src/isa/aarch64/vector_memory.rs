//! Loads and stores of SIMD and floating-point registers: Arm ARM C4.1.94.

pub const TABLE: &str = "
-- Literals, pairs
00 011 1 00 imm19 Rt          | ldr       | St, imm19                     | literal
01 011 1 00 imm19 Rt          | ldr       | Dt, imm19                     | literal
10 011 1 00 imm19 Rt          | ldr       | Qt, imm19                     | literal
00 101 1 000 L* imm7 Ru Rn Rt | stnp/ldnp | St, Su, [Xnsp~sig.imm7*4]
01 101 1 000 L* imm7 Ru Rn Rt | stnp/ldnp | Dt, Du, [Xnsp~sig.imm7*8]
10 101 1 000 L* imm7 Ru Rn Rt | stnp/ldnp | Qt, Qu, [Xnsp~sig.imm7*16]
00 101 1 001 L* imm7 Ru Rn Rt | stp/ldp   | St, Su, [Xnsp], #sig.imm7*4
01 101 1 001 L* imm7 Ru Rn Rt | stp/ldp   | Dt, Du, [Xnsp], #sig.imm7*8
10 101 1 001 L* imm7 Ru Rn Rt | stp/ldp   | Qt, Qu, [Xnsp], #sig.imm7*16
00 101 1 010 L* imm7 Ru Rn Rt | stp/ldp   | St, Su, [Xnsp~sig.imm7*4]
01 101 1 010 L* imm7 Ru Rn Rt | stp/ldp   | Dt, Du, [Xnsp~sig.imm7*8]
10 101 1 010 L* imm7 Ru Rn Rt | stp/ldp   | Qt, Qu, [Xnsp~sig.imm7*16]
00 101 1 011 L* imm7 Ru Rn Rt | stp/ldp   | St, Su, [Xnsp, #sig.imm7*4]!
01 101 1 011 L* imm7 Ru Rn Rt | stp/ldp   | Dt, Du, [Xnsp, #sig.imm7*8]!
10 101 1 011 L* imm7 Ru Rn Rt | stp/ldp   | Qt, Qu, [Xnsp, #sig.imm7*16]!

-- Unscaled, post-indexed, pre-indexed, register offset, unsigned offset
00 111 1 00 0 L* 0 imm9 00 Rn Rt        | stur/ldur | Bt, [Xnsp~sig.imm9]
01 111 1 00 0 L* 0 imm9 00 Rn Rt        | stur/ldur | Ht, [Xnsp~sig.imm9]
10 111 1 00 0 L* 0 imm9 00 Rn Rt        | stur/ldur | St, [Xnsp~sig.imm9]
11 111 1 00 0 L* 0 imm9 00 Rn Rt        | stur/ldur | Dt, [Xnsp~sig.imm9]
00 111 1 00 1 L* 0 imm9 00 Rn Rt        | stur/ldur | Qt, [Xnsp~sig.imm9]
00 111 1 00 0 L* 0 imm9 01 Rn Rt        | str/ldr   | Bt, [Xnsp], #sig.imm9
01 111 1 00 0 L* 0 imm9 01 Rn Rt        | str/ldr   | Ht, [Xnsp], #sig.imm9
10 111 1 00 0 L* 0 imm9 01 Rn Rt        | str/ldr   | St, [Xnsp], #sig.imm9
11 111 1 00 0 L* 0 imm9 01 Rn Rt        | str/ldr   | Dt, [Xnsp], #sig.imm9
00 111 1 00 1 L* 0 imm9 01 Rn Rt        | str/ldr   | Qt, [Xnsp], #sig.imm9
00 111 1 00 0 L* 0 imm9 11 Rn Rt        | str/ldr   | Bt, [Xnsp, #sig.imm9]!
01 111 1 00 0 L* 0 imm9 11 Rn Rt        | str/ldr   | Ht, [Xnsp, #sig.imm9]!
10 111 1 00 0 L* 0 imm9 11 Rn Rt        | str/ldr   | St, [Xnsp, #sig.imm9]!
11 111 1 00 0 L* 0 imm9 11 Rn Rt        | str/ldr   | Dt, [Xnsp, #sig.imm9]!
00 111 1 00 1 L* 0 imm9 11 Rn Rt        | str/ldr   | Qt, [Xnsp, #sig.imm9]!
00 111 1 00 0 L* 1 Rm o 1 o1 S 10 Rn Rt | str/ldr   | Bt, [Xnsp, index0]
01 111 1 00 0 L* 1 Rm o 1 o1 S 10 Rn Rt | str/ldr   | Ht, [Xnsp, index1]
10 111 1 00 0 L* 1 Rm o 1 o1 S 10 Rn Rt | str/ldr   | St, [Xnsp, index2]
11 111 1 00 0 L* 1 Rm o 1 o1 S 10 Rn Rt | str/ldr   | Dt, [Xnsp, index3]
00 111 1 00 1 L* 1 Rm o 1 o1 S 10 Rn Rt | str/ldr   | Qt, [Xnsp, index4]
00 111 1 01 0 L* imm12 Rn Rt            | str/ldr   | Bt, [Xnsp~dec.imm12*1]
01 111 1 01 0 L* imm12 Rn Rt            | str/ldr   | Ht, [Xnsp~dec.imm12*2]
10 111 1 01 0 L* imm12 Rn Rt            | str/ldr   | St, [Xnsp~dec.imm12*4]
11 111 1 01 0 L* imm12 Rn Rt            | str/ldr   | Dt, [Xnsp~dec.imm12*8]
00 111 1 01 1 L* imm12 Rn Rt            | str/ldr   | Qt, [Xnsp~dec.imm12*16]

-- Multiple structures
0 Q 0011000 L* 000000 0000 size Rn Rt  | st4/ld4 | list4, [Xnsp]          | whole
0 Q 0011001 L* 0 11111 0000 size Rn Rt | st4/ld4 | list4, [Xnsp], #bytes4 | whole
0 Q 0011001 L* 0 Rm 0000 size Rn Rt    | st4/ld4 | list4, [Xnsp], Xm      | whole
0 Q 0011000 L* 000000 0010 size Rn Rt  | st1/ld1 | list4, [Xnsp]
0 Q 0011001 L* 0 11111 0010 size Rn Rt | st1/ld1 | list4, [Xnsp], #bytes4
0 Q 0011001 L* 0 Rm 0010 size Rn Rt    | st1/ld1 | list4, [Xnsp], Xm
0 Q 0011000 L* 000000 0100 size Rn Rt  | st3/ld3 | list3, [Xnsp]          | whole
0 Q 0011001 L* 0 11111 0100 size Rn Rt | st3/ld3 | list3, [Xnsp], #bytes3 | whole
0 Q 0011001 L* 0 Rm 0100 size Rn Rt    | st3/ld3 | list3, [Xnsp], Xm      | whole
0 Q 0011000 L* 000000 0110 size Rn Rt  | st1/ld1 | list3, [Xnsp]
0 Q 0011001 L* 0 11111 0110 size Rn Rt | st1/ld1 | list3, [Xnsp], #bytes3
0 Q 0011001 L* 0 Rm 0110 size Rn Rt    | st1/ld1 | list3, [Xnsp], Xm
0 Q 0011000 L* 000000 0111 size Rn Rt  | st1/ld1 | list1, [Xnsp]
0 Q 0011001 L* 0 11111 0111 size Rn Rt | st1/ld1 | list1, [Xnsp], #bytes1
0 Q 0011001 L* 0 Rm 0111 size Rn Rt    | st1/ld1 | list1, [Xnsp], Xm
0 Q 0011000 L* 000000 1000 size Rn Rt  | st2/ld2 | list2, [Xnsp]          | whole
0 Q 0011001 L* 0 11111 1000 size Rn Rt | st2/ld2 | list2, [Xnsp], #bytes2 | whole
0 Q 0011001 L* 0 Rm 1000 size Rn Rt    | st2/ld2 | list2, [Xnsp], Xm      | whole
0 Q 0011000 L* 000000 1010 size Rn Rt  | st1/ld1 | list2, [Xnsp]
0 Q 0011001 L* 0 11111 1010 size Rn Rt | st1/ld1 | list2, [Xnsp], #bytes2
0 Q 0011001 L* 0 Rm 1010 size Rn Rt    | st1/ld1 | list2, [Xnsp], Xm

-- Single structures
0 Q 0011010 L* 0 00000 000 S size Rn Rt | st1/ld1 | one1b, [Xnsp]
0 Q 0011011 L* 0 11111 000 S size Rn Rt | st1/ld1 | one1b, [Xnsp], #1
0 Q 0011011 L* 0 Rm 000 S size Rn Rt    | st1/ld1 | one1b, [Xnsp], Xm
0 Q 0011010 L* 1 00000 000 S size Rn Rt | st2/ld2 | one2b, [Xnsp]
0 Q 0011011 L* 1 11111 000 S size Rn Rt | st2/ld2 | one2b, [Xnsp], #2
0 Q 0011011 L* 1 Rm 000 S size Rn Rt    | st2/ld2 | one2b, [Xnsp], Xm
0 Q 0011010 L* 0 00000 001 S size Rn Rt | st3/ld3 | one3b, [Xnsp]
0 Q 0011011 L* 0 11111 001 S size Rn Rt | st3/ld3 | one3b, [Xnsp], #3
0 Q 0011011 L* 0 Rm 001 S size Rn Rt    | st3/ld3 | one3b, [Xnsp], Xm
0 Q 0011010 L* 1 00000 001 S size Rn Rt | st4/ld4 | one4b, [Xnsp]
0 Q 0011011 L* 1 11111 001 S size Rn Rt | st4/ld4 | one4b, [Xnsp], #4
0 Q 0011011 L* 1 Rm 001 S size Rn Rt    | st4/ld4 | one4b, [Xnsp], Xm
0 Q 0011010 L* 0 00000 010 S x 0 Rn Rt  | st1/ld1 | one1h, [Xnsp]
0 Q 0011011 L* 0 11111 010 S x 0 Rn Rt  | st1/ld1 | one1h, [Xnsp], #2
0 Q 0011011 L* 0 Rm 010 S x 0 Rn Rt     | st1/ld1 | one1h, [Xnsp], Xm
0 Q 0011010 L* 1 00000 010 S x 0 Rn Rt  | st2/ld2 | one2h, [Xnsp]
0 Q 0011011 L* 1 11111 010 S x 0 Rn Rt  | st2/ld2 | one2h, [Xnsp], #4
0 Q 0011011 L* 1 Rm 010 S x 0 Rn Rt     | st2/ld2 | one2h, [Xnsp], Xm
0 Q 0011010 L* 0 00000 011 S x 0 Rn Rt  | st3/ld3 | one3h, [Xnsp]
0 Q 0011011 L* 0 11111 011 S x 0 Rn Rt  | st3/ld3 | one3h, [Xnsp], #6
0 Q 0011011 L* 0 Rm 011 S x 0 Rn Rt     | st3/ld3 | one3h, [Xnsp], Xm
0 Q 0011010 L* 1 00000 011 S x 0 Rn Rt  | st4/ld4 | one4h, [Xnsp]
0 Q 0011011 L* 1 11111 011 S x 0 Rn Rt  | st4/ld4 | one4h, [Xnsp], #8
0 Q 0011011 L* 1 Rm 011 S x 0 Rn Rt     | st4/ld4 | one4h, [Xnsp], Xm
0 Q 0011010 L* 0 00000 100 S 00 Rn Rt   | st1/ld1 | one1s, [Xnsp]
0 Q 0011011 L* 0 11111 100 S 00 Rn Rt   | st1/ld1 | one1s, [Xnsp], #4
0 Q 0011011 L* 0 Rm 100 S 00 Rn Rt      | st1/ld1 | one1s, [Xnsp], Xm
0 Q 0011010 L* 1 00000 100 S 00 Rn Rt   | st2/ld2 | one2s, [Xnsp]
0 Q 0011011 L* 1 11111 100 S 00 Rn Rt   | st2/ld2 | one2s, [Xnsp], #8
0 Q 0011011 L* 1 Rm 100 S 00 Rn Rt      | st2/ld2 | one2s, [Xnsp], Xm
0 Q 0011010 L* 0 00000 101 S 00 Rn Rt   | st3/ld3 | one3s, [Xnsp]
0 Q 0011011 L* 0 11111 101 S 00 Rn Rt   | st3/ld3 | one3s, [Xnsp], #12
0 Q 0011011 L* 0 Rm 101 S 00 Rn Rt      | st3/ld3 | one3s, [Xnsp], Xm
0 Q 0011010 L* 1 00000 101 S 00 Rn Rt   | st4/ld4 | one4s, [Xnsp]
0 Q 0011011 L* 1 11111 101 S 00 Rn Rt   | st4/ld4 | one4s, [Xnsp], #16
0 Q 0011011 L* 1 Rm 101 S 00 Rn Rt      | st4/ld4 | one4s, [Xnsp], Xm
0 Q 0011010 L* 0 00000 100 0 01 Rn Rt   | st1/ld1 | one1d, [Xnsp]
0 Q 0011011 L* 0 11111 100 0 01 Rn Rt   | st1/ld1 | one1d, [Xnsp], #8
0 Q 0011011 L* 0 Rm 100 0 01 Rn Rt      | st1/ld1 | one1d, [Xnsp], Xm
0 Q 0011010 L* 1 00000 100 0 01 Rn Rt   | st2/ld2 | one2d, [Xnsp]
0 Q 0011011 L* 1 11111 100 0 01 Rn Rt   | st2/ld2 | one2d, [Xnsp], #16
0 Q 0011011 L* 1 Rm 100 0 01 Rn Rt      | st2/ld2 | one2d, [Xnsp], Xm
0 Q 0011010 L* 0 00000 101 0 01 Rn Rt   | st3/ld3 | one3d, [Xnsp]
0 Q 0011011 L* 0 11111 101 0 01 Rn Rt   | st3/ld3 | one3d, [Xnsp], #24
0 Q 0011011 L* 0 Rm 101 0 01 Rn Rt      | st3/ld3 | one3d, [Xnsp], Xm
0 Q 0011010 L* 1 00000 101 0 01 Rn Rt   | st4/ld4 | one4d, [Xnsp]
0 Q 0011011 L* 1 11111 101 0 01 Rn Rt   | st4/ld4 | one4d, [Xnsp], #32
0 Q 0011011 L* 1 Rm 101 0 01 Rn Rt      | st4/ld4 | one4d, [Xnsp], Xm
0 Q 0011010 1 0 00000 110 0 size Rn Rt  | ld1r    | list1, [Xnsp]
0 Q 0011011 1 0 11111 110 0 size Rn Rt  | ld1r    | list1, [Xnsp], #rbytes1
0 Q 0011011 1 0 Rm 110 0 size Rn Rt     | ld1r    | list1, [Xnsp], Xm
0 Q 0011010 1 1 00000 110 0 size Rn Rt  | ld2r    | list2, [Xnsp]
0 Q 0011011 1 1 11111 110 0 size Rn Rt  | ld2r    | list2, [Xnsp], #rbytes2
0 Q 0011011 1 1 Rm 110 0 size Rn Rt     | ld2r    | list2, [Xnsp], Xm
0 Q 0011010 1 0 00000 111 0 size Rn Rt  | ld3r    | list3, [Xnsp]
0 Q 0011011 1 0 11111 111 0 size Rn Rt  | ld3r    | list3, [Xnsp], #rbytes3
0 Q 0011011 1 0 Rm 111 0 size Rn Rt     | ld3r    | list3, [Xnsp], Xm
0 Q 0011010 1 1 00000 111 0 size Rn Rt  | ld4r    | list4, [Xnsp]
0 Q 0011011 1 1 11111 111 0 size Rn Rt  | ld4r    | list4, [Xnsp], #rbytes4
0 Q 0011011 1 1 Rm 111 0 size Rn Rt     | ld4r    | list4, [Xnsp], Xm
";
