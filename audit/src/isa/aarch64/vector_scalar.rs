//! Advanced SIMD on scalars: Arm ARM C4.1.96.

pub const TABLE: &str = "
-- Three registers of the same kind
01 U* 11110 size 1 Rm 00001 1 Rn Rd   | sqadd/uqadd       | Jd, Jn, Jm
01 U* 11110 size 1 Rm 00101 1 Rn Rd   | sqsub/uqsub       | Jd, Jn, Jm
01 U* 11110 size 1 Rm 01001 1 Rn Rd   | sqshl/uqshl       | Jd, Jn, Jm
01 U* 11110 size 1 Rm 01011 1 Rn Rd   | sqrshl/uqrshl     | Jd, Jn, Jm
01 U* 11110 11 1 Rm 00110 1 Rn Rd     | cmgt/cmhi         | Dd, Dn, Dm
01 U* 11110 11 1 Rm 00111 1 Rn Rd     | cmge/cmhs         | Dd, Dn, Dm
01 U* 11110 11 1 Rm 01000 1 Rn Rd     | sshl/ushl         | Dd, Dn, Dm
01 U* 11110 11 1 Rm 01010 1 Rn Rd     | srshl/urshl       | Dd, Dn, Dm
01 U* 11110 11 1 Rm 10000 1 Rn Rd     | add/sub           | Dd, Dn, Dm
01 U* 11110 11 1 Rm 10001 1 Rn Rd     | cmtst/cmeq        | Dd, Dn, Dm
01 U* 11110 size 1 Rm 10110 1 Rn Rd   | sqdmulh/sqrdmulh  | Jd, Jn, Jm | size!=0 size<3
01 0 11110 a* x 1 Rm 11011 1 Rn Rd    | fmulx/            | Gd, Gn, Gm | a==0
01 0 11110 a* 10 Rm 00 011 1 Rn Rd    | fmulx/            | Hd, Hn, Hm | a==0
01 0 11110 a* x 1 Rm 11100 1 Rn Rd    | fcmeq/            | Gd, Gn, Gm | a==0
01 0 11110 a* 10 Rm 00 100 1 Rn Rd    | fcmeq/            | Hd, Hn, Hm | a==0
01 0 11110 a* x 1 Rm 11111 1 Rn Rd    | frecps/frsqrts    | Gd, Gn, Gm
01 0 11110 a* 10 Rm 00 111 1 Rn Rd    | frecps/frsqrts    | Hd, Hn, Hm
01 1 11110 a* x 1 Rm 11010 1 Rn Rd    | /fabd             | Gd, Gn, Gm | a!=0
01 1 11110 a* 10 Rm 00 010 1 Rn Rd    | /fabd             | Hd, Hn, Hm | a!=0
01 1 11110 a* x 1 Rm 11100 1 Rn Rd    | fcmge/fcmgt       | Gd, Gn, Gm
01 1 11110 a* 10 Rm 00 100 1 Rn Rd    | fcmge/fcmgt       | Hd, Hn, Hm
01 1 11110 a* x 1 Rm 11101 1 Rn Rd    | facge/facgt       | Gd, Gn, Gm
01 1 11110 a* 10 Rm 00 101 1 Rn Rd    | facge/facgt       | Hd, Hn, Hm
01 1 11110 size 0 Rm 1 000 o* 1 Rn Rd | sqrdmlah/sqrdmlsh | Jd, Jn, Jm | size!=0 size<3

-- Three registers of different kinds
01 0 11110 size 1 Rm 1001 00 Rn Rd | sqdmlal | Kd, Jn, Jm | size!=0 size<3
01 0 11110 size 1 Rm 1011 00 Rn Rd | sqdmlsl | Kd, Jn, Jm | size!=0 size<3
01 0 11110 size 1 Rm 1101 00 Rn Rd | sqdmull | Kd, Jn, Jm | size!=0 size<3

