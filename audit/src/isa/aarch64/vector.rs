//! Advanced SIMD on vectors: Arm ARM C4.1.96.

pub const TABLE: &str = "
-- Three registers of the same kind
0 Q U* 01110 size 1 Rm 00000 1 Rn Rd    | shadd/uhadd       | Vd.T, Vn.T, Vm.T               | size<3
0 Q U* 01110 size 1 Rm 00001 1 Rn Rd    | sqadd/uqadd       | Vd.T, Vn.T, Vm.T               | whole
0 Q U* 01110 size 1 Rm 00010 1 Rn Rd    | srhadd/urhadd     | Vd.T, Vn.T, Vm.T               | size<3
0 Q 0 01110 10 1 Rm 00011 1 Rn Rd       | mov               | Vd.TB, Vn.TB                   | Rn==Rm
0 Q 0 01110 o2* 1 Rm 00011 1 Rn Rd      | and/bic/orr/orn   | Vd.TB, Vn.TB, Vm.TB
0 Q 1 01110 o2* 1 Rm 00011 1 Rn Rd      | eor/bsl/bit/bif   | Vd.TB, Vn.TB, Vm.TB
0 Q U* 01110 size 1 Rm 00100 1 Rn Rd    | shsub/uhsub       | Vd.T, Vn.T, Vm.T               | size<3
0 Q U* 01110 size 1 Rm 00101 1 Rn Rd    | sqsub/uqsub       | Vd.T, Vn.T, Vm.T               | whole
0 Q U* 01110 size 1 Rm 00110 1 Rn Rd    | cmgt/cmhi         | Vd.T, Vn.T, Vm.T               | whole
0 Q U* 01110 size 1 Rm 00111 1 Rn Rd    | cmge/cmhs         | Vd.T, Vn.T, Vm.T               | whole
0 Q U* 01110 size 1 Rm 01000 1 Rn Rd    | sshl/ushl         | Vd.T, Vn.T, Vm.T               | whole
0 Q U* 01110 size 1 Rm 01001 1 Rn Rd    | sqshl/uqshl       | Vd.T, Vn.T, Vm.T               | whole
0 Q U* 01110 size 1 Rm 01010 1 Rn Rd    | srshl/urshl       | Vd.T, Vn.T, Vm.T               | whole
0 Q U* 01110 size 1 Rm 01011 1 Rn Rd    | sqrshl/uqrshl     | Vd.T, Vn.T, Vm.T               | whole
0 Q U* 01110 size 1 Rm 01100 1 Rn Rd    | smax/umax         | Vd.T, Vn.T, Vm.T               | size<3
0 Q U* 01110 size 1 Rm 01101 1 Rn Rd    | smin/umin         | Vd.T, Vn.T, Vm.T               | size<3
0 Q U* 01110 size 1 Rm 01110 1 Rn Rd    | sabd/uabd         | Vd.T, Vn.T, Vm.T               | size<3
0 Q U* 01110 size 1 Rm 01111 1 Rn Rd    | saba/uaba         | Vd.T, Vn.T, Vm.T               | size<3
0 Q U* 01110 size 1 Rm 10000 1 Rn Rd    | add/sub           | Vd.T, Vn.T, Vm.T               | whole
0 Q U* 01110 size 1 Rm 10001 1 Rn Rd    | cmtst/cmeq        | Vd.T, Vn.T, Vm.T               | whole
0 Q U* 01110 size 1 Rm 10010 1 Rn Rd    | mla/mls           | Vd.T, Vn.T, Vm.T               | size<3
0 Q 0 01110 size 1 Rm 10011 1 Rn Rd     | mul               | Vd.T, Vn.T, Vm.T               | size<3
0 Q 1 01110 00 1 Rm 10011 1 Rn Rd       | pmul              | Vd.TB, Vn.TB, Vm.TB
0 Q U* 01110 size 1 Rm 10100 1 Rn Rd    | smaxp/umaxp       | Vd.T, Vn.T, Vm.T               | size<3
0 Q U* 01110 size 1 Rm 10101 1 Rn Rd    | sminp/uminp       | Vd.T, Vn.T, Vm.T               | size<3
0 Q U* 01110 size 1 Rm 10110 1 Rn Rd    | sqdmulh/sqrdmulh  | Vd.T, Vn.T, Vm.T               | size!=0 size<3
0 Q 0 01110 size 1 Rm 10111 1 Rn Rd     | addp              | Vd.T, Vn.T, Vm.T               | whole
0 Q 0 01110 a* x 1 Rm 11000 1 Rn Rd     | fmaxnm/fminnm     | Vd.TF, Vn.TF, Vm.TF            | fp
0 Q 0 01110 a* x 1 Rm 11001 1 Rn Rd     | fmla/fmls         | Vd.TF, Vn.TF, Vm.TF            | fp
0 Q 0 01110 a* x 1 Rm 11010 1 Rn Rd     | fadd/fsub         | Vd.TF, Vn.TF, Vm.TF            | fp
0 Q 0 01110 a* x 1 Rm 11011 1 Rn Rd     | fmulx/            | Vd.TF, Vn.TF, Vm.TF            | fp a==0
0 Q 0 01110 a* x 1 Rm 11100 1 Rn Rd     | fcmeq/            | Vd.TF, Vn.TF, Vm.TF            | fp a==0
0 Q 0 01110 a* x 1 Rm 11110 1 Rn Rd     | fmax/fmin         | Vd.TF, Vn.TF, Vm.TF            | fp
0 Q 0 01110 a* x 1 Rm 11111 1 Rn Rd     | frecps/frsqrts    | Vd.TF, Vn.TF, Vm.TF            | fp
0 Q 1 01110 a* x 1 Rm 11000 1 Rn Rd     | fmaxnmp/fminnmp   | Vd.TF, Vn.TF, Vm.TF            | fp
0 Q 1 01110 a* x 1 Rm 11010 1 Rn Rd     | faddp/fabd        | Vd.TF, Vn.TF, Vm.TF            | fp
0 Q 1 01110 a* x 1 Rm 11011 1 Rn Rd     | fmul/             | Vd.TF, Vn.TF, Vm.TF            | fp a==0
0 Q 1 01110 a* x 1 Rm 11100 1 Rn Rd     | fcmge/fcmgt       | Vd.TF, Vn.TF, Vm.TF            | fp
0 Q 1 01110 a* x 1 Rm 11101 1 Rn Rd     | facge/facgt       | Vd.TF, Vn.TF, Vm.TF            | fp
0 Q 1 01110 a* x 1 Rm 11110 1 Rn Rd     | fmaxp/fminp       | Vd.TF, Vn.TF, Vm.TF            | fp
0 Q 1 01110 a* x 1 Rm 11111 1 Rn Rd     | fdiv/             | Vd.TF, Vn.TF, Vm.TF            | fp a==0
0 Q 0 01110 a* x 1 Rm 11101 1 Rn Rd     | fmlal/fmlsl       | Vd.TS, Vn.TQ, Vm.TQ
0 Q 1 01110 a* x 1 Rm 11001 1 Rn Rd     | fmlal2/fmlsl2     | Vd.TS, Vn.TQ, Vm.TQ
0 Q 0 01110 a* 10 Rm 00 000 1 Rn Rd     | fmaxnm/fminnm     | Vd.TH, Vn.TH, Vm.TH
0 Q 0 01110 a* 10 Rm 00 001 1 Rn Rd     | fmla/fmls         | Vd.TH, Vn.TH, Vm.TH
0 Q 0 01110 a* 10 Rm 00 010 1 Rn Rd     | fadd/fsub         | Vd.TH, Vn.TH, Vm.TH
0 Q 0 01110 a* 10 Rm 00 011 1 Rn Rd     | fmulx/            | Vd.TH, Vn.TH, Vm.TH            | a==0
0 Q 0 01110 a* 10 Rm 00 100 1 Rn Rd     | fcmeq/            | Vd.TH, Vn.TH, Vm.TH            | a==0
0 Q 0 01110 a* 10 Rm 00 110 1 Rn Rd     | fmax/fmin         | Vd.TH, Vn.TH, Vm.TH
0 Q 0 01110 a* 10 Rm 00 111 1 Rn Rd     | frecps/frsqrts    | Vd.TH, Vn.TH, Vm.TH
0 Q 1 01110 a* 10 Rm 00 000 1 Rn Rd     | fmaxnmp/fminnmp   | Vd.TH, Vn.TH, Vm.TH
0 Q 1 01110 a* 10 Rm 00 010 1 Rn Rd     | faddp/fabd        | Vd.TH, Vn.TH, Vm.TH
0 Q 1 01110 a* 10 Rm 00 011 1 Rn Rd     | fmul/             | Vd.TH, Vn.TH, Vm.TH            | a==0
0 Q 1 01110 a* 10 Rm 00 100 1 Rn Rd     | fcmge/fcmgt       | Vd.TH, Vn.TH, Vm.TH
0 Q 1 01110 a* 10 Rm 00 101 1 Rn Rd     | facge/facgt       | Vd.TH, Vn.TH, Vm.TH
0 Q 1 01110 a* 10 Rm 00 110 1 Rn Rd     | fmaxp/fminp       | Vd.TH, Vn.TH, Vm.TH
0 Q 1 01110 a* 10 Rm 00 111 1 Rn Rd     | fdiv/             | Vd.TH, Vn.TH, Vm.TH            | a==0
0 Q 1 01110 size 0 Rm 1 000 o* 1 Rn Rd  | sqrdmlah/sqrdmlsh | Vd.T, Vn.T, Vm.T               | size!=0 size<3
0 Q U* 01110 10 0 Rm 1 0010 1 Rn Rd     | sdot/udot         | Vd.TS, Vn.TB, Vm.TB
0 Q 0 01110 10 0 Rm 1 0011 1 Rn Rd      | usdot             | Vd.TS, Vn.TB, Vm.TB
0 Q 1 01110 size 0 Rm 1 10 rot2 1 Rn Rd | fcmla             | Vd.T, Vn.T, Vm.T, #dec.rot2*90 | size!=0 whole
0 Q 1 01110 size 0 Rm 1 11 0 0 1 Rn Rd  | fcadd             | Vd.T, Vn.T, Vm.T, #90          | size!=0 whole
0 Q 1 01110 size 0 Rm 1 11 1 0 1 Rn Rd  | fcadd             | Vd.T, Vn.T, Vm.T, #270         | size!=0 whole
0 Q 1 01110 01 0 Rm 1 1111 1 Rn Rd      | bfdot             | Vd.TS, Vn.TH, Vm.TH
0 Q* 1 01110 11 0 Rm 1 1111 1 Rn Rd     | bfmlalb/bfmlalt   | Vd.4s, Vn.8h, Vm.8h
0 1 U* 01110 10 0 Rm 1 0100 1 Rn Rd     | smmla/ummla       | Vd.4s, Vn.16b, Vm.16b
0 1 0 01110 10 0 Rm 1 0101 1 Rn Rd      | usmmla            | Vd.4s, Vn.16b, Vm.16b
0 1 1 01110 01 0 Rm 1 1101 1 Rn Rd      | bfmmla            | Vd.4s, Vn.8h, Vm.8h

