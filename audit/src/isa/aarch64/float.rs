//! Scalar floating-point and cryptographic instructions: Arm ARM C4.1.96.

pub const TABLE: &str = "
-- Conversion between floating-point and integer
sf 00 11110 type2 1 00 00 o* 000000 Rn Rd | fcvtns/fcvtnu | =Rd, Fn         | type2!=2
sf 00 11110 type2 1 00 10 o* 000000 Rn Rd | fcvtas/fcvtau | =Rd, Fn         | type2!=2
sf 00 11110 type2 1 01 00 o* 000000 Rn Rd | fcvtps/fcvtpu | =Rd, Fn         | type2!=2
sf 00 11110 type2 1 10 00 o* 000000 Rn Rd | fcvtms/fcvtmu | =Rd, Fn         | type2!=2
sf 00 11110 type2 1 11 00 o* 000000 Rn Rd | fcvtzs/fcvtzu | =Rd, Fn         | type2!=2
sf 00 11110 type2 1 00 01 o* 000000 Rn Rd | scvtf/ucvtf   | Fd, Rn          | type2!=2
0 00 11110 00 1 00 110 000000 Rn Rd       | fmov          | =Wd, Sn
0 00 11110 00 1 00 111 000000 Rn Rd       | fmov          | Sd, Wn
1 00 11110 01 1 00 110 000000 Rn Rd       | fmov          | =Xd, Dn
1 00 11110 01 1 00 111 000000 Rn Rd       | fmov          | Dd, Xn
1 00 11110 10 1 01 110 000000 Rn Rd       | fmov          | =Xd, Vn.d[1]
1 00 11110 10 1 01 111 000000 Rn Rd       | fmov          | Vd.d[1], Xn
sf 00 11110 11 1 00 110 000000 Rn Rd      | fmov          | =Rd, Hn
sf 00 11110 11 1 00 111 000000 Rn Rd      | fmov          | Hd, Rn
0 00 11110 01 1 11 110 000000 Rn Rd       | fjcvtzs       | =Wd, Dn
sf 00 11110 type2 0 00 01 o* scale6 Rn Rd | scvtf/ucvtf   | Fd, Rn, #fbits  | type2!=2 scale
sf 00 11110 type2 0 11 00 o* scale6 Rn Rd | fcvtzs/fcvtzu | =Rd, Fn, #fbits | type2!=2 scale

-- One source
000 11110 type2 1 0000 o2* 10000 Rn Rd | fmov/fabs/fneg/fsqrt                         | Fd, Fn | type2!=2
000 11110 01 1 000100 10000 Rn Rd      | fcvt                                         | Sd, Dn
000 11110 11 1 000100 10000 Rn Rd      | fcvt                                         | Sd, Hn
000 11110 00 1 000101 10000 Rn Rd      | fcvt                                         | Dd, Sn
000 11110 11 1 000101 10000 Rn Rd      | fcvt                                         | Dd, Hn
000 11110 00 1 000111 10000 Rn Rd      | fcvt                                         | Hd, Sn
000 11110 01 1 000111 10000 Rn Rd      | fcvt                                         | Hd, Dn
000 11110 01 1 000110 10000 Rn Rd      | bfcvt                                        | Hd, Sn
000 11110 type2 1 001 o3* 10000 Rn Rd  | frintn/frintp/frintm/frintz/frinta//frintx/frinti | Fd, Fn | type2!=2 o3!=5
000 11110 0 x 1 0100 o2* 10000 Rn Rd   | frint32z/frint32x/frint64z/frint64x          | Fd, Fn

-- Comparison, immediate, selection
000 11110 type2 1 Rm 00 1000 Rn o* 0000  | fcmp/fcmpe   | Fn, Fm                   | type2!=2
000 11110 type2 1 Rm 00 1000 Rn o* 1000  | fcmp/fcmpe   | Fn, #0.0                 | type2!=2
000 11110 type2 1 imm8 100 00000 Rd      | fmov         | Fd, fimm                 | type2!=2
000 11110 type2 1 Rm cond 01 Rn o* nzcv4 | fccmp/fccmpe | Fn, Fm, #hex.nzcv4, cond | type2!=2
000 11110 type2 1 Rm cond 11 Rn Rd       | fcsel        | Fd, Fn, Fm, cond         | type2!=2

-- Two and three sources
000 11110 type2 1 Rm 0 o3* 10 Rn Rd | fmul/fdiv/fadd/fsub/fmax/fmin/fmaxnm/fminnm | Fd, Fn, Fm     | type2!=2
000 11110 type2 1 Rm 1000 10 Rn Rd  | fnmul                                       | Fd, Fn, Fm     | type2!=2
000 11111 type2 0 Rm o* Ra Rn Rd    | fmadd/fmsub                                 | Fd, Fn, Fm, Fa | type2!=2
000 11111 type2 1 Rm o* Ra Rn Rd    | fnmadd/fnmsub                               | Fd, Fn, Fm, Fa | type2!=2

-- AES, SHA-1, SHA-256, SHA-512, SHA-3, SM3, SM4
01001110 00 10100 001 o2* 10 Rn Rd | aese/aesd/aesmc/aesimc          | Vd.16b, Vn.16b
01011110 00 0 Rm 0 000 00 Rn Rd    | sha1c                           | Qd, Sn, Vm.4s
01011110 00 0 Rm 0 001 00 Rn Rd    | sha1p                           | Qd, Sn, Vm.4s
01011110 00 0 Rm 0 010 00 Rn Rd    | sha1m                           | Qd, Sn, Vm.4s
01011110 00 0 Rm 0 011 00 Rn Rd    | sha1su0                         | Vd.4s, Vn.4s, Vm.4s
01011110 00 0 Rm 0 10 o* 00 Rn Rd  | sha256h/sha256h2                | Qd, Qn, Vm.4s
01011110 00 0 Rm 0 110 00 Rn Rd    | sha256su1                       | Vd.4s, Vn.4s, Vm.4s
01011110 00 10100 00000 10 Rn Rd   | sha1h                           | Sd, Sn
01011110 00 10100 00001 10 Rn Rd   | sha1su1                         | Vd.4s, Vn.4s
01011110 00 10100 00010 10 Rn Rd   | sha256su0                       | Vd.4s, Vn.4s
11001110011 Rm 1 0 00 0 o* Rn Rd   | sha512h/sha512h2                | Qd, Qn, Vm.2d
11001110011 Rm 1 0 00 1 o* Rn Rd   | sha512su1/rax1                  | Vd.2d, Vn.2d, Vm.2d
11001110011 Rm 1 1 00 o2* Rn Rd    | sm3partw1/sm3partw2/sm4ekey/    | Vd.4s, Vn.4s, Vm.4s            | o2!=3
11001110110 00000 10 00 00 Rn Rd   | sha512su0                       | Vd.2d, Vn.2d
11001110110 00000 10 00 01 Rn Rd   | sm4e                            | Vd.4s, Vn.4s
11001110 00 o* Rm 0 Ra Rn Rd       | eor3/bcax                       | Vd.16b, Vn.16b, Vm.16b, Va.16b
11001110 010 Rm 0 Ra Rn Rd         | sm3ss1                          | Vd.4s, Vn.4s, Vm.4s, Va.4s
11001110 010 Rm 10 imm2 o2* Rn Rd  | sm3tt1a/sm3tt1b/sm3tt2a/sm3tt2b | Vd.4s, Vn.4s, Vm.s[dec.imm2]
11001110 100 Rm imm6 Rn Rd         | xar                             | Vd.2d, Vn.2d, Vm.2d, #dec.imm6
";