-- Two registers
01 U* 11110 size 10000 00011 10 Rn Rd | suqadd/usqadd | Jd, Jn
01 U* 11110 size 10000 00111 10 Rn Rd | sqabs/sqneg   | Jd, Jn
01 U* 11110 11 10000 01000 10 Rn Rd   | cmgt/cmge     | Dd, Dn, #0
01 U* 11110 11 10000 01001 10 Rn Rd   | cmeq/cmle     | Dd, Dn, #0
01 0 11110 11 10000 01010 10 Rn Rd    | cmlt          | Dd, Dn, #0
01 U* 11110 11 10000 01011 10 Rn Rd   | abs/neg       | Dd, Dn
01 1 11110 size 10000 10010 10 Rn Rd  | sqxtun        | Jd, Kn       | size<3
01 U* 11110 size 10000 10100 10 Rn Rd | sqxtn/uqxtn   | Jd, Kn       | size<3
01 1 11110 01 10000 10110 10 Rn Rd    | fcvtxn        | Sd, Dn
01 0 11110 a* x 10000 01100 10 Rn Rd  | /fcmgt        | Gd, Gn, #0.0 | a!=0
01 0 11110 a* 111100 01100 10 Rn Rd   | /fcmgt        | Hd, Hn, #0.0 | a!=0
01 1 11110 a* x 10000 01100 10 Rn Rd  | /fcmge        | Gd, Gn, #0.0 | a!=0
01 1 11110 a* 111100 01100 10 Rn Rd   | /fcmge        | Hd, Hn, #0.0 | a!=0
01 0 11110 a* x 10000 01101 10 Rn Rd  | /fcmeq        | Gd, Gn, #0.0 | a!=0
01 0 11110 a* 111100 01101 10 Rn Rd   | /fcmeq        | Hd, Hn, #0.0 | a!=0
01 1 11110 a* x 10000 01101 10 Rn Rd  | /fcmle        | Gd, Gn, #0.0 | a!=0
01 1 11110 a* 111100 01101 10 Rn Rd   | /fcmle        | Hd, Hn, #0.0 | a!=0
01 0 11110 a* x 10000 01110 10 Rn Rd  | /fcmlt        | Gd, Gn, #0.0 | a!=0
01 0 11110 a* 111100 01110 10 Rn Rd   | /fcmlt        | Hd, Hn, #0.0 | a!=0
01 0 11110 a* x 10000 11010 10 Rn Rd  | fcvtns/fcvtps | Gd, Gn
01 0 11110 a* 111100 11010 10 Rn Rd   | fcvtns/fcvtps | Hd, Hn
01 1 11110 a* x 10000 11010 10 Rn Rd  | fcvtnu/fcvtpu | Gd, Gn
01 1 11110 a* 111100 11010 10 Rn Rd   | fcvtnu/fcvtpu | Hd, Hn
01 0 11110 a* x 10000 11011 10 Rn Rd  | fcvtms/fcvtzs | Gd, Gn
01 0 11110 a* 111100 11011 10 Rn Rd   | fcvtms/fcvtzs | Hd, Hn
01 1 11110 a* x 10000 11011 10 Rn Rd  | fcvtmu/fcvtzu | Gd, Gn
01 1 11110 a* 111100 11011 10 Rn Rd   | fcvtmu/fcvtzu | Hd, Hn
01 0 11110 a* x 10000 11100 10 Rn Rd  | fcvtas/       | Gd, Gn       | a==0
01 0 11110 a* 111100 11100 10 Rn Rd   | fcvtas/       | Hd, Hn       | a==0
01 1 11110 a* x 10000 11100 10 Rn Rd  | fcvtau/       | Gd, Gn       | a==0
01 1 11110 a* 111100 11100 10 Rn Rd   | fcvtau/       | Hd, Hn       | a==0
01 0 11110 a* x 10000 11101 10 Rn Rd  | scvtf/frecpe  | Gd, Gn
01 0 11110 a* 111100 11101 10 Rn Rd   | scvtf/frecpe  | Hd, Hn
01 1 11110 a* x 10000 11101 10 Rn Rd  | ucvtf/frsqrte | Gd, Gn
01 1 11110 a* 111100 11101 10 Rn Rd   | ucvtf/frsqrte | Hd, Hn
01 0 11110 a* x 10000 11111 10 Rn Rd  | /frecpx       | Gd, Gn       | a!=0
01 0 11110 a* 111100 11111 10 Rn Rd   | /frecpx       | Hd, Hn       | a!=0

-- Pairwise
01 0 11110 11 11000 11011 10 Rn Rd   | addp            | Dd, Vn.2d
01 1 11110 a* 0 11000 01100 10 Rn Rd | fmaxnmp/fminnmp | Sd, Vn.2s
01 1 11110 a* 1 11000 01100 10 Rn Rd | fmaxnmp/fminnmp | Dd, Vn.2d
01 0 11110 a* 0 11000 01100 10 Rn Rd | fmaxnmp/fminnmp | Hd, Vn.2h
01 1 11110 a* 0 11000 01101 10 Rn Rd | faddp/          | Sd, Vn.2s | a==0
01 1 11110 a* 1 11000 01101 10 Rn Rd | faddp/          | Dd, Vn.2d | a==0
01 0 11110 a* 0 11000 01101 10 Rn Rd | faddp/          | Hd, Vn.2h | a==0
01 1 11110 a* 0 11000 01111 10 Rn Rd | fmaxp/fminp     | Sd, Vn.2s
01 1 11110 a* 1 11000 01111 10 Rn Rd | fmaxp/fminp     | Dd, Vn.2d
01 0 11110 a* 0 11000 01111 10 Rn Rd | fmaxp/fminp     | Hd, Vn.2h

-- Copying
01 0 11110000 imm5 0 0000 1 Rn Rd | mov | J5d, Vn.E5 | element