-- Three registers of different kinds
0 Q* 0 01110 size 1 Rm 0000 00 Rn Rd | saddl/saddl2     | Vd.TW, Vn.T, Vm.T   | size<3
0 Q* 1 01110 size 1 Rm 0000 00 Rn Rd | uaddl/uaddl2     | Vd.TW, Vn.T, Vm.T   | size<3
0 Q* 0 01110 size 1 Rm 0001 00 Rn Rd | saddw/saddw2     | Vd.TW, Vn.TW, Vm.T  | size<3
0 Q* 1 01110 size 1 Rm 0001 00 Rn Rd | uaddw/uaddw2     | Vd.TW, Vn.TW, Vm.T  | size<3
0 Q* 0 01110 size 1 Rm 0010 00 Rn Rd | ssubl/ssubl2     | Vd.TW, Vn.T, Vm.T   | size<3
0 Q* 1 01110 size 1 Rm 0010 00 Rn Rd | usubl/usubl2     | Vd.TW, Vn.T, Vm.T   | size<3
0 Q* 0 01110 size 1 Rm 0011 00 Rn Rd | ssubw/ssubw2     | Vd.TW, Vn.TW, Vm.T  | size<3
0 Q* 1 01110 size 1 Rm 0011 00 Rn Rd | usubw/usubw2     | Vd.TW, Vn.TW, Vm.T  | size<3
0 Q* 0 01110 size 1 Rm 0100 00 Rn Rd | addhn/addhn2     | Vd.T, Vn.TW, Vm.TW  | size<3
0 Q* 1 01110 size 1 Rm 0100 00 Rn Rd | raddhn/raddhn2   | Vd.T, Vn.TW, Vm.TW  | size<3
0 Q* 0 01110 size 1 Rm 0101 00 Rn Rd | sabal/sabal2     | Vd.TW, Vn.T, Vm.T   | size<3
0 Q* 1 01110 size 1 Rm 0101 00 Rn Rd | uabal/uabal2     | Vd.TW, Vn.T, Vm.T   | size<3
0 Q* 0 01110 size 1 Rm 0110 00 Rn Rd | subhn/subhn2     | Vd.T, Vn.TW, Vm.TW  | size<3
0 Q* 1 01110 size 1 Rm 0110 00 Rn Rd | rsubhn/rsubhn2   | Vd.T, Vn.TW, Vm.TW  | size<3
0 Q* 0 01110 size 1 Rm 0111 00 Rn Rd | sabdl/sabdl2     | Vd.TW, Vn.T, Vm.T   | size<3
0 Q* 1 01110 size 1 Rm 0111 00 Rn Rd | uabdl/uabdl2     | Vd.TW, Vn.T, Vm.T   | size<3
0 Q* 0 01110 size 1 Rm 1000 00 Rn Rd | smlal/smlal2     | Vd.TW, Vn.T, Vm.T   | size<3
0 Q* 1 01110 size 1 Rm 1000 00 Rn Rd | umlal/umlal2     | Vd.TW, Vn.T, Vm.T   | size<3
0 Q* 0 01110 size 1 Rm 1001 00 Rn Rd | sqdmlal/sqdmlal2 | Vd.TW, Vn.T, Vm.T   | size!=0 size<3
0 Q* 0 01110 size 1 Rm 1010 00 Rn Rd | smlsl/smlsl2     | Vd.TW, Vn.T, Vm.T   | size<3
0 Q* 1 01110 size 1 Rm 1010 00 Rn Rd | umlsl/umlsl2     | Vd.TW, Vn.T, Vm.T   | size<3
0 Q* 0 01110 size 1 Rm 1011 00 Rn Rd | sqdmlsl/sqdmlsl2 | Vd.TW, Vn.T, Vm.T   | size!=0 size<3
0 Q* 0 01110 size 1 Rm 1100 00 Rn Rd | smull/smull2     | Vd.TW, Vn.T, Vm.T   | size<3
0 Q* 1 01110 size 1 Rm 1100 00 Rn Rd | umull/umull2     | Vd.TW, Vn.T, Vm.T   | size<3
0 Q* 0 01110 size 1 Rm 1101 00 Rn Rd | sqdmull/sqdmull2 | Vd.TW, Vn.T, Vm.T   | size!=0 size<3
0 Q* 0 01110 00 1 Rm 1110 00 Rn Rd   | pmull/pmull2     | Vd.8h, Vn.TB, Vm.TB
0 0 0 01110 11 1 Rm 1110 00 Rn Rd    | pmull            | Vd.1q, Vn.1d, Vm.1d
0 1 0 01110 11 1 Rm 1110 00 Rn Rd    | pmull2           | Vd.1q, Vn.2d, Vm.2d

