//! SVE loads, stores and prefetches (bit 31 set), and SME: Arm ARM part C8, by mnemonic alone.
//!
//! The diagrams are reduced to fixed bits, and which words are instructions is what objdump says of them. Programs
//! hardly use these, so most have no operands here but a general register that is written.

pub const TABLE: &str = "
-- With operands: what the C library uses
1010010 0000 0 0000 101 pg3 Rn zt5  | ld1b  | {z_zt5.b}, p_pg3/z, [Xnsp]
1010010 0000 0 vl4 101 pg3 Rn zt5   | ld1b  | {z_zt5.b}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 0000 Rm 010 pg3 Rn zt5      | ld1b  | {z_zt5.b}, p_pg3/z, [Xnsp, Xm]               | Rm!=31
1010010 0001 0 0000 101 pg3 Rn zt5  | ld1b  | {z_zt5.h}, p_pg3/z, [Xnsp]
1010010 0001 0 vl4 101 pg3 Rn zt5   | ld1b  | {z_zt5.h}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 0001 Rm 010 pg3 Rn zt5      | ld1b  | {z_zt5.h}, p_pg3/z, [Xnsp, Xm]               | Rm!=31
1010010 0010 0 0000 101 pg3 Rn zt5  | ld1b  | {z_zt5.s}, p_pg3/z, [Xnsp]
1010010 0010 0 vl4 101 pg3 Rn zt5   | ld1b  | {z_zt5.s}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 0010 Rm 010 pg3 Rn zt5      | ld1b  | {z_zt5.s}, p_pg3/z, [Xnsp, Xm]               | Rm!=31
1010010 0011 0 0000 101 pg3 Rn zt5  | ld1b  | {z_zt5.d}, p_pg3/z, [Xnsp]
1010010 0011 0 vl4 101 pg3 Rn zt5   | ld1b  | {z_zt5.d}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 0011 Rm 010 pg3 Rn zt5      | ld1b  | {z_zt5.d}, p_pg3/z, [Xnsp, Xm]               | Rm!=31
1010010 0100 0 0000 101 pg3 Rn zt5  | ld1sw | {z_zt5.d}, p_pg3/z, [Xnsp]
1010010 0100 0 vl4 101 pg3 Rn zt5   | ld1sw | {z_zt5.d}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 0100 Rm 010 pg3 Rn zt5      | ld1sw | {z_zt5.d}, p_pg3/z, [Xnsp, Xm, lsl #2]       | Rm!=31
1010010 0101 0 0000 101 pg3 Rn zt5  | ld1h  | {z_zt5.h}, p_pg3/z, [Xnsp]
1010010 0101 0 vl4 101 pg3 Rn zt5   | ld1h  | {z_zt5.h}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 0101 Rm 010 pg3 Rn zt5      | ld1h  | {z_zt5.h}, p_pg3/z, [Xnsp, Xm, lsl #1]       | Rm!=31
1010010 0110 0 0000 101 pg3 Rn zt5  | ld1h  | {z_zt5.s}, p_pg3/z, [Xnsp]
1010010 0110 0 vl4 101 pg3 Rn zt5   | ld1h  | {z_zt5.s}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 0110 Rm 010 pg3 Rn zt5      | ld1h  | {z_zt5.s}, p_pg3/z, [Xnsp, Xm, lsl #1]       | Rm!=31
1010010 0111 0 0000 101 pg3 Rn zt5  | ld1h  | {z_zt5.d}, p_pg3/z, [Xnsp]
1010010 0111 0 vl4 101 pg3 Rn zt5   | ld1h  | {z_zt5.d}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 0111 Rm 010 pg3 Rn zt5      | ld1h  | {z_zt5.d}, p_pg3/z, [Xnsp, Xm, lsl #1]       | Rm!=31
1010010 1000 0 0000 101 pg3 Rn zt5  | ld1sh | {z_zt5.d}, p_pg3/z, [Xnsp]
1010010 1000 0 vl4 101 pg3 Rn zt5   | ld1sh | {z_zt5.d}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 1000 Rm 010 pg3 Rn zt5      | ld1sh | {z_zt5.d}, p_pg3/z, [Xnsp, Xm, lsl #1]       | Rm!=31
1010010 1001 0 0000 101 pg3 Rn zt5  | ld1sh | {z_zt5.s}, p_pg3/z, [Xnsp]
1010010 1001 0 vl4 101 pg3 Rn zt5   | ld1sh | {z_zt5.s}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 1001 Rm 010 pg3 Rn zt5      | ld1sh | {z_zt5.s}, p_pg3/z, [Xnsp, Xm, lsl #1]       | Rm!=31
1010010 1010 0 0000 101 pg3 Rn zt5  | ld1w  | {z_zt5.s}, p_pg3/z, [Xnsp]
1010010 1010 0 vl4 101 pg3 Rn zt5   | ld1w  | {z_zt5.s}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 1010 Rm 010 pg3 Rn zt5      | ld1w  | {z_zt5.s}, p_pg3/z, [Xnsp, Xm, lsl #2]       | Rm!=31
1010010 1011 0 0000 101 pg3 Rn zt5  | ld1w  | {z_zt5.d}, p_pg3/z, [Xnsp]
1010010 1011 0 vl4 101 pg3 Rn zt5   | ld1w  | {z_zt5.d}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 1011 Rm 010 pg3 Rn zt5      | ld1w  | {z_zt5.d}, p_pg3/z, [Xnsp, Xm, lsl #2]       | Rm!=31
1010010 1100 0 0000 101 pg3 Rn zt5  | ld1sb | {z_zt5.d}, p_pg3/z, [Xnsp]
1010010 1100 0 vl4 101 pg3 Rn zt5   | ld1sb | {z_zt5.d}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 1100 Rm 010 pg3 Rn zt5      | ld1sb | {z_zt5.d}, p_pg3/z, [Xnsp, Xm]               | Rm!=31
1010010 1101 0 0000 101 pg3 Rn zt5  | ld1sb | {z_zt5.s}, p_pg3/z, [Xnsp]
1010010 1101 0 vl4 101 pg3 Rn zt5   | ld1sb | {z_zt5.s}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 1101 Rm 010 pg3 Rn zt5      | ld1sb | {z_zt5.s}, p_pg3/z, [Xnsp, Xm]               | Rm!=31
1010010 1110 0 0000 101 pg3 Rn zt5  | ld1sb | {z_zt5.h}, p_pg3/z, [Xnsp]
1010010 1110 0 vl4 101 pg3 Rn zt5   | ld1sb | {z_zt5.h}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 1110 Rm 010 pg3 Rn zt5      | ld1sb | {z_zt5.h}, p_pg3/z, [Xnsp, Xm]               | Rm!=31
1010010 1111 0 0000 101 pg3 Rn zt5  | ld1d  | {z_zt5.d}, p_pg3/z, [Xnsp]
1010010 1111 0 vl4 101 pg3 Rn zt5   | ld1d  | {z_zt5.d}, p_pg3/z, [Xnsp, #sig.vl4, mul vl]
1010010 1111 Rm 010 pg3 Rn zt5      | ld1d  | {z_zt5.d}, p_pg3/z, [Xnsp, Xm, lsl #3]       | Rm!=31
1110010 00 00 0 0000 111 pg3 Rn zt5 | st1b  | {z_zt5.b}, p_pg3, [Xnsp]
1110010 00 00 0 vl4 111 pg3 Rn zt5  | st1b  | {z_zt5.b}, p_pg3, [Xnsp, #sig.vl4, mul vl]
1110010 00 00 Rm 010 pg3 Rn zt5     | st1b  | {z_zt5.b}, p_pg3, [Xnsp, Xm]                 | Rm!=31
1110010 00 01 0 0000 111 pg3 Rn zt5 | st1b  | {z_zt5.h}, p_pg3, [Xnsp]
1110010 00 01 0 vl4 111 pg3 Rn zt5  | st1b  | {z_zt5.h}, p_pg3, [Xnsp, #sig.vl4, mul vl]
1110010 00 01 Rm 010 pg3 Rn zt5     | st1b  | {z_zt5.h}, p_pg3, [Xnsp, Xm]                 | Rm!=31
1110010 00 10 0 0000 111 pg3 Rn zt5 | st1b  | {z_zt5.s}, p_pg3, [Xnsp]
1110010 00 10 0 vl4 111 pg3 Rn zt5  | st1b  | {z_zt5.s}, p_pg3, [Xnsp, #sig.vl4, mul vl]
1110010 00 10 Rm 010 pg3 Rn zt5     | st1b  | {z_zt5.s}, p_pg3, [Xnsp, Xm]                 | Rm!=31
1110010 00 11 0 0000 111 pg3 Rn zt5 | st1b  | {z_zt5.d}, p_pg3, [Xnsp]
1110010 00 11 0 vl4 111 pg3 Rn zt5  | st1b  | {z_zt5.d}, p_pg3, [Xnsp, #sig.vl4, mul vl]
1110010 00 11 Rm 010 pg3 Rn zt5     | st1b  | {z_zt5.d}, p_pg3, [Xnsp, Xm]                 | Rm!=31
1110010 01 01 0 0000 111 pg3 Rn zt5 | st1h  | {z_zt5.h}, p_pg3, [Xnsp]
1110010 01 01 0 vl4 111 pg3 Rn zt5  | st1h  | {z_zt5.h}, p_pg3, [Xnsp, #sig.vl4, mul vl]
1110010 01 01 Rm 010 pg3 Rn zt5     | st1h  | {z_zt5.h}, p_pg3, [Xnsp, Xm, lsl #1]         | Rm!=31
1110010 01 10 0 0000 111 pg3 Rn zt5 | st1h  | {z_zt5.s}, p_pg3, [Xnsp]
1110010 01 10 0 vl4 111 pg3 Rn zt5  | st1h  | {z_zt5.s}, p_pg3, [Xnsp, #sig.vl4, mul vl]
1110010 01 10 Rm 010 pg3 Rn zt5     | st1h  | {z_zt5.s}, p_pg3, [Xnsp, Xm, lsl #1]         | Rm!=31
1110010 01 11 0 0000 111 pg3 Rn zt5 | st1h  | {z_zt5.d}, p_pg3, [Xnsp]
1110010 01 11 0 vl4 111 pg3 Rn zt5  | st1h  | {z_zt5.d}, p_pg3, [Xnsp, #sig.vl4, mul vl]
1110010 01 11 Rm 010 pg3 Rn zt5     | st1h  | {z_zt5.d}, p_pg3, [Xnsp, Xm, lsl #1]         | Rm!=31
1110010 10 10 0 0000 111 pg3 Rn zt5 | st1w  | {z_zt5.s}, p_pg3, [Xnsp]
1110010 10 10 0 vl4 111 pg3 Rn zt5  | st1w  | {z_zt5.s}, p_pg3, [Xnsp, #sig.vl4, mul vl]
1110010 10 10 Rm 010 pg3 Rn zt5     | st1w  | {z_zt5.s}, p_pg3, [Xnsp, Xm, lsl #2]         | Rm!=31
1110010 10 11 0 0000 111 pg3 Rn zt5 | st1w  | {z_zt5.d}, p_pg3, [Xnsp]
1110010 10 11 0 vl4 111 pg3 Rn zt5  | st1w  | {z_zt5.d}, p_pg3, [Xnsp, #sig.vl4, mul vl]
1110010 10 11 Rm 010 pg3 Rn zt5     | st1w  | {z_zt5.d}, p_pg3, [Xnsp, Xm, lsl #2]         | Rm!=31
1110010 11 11 0 0000 111 pg3 Rn zt5 | st1d  | {z_zt5.d}, p_pg3, [Xnsp]
1110010 11 11 0 vl4 111 pg3 Rn zt5  | st1d  | {z_zt5.d}, p_pg3, [Xnsp, #sig.vl4, mul vl]
1110010 11 11 Rm 010 pg3 Rn zt5     | st1d  | {z_zt5.d}, p_pg3, [Xnsp, Xm, lsl #3]         | Rm!=31

-- By mnemonic
110000000000100000000000 x8      | zero
11100001000000000 x2 000 x5 0 x4 | ldr
11100001001000000 x2 000 x5 0 x4 | str
1100000010010000 x11 000 x2      | addha
1100000010010001 x11 000 x2      | addva
1100000011010000 x11 00 x3       | addha
1100000011010001 x11 00 x3       | addva
101001011110 x4 101 x13          | ld1d
101001001100 x4 101 x13          | ld1h
101001000010 x4 001 x13          | ld1rob
101001011010 x4 001 x13          | ld1rod
101001001010 x4 001 x13          | ld1roh
101001010010 x4 001 x13          | ld1row
101001000000 x4 001 x13          | ld1rqb
101001011000 x4 001 x13          | ld1rqd
101001001000 x4 001 x13          | ld1rqh
101001010000 x4 001 x13          | ld1rqw
101001011100 x4 101 x13          | ld1sb
101001001000 x4 101 x13          | ld1sw
101001000010 x4 111 x13          | ld2b
101001011010 x4 111 x13          | ld2d
101001001010 x4 111 x13          | ld2h
101001010010 x4 111 x13          | ld2w
101001000100 x4 111 x13          | ld3b
101001011100 x4 111 x13          | ld3d
101001001100 x4 111 x13          | ld3h
101001010100 x4 111 x13          | ld3w
101001000110 x4 111 x13          | ld4b
101001011110 x4 111 x13          | ld4d
101001001110 x4 111 x13          | ld4h
101001010110 x4 111 x13          | ld4w
101001011111 x4 101 x13          | ldnf1d
101001001101 x4 101 x13          | ldnf1h
101001011101 x4 101 x13          | ldnf1sb
101001001001 x4 101 x13          | ldnf1sw
101001000000 x4 111 x13          | ldnt1b
101001011000 x4 111 x13          | ldnt1d
101001001000 x4 111 x13          | ldnt1h
101001010000 x4 111 x13          | ldnt1w
10000100000 Rm 110 x8 0 x4       | prfb    |  | Rm!=31
11000100011 x5 100 x8 0 x4       | prfb
10000101100 Rm 110 x8 0 x4       | prfd    |  | Rm!=31
11000100011 x5 111 x8 0 x4       | prfd
10000100100 Rm 110 x8 0 x4       | prfh    |  | Rm!=31
11000100011 x5 101 x8 0 x4       | prfh
10000101000 Rm 110 x8 0 x4       | prfw    |  | Rm!=31
11000100011 x5 110 x8 0 x4       | prfw
111001011110 x4 111 x13          | st1d
111001001100 x4 111 x13          | st1h
111001000011 x4 111 x13          | st2b
111001011011 x4 111 x13          | st2d
111001001011 x4 111 x13          | st2h
111001010011 x4 111 x13          | st2w
111001000101 x4 111 x13          | st3b
111001011101 x4 111 x13          | st3d
111001001101 x4 111 x13          | st3h
111001010101 x4 111 x13          | st3w
111001000111 x4 111 x13          | st4b
111001011111 x4 111 x13          | st4d
111001001111 x4 111 x13          | st4h
111001010111 x4 111 x13          | st4w
111001000001 x4 111 x13          | stnt1b
111001011001 x4 111 x13          | stnt1d
111001001001 x4 111 x13          | stnt1h
111001010001 x4 111 x13          | stnt1w
10000001100 x16 000 x2           | bfmopa
10000001100 x16 100 x2           | bfmops
10000000100 x16 000 x2           | fmopa
10000001101 x16 000 x2           | fmopa
10000000100 x16 100 x2           | fmops
10000001101 x16 100 x2           | fmops
11000100010 x5 110 x13           | ld1b
10100101111 Rm 010 x13           | ld1d    |  | Rm!=31
11000101111 x5 010 x13           | ld1d
101001001 x 10 x4 101 x13        | ld1h
10100100110 Rm 010 x13           | ld1h    |  | Rm!=31
10100100001 Rm 000 x13           | ld1rob  |  | Rm!=31
10100101101 Rm 000 x13           | ld1rod  |  | Rm!=31
10100100101 Rm 000 x13           | ld1roh  |  | Rm!=31
10100101001 Rm 000 x13           | ld1row  |  | Rm!=31
10100100000 Rm 000 x13           | ld1rqb  |  | Rm!=31
10100101100 Rm 000 x13           | ld1rqd  |  | Rm!=31
10100100100 Rm 000 x13           | ld1rqh  |  | Rm!=31
10100101000 Rm 000 x13           | ld1rqw  |  | Rm!=31
1010010110 x 0 x4 101 x13        | ld1sb
10100101110 Rm 010 x13           | ld1sb   |  | Rm!=31
11000100010 x5 100 x13           | ld1sb
1010010100 x 0 x4 101 x13        | ld1sh
10100100100 Rm 010 x13           | ld1sw   |  | Rm!=31
11000101011 x5 000 x13           | ld1sw
1010010101 x 0 x4 101 x13        | ld1w
10100100001 Rm 110 x13           | ld2b    |  | Rm!=31
10100101101 Rm 110 x13           | ld2d    |  | Rm!=31
10100100101 Rm 110 x13           | ld2h    |  | Rm!=31
10100101001 Rm 110 x13           | ld2w    |  | Rm!=31
10100100010 Rm 110 x13           | ld3b    |  | Rm!=31
10100101110 Rm 110 x13           | ld3d    |  | Rm!=31
10100100110 Rm 110 x13           | ld3h    |  | Rm!=31
10100101010 Rm 110 x13           | ld3w    |  | Rm!=31
10100100011 Rm 110 x13           | ld4b    |  | Rm!=31
10100101111 Rm 110 x13           | ld4d    |  | Rm!=31
10100100111 Rm 110 x13           | ld4h    |  | Rm!=31
10100101011 Rm 110 x13           | ld4w    |  | Rm!=31
11000100010 x5 111 x13           | ldff1b
10100101111 x5 011 x13           | ldff1d
11000101111 x5 011 x13           | ldff1d
10100100110 x5 011 x13           | ldff1h
10100101110 x5 011 x13           | ldff1sb
11000100010 x5 101 x13           | ldff1sb
10100100100 x5 011 x13           | ldff1sw
11000101011 x5 001 x13           | ldff1sw
101001001 x 11 x4 101 x13        | ldnf1h
1010010110 x 1 x4 101 x13        | ldnf1sb
1010010100 x 1 x4 101 x13        | ldnf1sh
1010010101 x 1 x4 101 x13        | ldnf1w
10000100000 x5 101 x13           | ldnt1b
10100100000 Rm 110 x13           | ldnt1b  |  | Rm!=31
11000100000 x5 110 x13           | ldnt1b
10100101100 Rm 110 x13           | ldnt1d  |  | Rm!=31
11000101100 x5 110 x13           | ldnt1d
10000100100 x5 101 x13           | ldnt1h
10100100100 Rm 110 x13           | ldnt1h  |  | Rm!=31
11000100100 x5 110 x13           | ldnt1h
11000101000 x5 100 x13           | ldnt1sw
10000101000 x5 101 x13           | ldnt1w
10100101000 Rm 110 x13           | ldnt1w  |  | Rm!=31
11000101000 x5 110 x13           | ldnt1w
1000010110 x6 000 x8 0 x4        | ldr
11000000 x2 00000 x12 0 x4       | mov
11000000 x2 00001 x7 0 x9        | mov
1 x 000100000 x5 111 x8 0 x4     | prfb
1000010111 x6 000 x8 0 x4        | prfb
1 x 000101100 x5 111 x8 0 x4     | prfd
1000010111 x6 011 x8 0 x4        | prfd
1 x 000100100 x5 111 x8 0 x4     | prfh
1000010111 x6 001 x8 0 x4        | prfh
1 x 000101000 x5 111 x8 0 x4     | prfw
1000010111 x6 010 x8 0 x4        | prfw
10100000100 x16 000 x2           | smopa
10100000100 x16 100 x2           | smops
11100100011 x5 101 x13           | st1b
11100101110 x5 101 x13           | st1d
11100101111 Rm 010 x13           | st1d    |  | Rm!=31
111001001 x 10 x4 111 x13        | st1h
11100100110 Rm 010 x13           | st1h    |  | Rm!=31
1110010101 x 0 x4 111 x13        | st1w
11100100001 Rm 011 x13           | st2b    |  | Rm!=31
11100101101 Rm 011 x13           | st2d    |  | Rm!=31
11100100101 Rm 011 x13           | st2h    |  | Rm!=31
11100101001 Rm 011 x13           | st2w    |  | Rm!=31
11100100010 Rm 011 x13           | st3b    |  | Rm!=31
11100101110 Rm 011 x13           | st3d    |  | Rm!=31
11100100110 Rm 011 x13           | st3h    |  | Rm!=31
11100101010 Rm 011 x13           | st3w    |  | Rm!=31
11100100011 Rm 011 x13           | st4b    |  | Rm!=31
11100101111 Rm 011 x13           | st4d    |  | Rm!=31
11100100111 Rm 011 x13           | st4h    |  | Rm!=31
11100101011 Rm 011 x13           | st4w    |  | Rm!=31
11100100000 Rm 011 x13           | stnt1b  |  | Rm!=31
11100101100 x5 001 x13           | stnt1d
11100101100 Rm 011 x13           | stnt1d  |  | Rm!=31
11100100100 Rm 011 x13           | stnt1h  |  | Rm!=31
11100101000 Rm 011 x13           | stnt1w  |  | Rm!=31
1110010110 x6 000 x8 0 x4        | str
10100000101 x16 000 x2           | sumopa
10100000101 x16 100 x2           | sumops
10100001101 x16 000 x2           | umopa
10100001101 x16 100 x2           | umops
10100001100 x16 000 x2           | usmopa
10100001100 x16 100 x2           | usmops
10000000110 x16 00 x3            | fmopa
10000000110 x16 10 x3            | fmops
1 x 000100001 x5 110 x13         | ld1b
101001000 x2 0 x4 101 x13        | ld1b
1100010110 x6 010 x13            | ld1d
110001011 x 1 x5 110 x13         | ld1d
11000101110 x6 10 x13            | ld1d
1 x 000100101 x5 110 x13         | ld1h
101001001 x 1 Rm 010 x13         | ld1h    |  | Rm!=31
1100010010 x6 010 x13            | ld1h
1000010111 x6 111 x13            | ld1rd
1000010011 x6 110 x13            | ld1rh
1000010111 x6 110 x13            | ld1rsb
1000010011 x6 100 x13            | ld1rsw
1 x 000100001 x5 100 x13         | ld1sb
1010010110 x Rm 010 x13          | ld1sb   |  | Rm!=31
1 x 000100101 x5 100 x13         | ld1sh
1010010100 x Rm 010 x13          | ld1sh   |  | Rm!=31
1100010010 x6 000 x13            | ld1sh
1100010100 x6 000 x13            | ld1sw
110001010 x 1 x5 100 x13         | ld1sw
11000101010 x6 00 x13            | ld1sw
1 x 000101001 x5 110 x13         | ld1w
1010010101 x Rm 010 x13          | ld1w    |  | Rm!=31
1100010100 x6 010 x13            | ld1w
1 x 000100001 x5 111 x13         | ldff1b
1100010110 x6 011 x13            | ldff1d
110001011 x 1 x5 111 x13         | ldff1d
11000101110 x6 11 x13            | ldff1d
1 x 000100101 x5 111 x13         | ldff1h
101001001 x 1 x5 011 x13         | ldff1h
1100010010 x6 011 x13            | ldff1h
1 x 000100001 x5 101 x13         | ldff1sb
1010010110 x6 011 x13            | ldff1sb
1 x 000100101 x5 101 x13         | ldff1sh
1010010100 x6 011 x13            | ldff1sh
1100010010 x6 001 x13            | ldff1sh
1100010100 x6 001 x13            | ldff1sw
110001010 x 1 x5 101 x13         | ldff1sw
11000101010 x6 01 x13            | ldff1sw
1 x 000101001 x5 111 x13         | ldff1w
1010010101 x6 011 x13            | ldff1w
1100010100 x6 011 x13            | ldff1w
101001000 x2 1 x4 101 x13        | ldnf1b
1 x 000100000 x5 100 x13         | ldnt1sb
1 x 000100100 x5 100 x13         | ldnt1sh
1000010110 x6 010 x13            | ldr
1 x 0001000 x 1 x5 000 x8 0 x4   | prfb
1 x 0001000 x 1 x5 011 x8 0 x4   | prfd
1 x 0001000 x 1 x5 001 x8 0 x4   | prfh
1 x 0001000 x 1 x5 010 x8 0 x4   | prfw
10100000110 x16 00 x3            | smopa
10100000110 x16 10 x3            | smops
111001000 x 0 x5 110 x13         | st1b
111001000 x2 0 x4 111 x13        | st1b
1110010110 x6 110 x13            | st1d
111001001 x 1 Rm 010 x13         | st1h    |  | Rm!=31
1110010101 x Rm 010 x13          | st1w    |  | Rm!=31
111001000 x 0 x5 001 x13         | stnt1b
111001001 x 0 x5 001 x13         | stnt1h
111001010 x 0 x5 001 x13         | stnt1w
1110010110 x6 010 x13            | str
10100000111 x16 00 x3            | sumopa
10100000111 x16 10 x3            | sumops
10100001111 x16 00 x3            | umopa
10100001111 x16 10 x3            | umops
10100001110 x16 00 x3            | usmopa
10100001110 x16 10 x3            | usmops
1 x 0001000 x 0 x5 010 x13       | ld1b
101001000 x2 Rm 010 x13          | ld1b    |  | Rm!=31
11100000000 x16 0 x4             | ld1b
11100000110 x16 0 x4             | ld1d
100001001 x7 010 x13             | ld1h
1100010011 x7 10 x13             | ld1h
11100000010 x16 0 x4             | ld1h
11100001110 x16 0 x4             | ld1q
1000010011 x6 1 x 1 x13          | ld1rh
1000010111 x6 10 x14             | ld1rsb
1000010101 x6 10 x14             | ld1rsh
1000010101 x6 11 x14             | ld1rw
1 x 0001000 x 0 x5 000 x13       | ld1sb
100001001 x7 000 x13             | ld1sh
1100010011 x7 00 x13             | ld1sh
100001010 x7 010 x13             | ld1w
1100010101 x7 10 x13             | ld1w
11100000100 x16 0 x4             | ld1w
1 x 0001000 x 0 x5 011 x13       | ldff1b
101001000 x7 011 x13             | ldff1b
100001001 x7 011 x13             | ldff1h
1100010011 x7 11 x13             | ldff1h
1 x 0001000 x 0 x5 001 x13       | ldff1sb
100001001 x7 001 x13             | ldff1sh
1100010011 x7 01 x13             | ldff1sh
100001010 x7 011 x13             | ldff1w
1100010101 x7 11 x13             | ldff1w
11100000001 x16 0 x4             | st1b
111001000 x2 Rm 010 x13          | st1b    |  | Rm!=31
111001000 x 0 x5 10 x14          | st1b
11100000111 x16 0 x4             | st1d
1110010110 x6 10 x14             | st1d
11100000011 x16 0 x4             | st1h
111001001 x7 110 x13             | st1h
11100001111 x16 0 x4             | st1q
11100000101 x16 0 x4             | st1w
111001010 x7 110 x13             | st1w
1000010001 x6 1 x15              | ld1rb
111001001 x7 10 x14              | st1h
111001010 x7 10 x14              | st1w
";
