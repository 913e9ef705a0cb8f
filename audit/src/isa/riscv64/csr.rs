//! Names of control and status registers: The RISC-V Instruction Set Manual, volume II, chapter 2, and extensions.

/// Each line begins with a number; then come the names for it and the next seven, `-` where there is none.
const NAMES: &str = "
000 | - fflags frm fcsr
008 | vstart vxsat vxrm - - - - vcsr
010 | - - - - - seed
100 | sstatus - - - sie stvec scounteren
108 | - - senvcfg - sstateen0 sstateen1 sstateen2 sstateen3
110 | - - - - sieh
140 | sscratch sepc scause stval sip
148 | - - - - - stimecmp
150 | siselect sireg - - siph
158 | - - - - stopei stimecmph
180 | satp
200 | vsstatus - - - vsie vstvec
210 | - - - - vsieh
240 | vsscratch vsepc vscause vstval vsip
248 | - - - - - vstimecmp
250 | vsiselect vsireg - - vsiph
258 | - - - - vstopei vstimecmph
280 | vsatp
300 | mstatus misa medeleg mideleg mie mtvec mcounteren
308 | mvien mvip menvcfg - mstateen0 mstateen1 mstateen2 mstateen3
310 | mstatush - - midelegh mieh
318 | mvienh mviph menvcfgh - mstateen0h mstateen1h mstateen2h mstateen3h
320 | mcountinhibit - - mhpmevent3 mhpmevent4 mhpmevent5 mhpmevent6 mhpmevent7
328 | mhpmevent8 mhpmevent9 mhpmevent10 mhpmevent11 mhpmevent12 mhpmevent13 mhpmevent14 mhpmevent15
330 | mhpmevent16 mhpmevent17 mhpmevent18 mhpmevent19 mhpmevent20 mhpmevent21 mhpmevent22 mhpmevent23
338 | mhpmevent24 mhpmevent25 mhpmevent26 mhpmevent27 mhpmevent28 mhpmevent29 mhpmevent30 mhpmevent31
340 | mscratch mepc mcause mtval mip
348 | - - mtinst mtval2
350 | miselect mireg - - miph
358 | - - - - mtopei
3a0 | pmpcfg0 pmpcfg1 pmpcfg2 pmpcfg3 pmpcfg4 pmpcfg5 pmpcfg6 pmpcfg7
3a8 | pmpcfg8 pmpcfg9 pmpcfg10 pmpcfg11 pmpcfg12 pmpcfg13 pmpcfg14 pmpcfg15
3b0 | pmpaddr0 pmpaddr1 pmpaddr2 pmpaddr3 pmpaddr4 pmpaddr5 pmpaddr6 pmpaddr7
3b8 | pmpaddr8 pmpaddr9 pmpaddr10 pmpaddr11 pmpaddr12 pmpaddr13 pmpaddr14 pmpaddr15
3c0 | pmpaddr16 pmpaddr17 pmpaddr18 pmpaddr19 pmpaddr20 pmpaddr21 pmpaddr22 pmpaddr23
3c8 | pmpaddr24 pmpaddr25 pmpaddr26 pmpaddr27 pmpaddr28 pmpaddr29 pmpaddr30 pmpaddr31
3d0 | pmpaddr32 pmpaddr33 pmpaddr34 pmpaddr35 pmpaddr36 pmpaddr37 pmpaddr38 pmpaddr39
3d8 | pmpaddr40 pmpaddr41 pmpaddr42 pmpaddr43 pmpaddr44 pmpaddr45 pmpaddr46 pmpaddr47
3e0 | pmpaddr48 pmpaddr49 pmpaddr50 pmpaddr51 pmpaddr52 pmpaddr53 pmpaddr54 pmpaddr55
3e8 | pmpaddr56 pmpaddr57 pmpaddr58 pmpaddr59 pmpaddr60 pmpaddr61 pmpaddr62 pmpaddr63
5a8 | scontext
600 | hstatus - hedeleg hideleg hie htimedelta hcounteren hgeie
608 | hvien hvictl henvcfg - hstateen0 hstateen1 hstateen2 hstateen3
610 | - - - hidelegh - htimedeltah
618 | hvienh - henvcfgh - hstateen0h hstateen1h hstateen2h hstateen3h
640 | - - - htval hip hvip hviprio1 hviprio2
648 | - - htinst
650 | - - - - - hviph hviprio1h hviprio2h
680 | hgatp
6a8 | hcontext
720 | - - - mhpmevent3h mhpmevent4h mhpmevent5h mhpmevent6h mhpmevent7h
728 | mhpmevent8h mhpmevent9h mhpmevent10h mhpmevent11h mhpmevent12h mhpmevent13h mhpmevent14h mhpmevent15h
730 | mhpmevent16h mhpmevent17h mhpmevent18h mhpmevent19h mhpmevent20h mhpmevent21h mhpmevent22h mhpmevent23h
738 | mhpmevent24h mhpmevent25h mhpmevent26h mhpmevent27h mhpmevent28h mhpmevent29h mhpmevent30h mhpmevent31h
740 | - - - - - - - mseccfg
750 | - - - - - - - mseccfgh
7a0 | tselect tdata1 tdata2 tdata3 tinfo tcontrol
7a8 | mcontext - mscontext
7b0 | dcsr dpc dscratch0 dscratch1
b00 | mcycle - minstret mhpmcounter3 mhpmcounter4 mhpmcounter5 mhpmcounter6 mhpmcounter7
b08 | mhpmcounter8 mhpmcounter9 mhpmcounter10 mhpmcounter11 mhpmcounter12 mhpmcounter13 mhpmcounter14 mhpmcounter15
b10 | mhpmcounter16 mhpmcounter17 mhpmcounter18 mhpmcounter19 mhpmcounter20 mhpmcounter21 mhpmcounter22 mhpmcounter23
b18 | mhpmcounter24 mhpmcounter25 mhpmcounter26 mhpmcounter27 mhpmcounter28 mhpmcounter29 mhpmcounter30 mhpmcounter31
b80 | mcycleh - minstreth mhpmcounter3h mhpmcounter4h mhpmcounter5h mhpmcounter6h mhpmcounter7h
b88 | mhpmcounter8h mhpmcounter9h mhpmcounter10h mhpmcounter11h mhpmcounter12h mhpmcounter13h mhpmcounter14h mhpmcounter15h
b90 | mhpmcounter16h mhpmcounter17h mhpmcounter18h mhpmcounter19h mhpmcounter20h mhpmcounter21h mhpmcounter22h mhpmcounter23h
b98 | mhpmcounter24h mhpmcounter25h mhpmcounter26h mhpmcounter27h mhpmcounter28h mhpmcounter29h mhpmcounter30h mhpmcounter31h
c00 | cycle time instret hpmcounter3 hpmcounter4 hpmcounter5 hpmcounter6 hpmcounter7
c08 | hpmcounter8 hpmcounter9 hpmcounter10 hpmcounter11 hpmcounter12 hpmcounter13 hpmcounter14 hpmcounter15
c10 | hpmcounter16 hpmcounter17 hpmcounter18 hpmcounter19 hpmcounter20 hpmcounter21 hpmcounter22 hpmcounter23
c18 | hpmcounter24 hpmcounter25 hpmcounter26 hpmcounter27 hpmcounter28 hpmcounter29 hpmcounter30 hpmcounter31
c20 | vl vtype vlenb
c80 | cycleh timeh instreth hpmcounter3h hpmcounter4h hpmcounter5h hpmcounter6h hpmcounter7h
c88 | hpmcounter8h hpmcounter9h hpmcounter10h hpmcounter11h hpmcounter12h hpmcounter13h hpmcounter14h hpmcounter15h
c90 | hpmcounter16h hpmcounter17h hpmcounter18h hpmcounter19h hpmcounter20h hpmcounter21h hpmcounter22h hpmcounter23h
c98 | hpmcounter24h hpmcounter25h hpmcounter26h hpmcounter27h hpmcounter28h hpmcounter29h hpmcounter30h hpmcounter31h
da0 | scountovf
db0 | stopi
e10 | - - hgeip
eb0 | vstopi
f10 | - mvendorid marchid mimpid mhartid mconfigptr
fb0 | mtopi
";

pub fn name(number: u32) -> Option<&'static str> {
    let line = NAMES.lines().find_map(|line| {
        let (first, names) = line.split_once('|')?;
        (u32::from_str_radix(first.trim(), 16) == Ok(number & !7)).then_some(names)
    })?;
    line.split_whitespace().nth((number & 7) as usize).filter(|name| *name != "-")
}