-- Two registers
0 Q 0 01110 size 10000 00000 10 Rn Rd  | rev64             | Vd.T, Vn.T          | size<3
0 Q 1 01110 size 10000 00000 10 Rn Rd  | rev32             | Vd.T, Vn.T          | size<2
0 Q 0 01110 00 10000 00001 10 Rn Rd    | rev16             | Vd.TB, Vn.TB
0 Q U* 01110 size 10000 00010 10 Rn Rd | saddlp/uaddlp     | Vd.TP, Vn.T         | size<3
0 Q U* 01110 size 10000 00110 10 Rn Rd | sadalp/uadalp     | Vd.TP, Vn.T         | size<3
0 Q U* 01110 size 10000 00011 10 Rn Rd | suqadd/usqadd     | Vd.T, Vn.T          | whole
0 Q U* 01110 size 10000 00100 10 Rn Rd | cls/clz           | Vd.T, Vn.T          | size<3
0 Q 0 01110 00 10000 00101 10 Rn Rd    | cnt               | Vd.TB, Vn.TB
0 Q 1 01110 00 10000 00101 10 Rn Rd    | mvn               | Vd.TB, Vn.TB
0 Q 1 01110 01 10000 00101 10 Rn Rd    | rbit              | Vd.TB, Vn.TB
0 Q U* 01110 size 10000 00111 10 Rn Rd | sqabs/sqneg       | Vd.T, Vn.T          | whole
0 Q U* 01110 size 10000 01000 10 Rn Rd | cmgt/cmge         | Vd.T, Vn.T, #0      | whole
0 Q U* 01110 size 10000 01001 10 Rn Rd | cmeq/cmle         | Vd.T, Vn.T, #0      | whole
0 Q 0 01110 size 10000 01010 10 Rn Rd  | cmlt              | Vd.T, Vn.T, #0      | whole
0 Q U* 01110 size 10000 01011 10 Rn Rd | abs/neg           | Vd.T, Vn.T          | whole
0 Q* 0 01110 size 10000 10010 10 Rn Rd | xtn/xtn2          | Vd.T, Vn.TW         | size<3
0 Q* 1 01110 size 10000 10010 10 Rn Rd | sqxtun/sqxtun2    | Vd.T, Vn.TW         | size<3
0 Q* 0 01110 size 10000 10100 10 Rn Rd | sqxtn/sqxtn2      | Vd.T, Vn.TW         | size<3
0 Q* 1 01110 size 10000 10100 10 Rn Rd | uqxtn/uqxtn2      | Vd.T, Vn.TW         | size<3
0 Q* 1 01110 size 10000 10011 10 Rn Rd | shll/shll2        | Vd.TW, Vn.T, #esize | size<3
0 Q* 0 01110 0 x 10000 10110 10 Rn Rd  | fcvtn/fcvtn2      | Vd.TFN, Vn.TFW
0 Q* 0 01110 0 x 10000 10111 10 Rn Rd  | fcvtl/fcvtl2      | Vd.TFW, Vn.TFN
0 Q* 1 01110 01 10000 10110 10 Rn Rd   | fcvtxn/fcvtxn2    | Vd.TS, Vn.2d
0 Q* 0 01110 10 10000 10110 10 Rn Rd   | bfcvtn/bfcvtn2    | Vd.TH, Vn.4s
0 Q 0 01110 a* x 10000 01100 10 Rn Rd  | /fcmgt            | Vd.TF, Vn.TF, #0.0  | fp a!=0
0 Q 0 01110 a* 111100 01100 10 Rn Rd   | /fcmgt            | Vd.TH, Vn.TH, #0.0  | a!=0
0 Q 1 01110 a* x 10000 01100 10 Rn Rd  | /fcmge            | Vd.TF, Vn.TF, #0.0  | fp a!=0
0 Q 1 01110 a* 111100 01100 10 Rn Rd   | /fcmge            | Vd.TH, Vn.TH, #0.0  | a!=0
0 Q 0 01110 a* x 10000 01101 10 Rn Rd  | /fcmeq            | Vd.TF, Vn.TF, #0.0  | fp a!=0
0 Q 0 01110 a* 111100 01101 10 Rn Rd   | /fcmeq            | Vd.TH, Vn.TH, #0.0  | a!=0
0 Q 1 01110 a* x 10000 01101 10 Rn Rd  | /fcmle            | Vd.TF, Vn.TF, #0.0  | fp a!=0
0 Q 1 01110 a* 111100 01101 10 Rn Rd   | /fcmle            | Vd.TH, Vn.TH, #0.0  | a!=0
0 Q 0 01110 a* x 10000 01110 10 Rn Rd  | /fcmlt            | Vd.TF, Vn.TF, #0.0  | fp a!=0
0 Q 0 01110 a* 111100 01110 10 Rn Rd   | /fcmlt            | Vd.TH, Vn.TH, #0.0  | a!=0
0 Q 0 01110 a* x 10000 01111 10 Rn Rd  | /fabs             | Vd.TF, Vn.TF        | fp a!=0
0 Q 0 01110 a* 111100 01111 10 Rn Rd   | /fabs             | Vd.TH, Vn.TH        | a!=0
0 Q 1 01110 a* x 10000 01111 10 Rn Rd  | /fneg             | Vd.TF, Vn.TF        | fp a!=0
0 Q 1 01110 a* 111100 01111 10 Rn Rd   | /fneg             | Vd.TH, Vn.TH        | a!=0
0 Q 0 01110 a* x 10000 11000 10 Rn Rd  | frintn/frintp     | Vd.TF, Vn.TF        | fp
0 Q 0 01110 a* 111100 11000 10 Rn Rd   | frintn/frintp     | Vd.TH, Vn.TH
0 Q 1 01110 a* x 10000 11000 10 Rn Rd  | frinta/           | Vd.TF, Vn.TF        | fp a==0
0 Q 1 01110 a* 111100 11000 10 Rn Rd   | frinta/           | Vd.TH, Vn.TH        | a==0
0 Q 0 01110 a* x 10000 11001 10 Rn Rd  | frintm/frintz     | Vd.TF, Vn.TF        | fp
0 Q 0 01110 a* 111100 11001 10 Rn Rd   | frintm/frintz     | Vd.TH, Vn.TH
0 Q 1 01110 a* x 10000 11001 10 Rn Rd  | frintx/frinti     | Vd.TF, Vn.TF        | fp
0 Q 1 01110 a* 111100 11001 10 Rn Rd   | frintx/frinti     | Vd.TH, Vn.TH
0 Q 0 01110 a* x 10000 11010 10 Rn Rd  | fcvtns/fcvtps     | Vd.TF, Vn.TF        | fp
0 Q 0 01110 a* 111100 11010 10 Rn Rd   | fcvtns/fcvtps     | Vd.TH, Vn.TH
0 Q 1 01110 a* x 10000 11010 10 Rn Rd  | fcvtnu/fcvtpu     | Vd.TF, Vn.TF        | fp
0 Q 1 01110 a* 111100 11010 10 Rn Rd   | fcvtnu/fcvtpu     | Vd.TH, Vn.TH
0 Q 0 01110 a* x 10000 11011 10 Rn Rd  | fcvtms/fcvtzs     | Vd.TF, Vn.TF        | fp
0 Q 0 01110 a* 111100 11011 10 Rn Rd   | fcvtms/fcvtzs     | Vd.TH, Vn.TH
0 Q 1 01110 a* x 10000 11011 10 Rn Rd  | fcvtmu/fcvtzu     | Vd.TF, Vn.TF        | fp
0 Q 1 01110 a* 111100 11011 10 Rn Rd   | fcvtmu/fcvtzu     | Vd.TH, Vn.TH
0 Q 0 01110 a* x 10000 11100 10 Rn Rd  | fcvtas/           | Vd.TF, Vn.TF        | fp a==0
0 Q 0 01110 a* 111100 11100 10 Rn Rd   | fcvtas/           | Vd.TH, Vn.TH        | a==0
0 Q 1 01110 a* x 10000 11100 10 Rn Rd  | fcvtau/           | Vd.TF, Vn.TF        | fp a==0
0 Q 1 01110 a* 111100 11100 10 Rn Rd   | fcvtau/           | Vd.TH, Vn.TH        | a==0
0 Q 0 01110 a* x 10000 11101 10 Rn Rd  | scvtf/frecpe      | Vd.TF, Vn.TF        | fp
0 Q 0 01110 a* 111100 11101 10 Rn Rd   | scvtf/frecpe      | Vd.TH, Vn.TH
0 Q 1 01110 a* x 10000 11101 10 Rn Rd  | ucvtf/frsqrte     | Vd.TF, Vn.TF        | fp
0 Q 1 01110 a* 111100 11101 10 Rn Rd   | ucvtf/frsqrte     | Vd.TH, Vn.TH
0 Q 1 01110 a* x 10000 11111 10 Rn Rd  | /fsqrt            | Vd.TF, Vn.TF        | fp a!=0
0 Q 1 01110 a* 111100 11111 10 Rn Rd   | /fsqrt            | Vd.TH, Vn.TH        | a!=0
0 Q U* 01110 1 0 10000 11100 10 Rn Rd  | urecpe/ursqrte    | Vd.TS, Vn.TS
0 Q U* 01110 0 x 10000 11110 10 Rn Rd  | frint32z/frint32x | Vd.TF, Vn.TF        | fp
0 Q U* 01110 0 x 10000 11111 10 Rn Rd  | frint64z/frint64x | Vd.TF, Vn.TF        | fp