-- Shift by an immediate
01 U* 111110 1 immh3 immb3 00000 1 Rn Rd | sshr/ushr       | Dd, Dn, #right
01 U* 111110 1 immh3 immb3 00010 1 Rn Rd | ssra/usra       | Dd, Dn, #right
01 U* 111110 1 immh3 immb3 00100 1 Rn Rd | srshr/urshr     | Dd, Dn, #right
01 U* 111110 1 immh3 immb3 00110 1 Rn Rd | srsra/ursra     | Dd, Dn, #right
01 1 111110 1 immh3 immb3 01000 1 Rn Rd  | sri             | Dd, Dn, #right
01 U* 111110 1 immh3 immb3 01010 1 Rn Rd | shl/sli         | Dd, Dn, #left
01 1 111110 immh4 immb3 01100 1 Rn Rd    | sqshlu          | Md, Mn, #left  | immh4!=0
01 U* 111110 immh4 immb3 01110 1 Rn Rd   | sqshl/uqshl     | Md, Mn, #left  | immh4!=0
01 1 111110 immh4 immb3 10000 1 Rn Rd    | sqshrun         | Md, On, #right | immh4!=0 immh4<8
01 1 111110 immh4 immb3 10001 1 Rn Rd    | sqrshrun        | Md, On, #right | immh4!=0 immh4<8
01 U* 111110 immh4 immb3 10010 1 Rn Rd   | sqshrn/uqshrn   | Md, On, #right | immh4!=0 immh4<8
01 U* 111110 immh4 immb3 10011 1 Rn Rd   | sqrshrn/uqrshrn | Md, On, #right | immh4!=0 immh4<8
01 U* 111110 immh4 immb3 11100 1 Rn Rd   | scvtf/ucvtf     | Md, Mn, #right | floats
01 U* 111110 immh4 immb3 11111 1 Rn Rd   | fcvtzs/fcvtzu   | Md, Mn, #right | floats

-- By an element
01 0 11111 01 L M m4  0011 H 0 Rn Rd | sqdmlal  | Sd, Hn, EH
01 0 11111 10 L Rm 0011 H 0 Rn Rd    | sqdmlal  | Dd, Sn, ES
01 0 11111 01 L M m4  0111 H 0 Rn Rd | sqdmlsl  | Sd, Hn, EH
01 0 11111 10 L Rm 0111 H 0 Rn Rd    | sqdmlsl  | Dd, Sn, ES
01 0 11111 01 L M m4  1011 H 0 Rn Rd | sqdmull  | Sd, Hn, EH
01 0 11111 10 L Rm 1011 H 0 Rn Rd    | sqdmull  | Dd, Sn, ES
01 0 11111 01 L M m4  1100 H 0 Rn Rd | sqdmulh  | Hd, Hn, EH
01 0 11111 10 L Rm 1100 H 0 Rn Rd    | sqdmulh  | Sd, Sn, ES
01 0 11111 01 L M m4  1101 H 0 Rn Rd | sqrdmulh | Hd, Hn, EH
01 0 11111 10 L Rm 1101 H 0 Rn Rd    | sqrdmulh | Sd, Sn, ES
01 1 11111 01 L M m4  1101 H 0 Rn Rd | sqrdmlah | Hd, Hn, EH
01 1 11111 10 L Rm 1101 H 0 Rn Rd    | sqrdmlah | Sd, Sn, ES
01 1 11111 01 L M m4  1111 H 0 Rn Rd | sqrdmlsh | Hd, Hn, EH
01 1 11111 10 L Rm 1111 H 0 Rn Rd    | sqrdmlsh | Sd, Sn, ES
01 0 11111 00 L M m4  0001 H 0 Rn Rd | fmla     | Hd, Hn, EH
01 0 11111 10 L Rm 0001 H 0 Rn Rd    | fmla     | Sd, Sn, ES
01 0 11111 11 0 Rm 0001 H 0 Rn Rd    | fmla     | Dd, Dn, ED
01 0 11111 00 L M m4  0101 H 0 Rn Rd | fmls     | Hd, Hn, EH
01 0 11111 10 L Rm 0101 H 0 Rn Rd    | fmls     | Sd, Sn, ES
01 0 11111 11 0 Rm 0101 H 0 Rn Rd    | fmls     | Dd, Dn, ED
01 0 11111 00 L M m4  1001 H 0 Rn Rd | fmul     | Hd, Hn, EH
01 0 11111 10 L Rm 1001 H 0 Rn Rd    | fmul     | Sd, Sn, ES
01 0 11111 11 0 Rm 1001 H 0 Rn Rd    | fmul     | Dd, Dn, ED
01 1 11111 00 L M m4  1001 H 0 Rn Rd | fmulx    | Hd, Hn, EH
01 1 11111 10 L Rm 1001 H 0 Rn Rd    | fmulx    | Sd, Sn, ES
01 1 11111 11 0 Rm 1001 H 0 Rn Rd    | fmulx    | Dd, Dn, ED
";