-- Across lanes
0 Q U* 01110 size 11000 00011 10 Rn Rd | saddlv/uaddlv   | Kd, Vn.T  | lanes
0 Q U* 01110 size 11000 01010 10 Rn Rd | smaxv/umaxv     | Jd, Vn.T  | lanes
0 Q U* 01110 size 11000 11010 10 Rn Rd | sminv/uminv     | Jd, Vn.T  | lanes
0 Q 0 01110 size 11000 11011 10 Rn Rd  | addv            | Jd, Vn.T  | lanes
0 1 1 01110 a* 0 11000 01100 10 Rn Rd  | fmaxnmv/fminnmv | Sd, Vn.4s
0 Q 0 01110 a* 0 11000 01100 10 Rn Rd  | fmaxnmv/fminnmv | Hd, Vn.TH
0 1 1 01110 a* 0 11000 01111 10 Rn Rd  | fmaxv/fminv     | Sd, Vn.4s
0 Q 0 01110 a* 0 11000 01111 10 Rn Rd  | fmaxv/fminv     | Hd, Vn.TH

-- Copying
0 Q 0 01110000 imm5 0 0000 1 Rn Rd   | dup  | Vd.T5, Vn.E5 | imm5
0 Q 0 01110000 imm5 0 0001 1 Rn Rd   | dup  | Vd.T5, W5n   | imm5
0 0 0 01110000 x4 1 0 0101 1 Rn Rd   | smov | =Wd, Vn.E5
0 0 0 01110000 x3 10 0 0101 1 Rn Rd  | smov | =Wd, Vn.E5
0 1 0 01110000 imm5 0 0101 1 Rn Rd   | smov | =Xd, Vn.E5   | small
0 0 0 01110000 x4 1 0 0111 1 Rn Rd   | umov | =Wd, Vn.E5
0 0 0 01110000 x3 10 0 0111 1 Rn Rd  | umov | =Wd, Vn.E5
0 0 0 01110000 x2 100 0 0111 1 Rn Rd | mov  | =Wd, Vn.E5
0 1 0 01110000 x 1000 0 0111 1 Rn Rd | mov  | =Xd, Vn.E5
0 1 0 01110000 imm5 0 0011 1 Rn Rd   | mov  | Vd.E5, W5n   | imm5
0 1 1 01110000 imm5 0 imm4 1 Rn Rd   | mov  | Vd.E5, Vn.E4 | imm5

-- Permutation, extraction, tables
0 Q 001110 size 0 Rm 0 001 10 Rn Rd | uzp1    | Vd.T, Vn.T, Vm.T                  | whole
0 Q 001110 size 0 Rm 0 010 10 Rn Rd | trn1    | Vd.T, Vn.T, Vm.T                  | whole
0 Q 001110 size 0 Rm 0 011 10 Rn Rd | zip1    | Vd.T, Vn.T, Vm.T                  | whole
0 Q 001110 size 0 Rm 0 101 10 Rn Rd | uzp2    | Vd.T, Vn.T, Vm.T                  | whole
0 Q 001110 size 0 Rm 0 110 10 Rn Rd | trn2    | Vd.T, Vn.T, Vm.T                  | whole
0 Q 001110 size 0 Rm 0 111 10 Rn Rd | zip2    | Vd.T, Vn.T, Vm.T                  | whole
0 0 101110 00 0 Rm 0 0 imm3 0 Rn Rd | ext     | Vd.8b, Vn.8b, Vm.8b, #dec.imm3
0 1 101110 00 0 Rm 0 imm4 0 Rn Rd   | ext     | Vd.16b, Vn.16b, Vm.16b, #dec.imm4
0 Q 001110 000 Rm 0 00 o* 00 Rn Rd  | tbl/tbx | Vd.TB, table1, Vm.TB
0 Q 001110 000 Rm 0 01 o* 00 Rn Rd  | tbl/tbx | Vd.TB, table2, Vm.TB
0 Q 001110 000 Rm 0 10 o* 00 Rn Rd  | tbl/tbx | Vd.TB, table3, Vm.TB
0 Q 001110 000 Rm 0 11 o* 00 Rn Rd  | tbl/tbx | Vd.TB, table4, Vm.TB

-- Modified immediates
0 Q 0 0111100000 abc3 0 x2 0 01 imm5 Rd | movi | Vd.TS, #imm8~ishift4
0 Q 0 0111100000 abc3 0 x2 1 01 imm5 Rd | orr  | Vd.TS, #imm8~ishift4
0 Q 0 0111100000 abc3 10 x 0 01 imm5 Rd | movi | Vd.TH, #imm8~ishift2
0 Q 0 0111100000 abc3 10 x 1 01 imm5 Rd | orr  | Vd.TH, #imm8~ishift2
0 Q 0 0111100000 abc3 110 x 01 imm5 Rd  | movi | Vd.TS, #imm8, msl
0 Q 0 0111100000 abc3 1110 01 imm5 Rd   | movi | Vd.TB, #imm8
0 Q 0 0111100000 abc3 1111 01 imm5 Rd   | fmov | Vd.TS, vimm
0 Q 0 0111100000 abc3 1111 11 imm5 Rd   | fmov | Vd.TH, vimm
0 Q 1 0111100000 abc3 0 x2 0 01 imm5 Rd | mvni | Vd.TS, #imm8~ishift4
0 Q 1 0111100000 abc3 0 x2 1 01 imm5 Rd | bic  | Vd.TS, #imm8~ishift4
0 Q 1 0111100000 abc3 10 x 0 01 imm5 Rd | mvni | Vd.TH, #imm8~ishift2
0 Q 1 0111100000 abc3 10 x 1 01 imm5 Rd | bic  | Vd.TH, #imm8~ishift2
0 Q 1 0111100000 abc3 110 x 01 imm5 Rd  | mvni | Vd.TS, #imm8, msl
0 0 1 0111100000 abc3 1110 01 imm5 Rd   | movi | Dd, #imm64
0 1 1 0111100000 abc3 1110 01 imm5 Rd   | movi | Vd.2d, #imm64
0 1 1 0111100000 abc3 1111 01 imm5 Rd   | fmov | Vd.2d, vimm

-- Shift by an immediate
0 Q U* 011110 immh4 immb3 00000 1 Rn Rd | sshr/ushr          | Vd.TI, Vn.TI, #right  | immh
0 Q U* 011110 immh4 immb3 00010 1 Rn Rd | ssra/usra          | Vd.TI, Vn.TI, #right  | immh
0 Q U* 011110 immh4 immb3 00100 1 Rn Rd | srshr/urshr        | Vd.TI, Vn.TI, #right  | immh
0 Q U* 011110 immh4 immb3 00110 1 Rn Rd | srsra/ursra        | Vd.TI, Vn.TI, #right  | immh
0 Q 1 011110 immh4 immb3 01000 1 Rn Rd  | sri                | Vd.TI, Vn.TI, #right  | immh
0 Q U* 011110 immh4 immb3 01010 1 Rn Rd | shl/sli            | Vd.TI, Vn.TI, #left   | immh
0 Q 1 011110 immh4 immb3 01100 1 Rn Rd  | sqshlu             | Vd.TI, Vn.TI, #left   | immh
0 Q U* 011110 immh4 immb3 01110 1 Rn Rd | sqshl/uqshl        | Vd.TI, Vn.TI, #left   | immh
0 Q* 0 011110 immh4 immb3 10000 1 Rn Rd | shrn/shrn2         | Vd.TI, Vn.TIW, #right | immh4!=0 immh4<8
0 Q* 1 011110 immh4 immb3 10000 1 Rn Rd | sqshrun/sqshrun2   | Vd.TI, Vn.TIW, #right | immh4!=0 immh4<8
0 Q* 0 011110 immh4 immb3 10001 1 Rn Rd | rshrn/rshrn2       | Vd.TI, Vn.TIW, #right | immh4!=0 immh4<8
0 Q* 1 011110 immh4 immb3 10001 1 Rn Rd | sqrshrun/sqrshrun2 | Vd.TI, Vn.TIW, #right | immh4!=0 immh4<8
0 Q* 0 011110 immh4 immb3 10010 1 Rn Rd | sqshrn/sqshrn2     | Vd.TI, Vn.TIW, #right | immh4!=0 immh4<8
0 Q* 1 011110 immh4 immb3 10010 1 Rn Rd | uqshrn/uqshrn2     | Vd.TI, Vn.TIW, #right | immh4!=0 immh4<8
0 Q* 0 011110 immh4 immb3 10011 1 Rn Rd | sqrshrn/sqrshrn2   | Vd.TI, Vn.TIW, #right | immh4!=0 immh4<8
0 Q* 1 011110 immh4 immb3 10011 1 Rn Rd | uqrshrn/uqrshrn2   | Vd.TI, Vn.TIW, #right | immh4!=0 immh4<8
0 Q* 0 011110 immh4 000 10100 1 Rn Rd   | sxtl/sxtl2         | Vd.TIW, Vn.TI         | power
0 Q* 0 011110 immh4 immb3 10100 1 Rn Rd | sshll/sshll2       | Vd.TIW, Vn.TI, #left  | immh4!=0 immh4<8
0 Q* 1 011110 immh4 000 10100 1 Rn Rd   | uxtl/uxtl2         | Vd.TIW, Vn.TI         | power
0 Q* 1 011110 immh4 immb3 10100 1 Rn Rd | ushll/ushll2       | Vd.TIW, Vn.TI, #left  | immh4!=0 immh4<8
0 Q U* 011110 immh4 immb3 11100 1 Rn Rd | scvtf/ucvtf        | Vd.TI, Vn.TI, #right  | immh floats
0 Q U* 011110 immh4 immb3 11111 1 Rn Rd | fcvtzs/fcvtzu      | Vd.TI, Vn.TI, #right  | immh floats

-- By an element
0 Q 0 01111 01 L M m4  1000 H 0 Rn Rd  | mul              | Vd.TH, Vn.TH, EH
0 Q 0 01111 10 L Rm 1000 H 0 Rn Rd     | mul              | Vd.TS, Vn.TS, ES
0 Q 0 01111 01 L M m4  1100 H 0 Rn Rd  | sqdmulh          | Vd.TH, Vn.TH, EH
0 Q 0 01111 10 L Rm 1100 H 0 Rn Rd     | sqdmulh          | Vd.TS, Vn.TS, ES
0 Q 0 01111 01 L M m4  1101 H 0 Rn Rd  | sqrdmulh         | Vd.TH, Vn.TH, EH
0 Q 0 01111 10 L Rm 1101 H 0 Rn Rd     | sqrdmulh         | Vd.TS, Vn.TS, ES
0 Q 1 01111 01 L M m4  0000 H 0 Rn Rd  | mla              | Vd.TH, Vn.TH, EH
0 Q 1 01111 10 L Rm 0000 H 0 Rn Rd     | mla              | Vd.TS, Vn.TS, ES
0 Q 1 01111 01 L M m4  0100 H 0 Rn Rd  | mls              | Vd.TH, Vn.TH, EH
0 Q 1 01111 10 L Rm 0100 H 0 Rn Rd     | mls              | Vd.TS, Vn.TS, ES
0 Q 1 01111 01 L M m4  1101 H 0 Rn Rd  | sqrdmlah         | Vd.TH, Vn.TH, EH
0 Q 1 01111 10 L Rm 1101 H 0 Rn Rd     | sqrdmlah         | Vd.TS, Vn.TS, ES
0 Q 1 01111 01 L M m4  1111 H 0 Rn Rd  | sqrdmlsh         | Vd.TH, Vn.TH, EH
0 Q 1 01111 10 L Rm 1111 H 0 Rn Rd     | sqrdmlsh         | Vd.TS, Vn.TS, ES
0 Q* 0 01111 01 L M m4  0010 H 0 Rn Rd | smlal/smlal2     | Vd.4s, Vn.TH, EH
0 Q* 0 01111 10 L Rm 0010 H 0 Rn Rd    | smlal/smlal2     | Vd.2d, Vn.TS, ES
0 Q* 0 01111 01 L M m4  0011 H 0 Rn Rd | sqdmlal/sqdmlal2 | Vd.4s, Vn.TH, EH
0 Q* 0 01111 10 L Rm 0011 H 0 Rn Rd    | sqdmlal/sqdmlal2 | Vd.2d, Vn.TS, ES
0 Q* 0 01111 01 L M m4  0110 H 0 Rn Rd | smlsl/smlsl2     | Vd.4s, Vn.TH, EH
0 Q* 0 01111 10 L Rm 0110 H 0 Rn Rd    | smlsl/smlsl2     | Vd.2d, Vn.TS, ES
0 Q* 0 01111 01 L M m4  0111 H 0 Rn Rd | sqdmlsl/sqdmlsl2 | Vd.4s, Vn.TH, EH
0 Q* 0 01111 10 L Rm 0111 H 0 Rn Rd    | sqdmlsl/sqdmlsl2 | Vd.2d, Vn.TS, ES
0 Q* 0 01111 01 L M m4  1010 H 0 Rn Rd | smull/smull2     | Vd.4s, Vn.TH, EH
0 Q* 0 01111 10 L Rm 1010 H 0 Rn Rd    | smull/smull2     | Vd.2d, Vn.TS, ES
0 Q* 0 01111 01 L M m4  1011 H 0 Rn Rd | sqdmull/sqdmull2 | Vd.4s, Vn.TH, EH
0 Q* 0 01111 10 L Rm 1011 H 0 Rn Rd    | sqdmull/sqdmull2 | Vd.2d, Vn.TS, ES
0 Q* 1 01111 01 L M m4  0010 H 0 Rn Rd | umlal/umlal2     | Vd.4s, Vn.TH, EH
0 Q* 1 01111 10 L Rm 0010 H 0 Rn Rd    | umlal/umlal2     | Vd.2d, Vn.TS, ES
0 Q* 1 01111 01 L M m4  0110 H 0 Rn Rd | umlsl/umlsl2     | Vd.4s, Vn.TH, EH
0 Q* 1 01111 10 L Rm 0110 H 0 Rn Rd    | umlsl/umlsl2     | Vd.2d, Vn.TS, ES
0 Q* 1 01111 01 L M m4  1010 H 0 Rn Rd | umull/umull2     | Vd.4s, Vn.TH, EH
0 Q* 1 01111 10 L Rm 1010 H 0 Rn Rd    | umull/umull2     | Vd.2d, Vn.TS, ES
0 Q 0 01111 00 L M m4  0001 H 0 Rn Rd  | fmla             | Vd.TH, Vn.TH, EH
0 Q 0 01111 10 L Rm 0001 H 0 Rn Rd     | fmla             | Vd.TS, Vn.TS, ES
0 1 0 01111 11 0 Rm 0001 H 0 Rn Rd     | fmla             | Vd.2d, Vn.2d, ED
0 Q 0 01111 00 L M m4  0101 H 0 Rn Rd  | fmls             | Vd.TH, Vn.TH, EH
0 Q 0 01111 10 L Rm 0101 H 0 Rn Rd     | fmls             | Vd.TS, Vn.TS, ES
0 1 0 01111 11 0 Rm 0101 H 0 Rn Rd     | fmls             | Vd.2d, Vn.2d, ED
0 Q 0 01111 00 L M m4  1001 H 0 Rn Rd  | fmul             | Vd.TH, Vn.TH, EH
0 Q 0 01111 10 L Rm 1001 H 0 Rn Rd     | fmul             | Vd.TS, Vn.TS, ES
0 1 0 01111 11 0 Rm 1001 H 0 Rn Rd     | fmul             | Vd.2d, Vn.2d, ED
0 Q 1 01111 00 L M m4  1001 H 0 Rn Rd  | fmulx            | Vd.TH, Vn.TH, EH
0 Q 1 01111 10 L Rm 1001 H 0 Rn Rd     | fmulx            | Vd.TS, Vn.TS, ES
0 1 1 01111 11 0 Rm 1001 H 0 Rn Rd     | fmulx            | Vd.2d, Vn.2d, ED
0 Q U* 01111 10 L Rm 1110 H 0 Rn Rd    | sdot/udot        | Vd.TS, Vn.TB, E4B
0 Q 0 01111 00 L Rm 1111 H 0 Rn Rd     | sudot            | Vd.TS, Vn.TB, E4B
0 Q 0 01111 10 L Rm 1111 H 0 Rn Rd     | usdot            | Vd.TS, Vn.TB, E4B
0 Q 0 01111 01 L Rm 1111 H 0 Rn Rd     | bfdot            | Vd.TS, Vn.TH, E2H
0 Q* 0 01111 11 L M m4  1111 H 0 Rn Rd | bfmlalb/bfmlalt  | Vd.4s, Vn.8h, EH
0 Q 0 01111 10 L M m4  0000 H 0 Rn Rd  | fmlal            | Vd.TS, Vn.TQ, EH
0 Q 0 01111 10 L M m4  0100 H 0 Rn Rd  | fmlsl            | Vd.TS, Vn.TQ, EH
0 Q 1 01111 10 L M m4  1000 H 0 Rn Rd  | fmlal2           | Vd.TS, Vn.TQ, EH
0 Q 1 01111 10 L M m4  1100 H 0 Rn Rd  | fmlsl2           | Vd.TS, Vn.TQ, EH
0 0 1 01111 01 L Rm 0 rot2 1 0 0 Rn Rd | fcmla            | Vd.4h, Vn.4h, EHC, #dec.rot2*90
0 1 1 01111 01 L Rm 0 rot2 1 H 0 Rn Rd | fcmla            | Vd.8h, Vn.8h, EHC, #dec.rot2*90
0 1 1 01111 10 0 Rm 0 rot2 1 H 0 Rn Rd | fcmla            | Vd.4s, Vn.4s, ESC, #dec.rot2*90
";
