//! The names of Linux's system calls.
//!
//! x86-64 has numbers of its own; AArch64 and RISC-V share those that Linux gives to all newer machines
//! (include/uapi/asm-generic/unistd.h). Each row of a table is the number of its first name; the others follow it.

use crate::isa::Machine;

/// The name of a system call; `None` if Linux has none of this number, as far as is known here.
pub fn name(machine: Machine, number: u64) -> Option<&'static str> {
    let table = match machine {
        Machine::X86_64 => X86_64,
        Machine::Aarch64 | Machine::Riscv64 => GENERIC,
    };
    let row = table.partition_point(|(first, _)| *first <= number).checked_sub(1)?;
    let (first, names) = table.get(row)?;
    names.split(' ').nth(usize::try_from(number - first).ok()?)
}

const X86_64: &[(u64, &str)] = &[
    (0, "read write open close stat fstat lstat poll lseek mmap mprotect munmap brk rt_sigaction"),
    (14, "rt_sigprocmask rt_sigreturn ioctl pread64 pwrite64 readv writev access pipe select"),
    (24, "sched_yield mremap msync mincore madvise shmget shmat shmctl dup dup2 pause nanosleep"),
    (36, "getitimer alarm setitimer getpid sendfile socket connect accept sendto recvfrom sendmsg"),
    (47, "recvmsg shutdown bind listen getsockname getpeername socketpair setsockopt getsockopt clone"),
    (57, "fork vfork execve exit wait4 kill uname semget semop semctl shmdt msgget msgsnd msgrcv"),
    (71, "msgctl fcntl flock fsync fdatasync truncate ftruncate getdents getcwd chdir fchdir rename"),
    (83, "mkdir rmdir creat link unlink symlink readlink chmod fchmod chown fchown lchown umask"),
    (96, "gettimeofday getrlimit getrusage sysinfo times ptrace getuid syslog getgid setuid setgid"),
    (107, "geteuid getegid setpgid getppid getpgrp setsid setreuid setregid getgroups setgroups"),
    (117, "setresuid getresuid setresgid getresgid getpgid setfsuid setfsgid getsid capget capset"),
    (127, "rt_sigpending rt_sigtimedwait rt_sigqueueinfo rt_sigsuspend sigaltstack utime mknod uselib"),
    (135, "personality ustat statfs fstatfs sysfs getpriority setpriority sched_setparam sched_getparam"),
    (144, "sched_setscheduler sched_getscheduler sched_get_priority_max sched_get_priority_min"),
    (148, "sched_rr_get_interval mlock munlock mlockall munlockall vhangup modify_ldt pivot_root"),
    (156, "_sysctl prctl arch_prctl adjtimex setrlimit chroot sync acct settimeofday mount umount2"),
    (167, "swapon swapoff reboot sethostname setdomainname iopl ioperm create_module init_module"),
    (176, "delete_module get_kernel_syms query_module quotactl nfsservctl getpmsg putpmsg afs_syscall"),
    (184, "tuxcall security gettid readahead setxattr lsetxattr fsetxattr getxattr lgetxattr fgetxattr"),
    (194, "listxattr llistxattr flistxattr removexattr lremovexattr fremovexattr tkill time futex"),
    (203, "sched_setaffinity sched_getaffinity set_thread_area io_setup io_destroy io_getevents"),
    (209, "io_submit io_cancel get_thread_area lookup_dcookie epoll_create epoll_ctl_old epoll_wait_old"),
    (216, "remap_file_pages getdents64 set_tid_address restart_syscall semtimedop fadvise64"),
    (222, "timer_create timer_settime timer_gettime timer_getoverrun timer_delete clock_settime"),
    (228, "clock_gettime clock_getres clock_nanosleep exit_group epoll_wait epoll_ctl tgkill utimes"),
    (236, "vserver mbind set_mempolicy get_mempolicy mq_open mq_unlink mq_timedsend mq_timedreceive"),
    (244, "mq_notify mq_getsetattr kexec_load waitid add_key request_key keyctl ioprio_set ioprio_get"),
    (253, "inotify_init inotify_add_watch inotify_rm_watch migrate_pages openat mkdirat mknodat"),
    (260, "fchownat futimesat newfstatat unlinkat renameat linkat symlinkat readlinkat fchmodat"),
    (269, "faccessat pselect6 ppoll unshare set_robust_list get_robust_list splice tee sync_file_range"),
    (278, "vmsplice move_pages utimensat epoll_pwait signalfd timerfd_create eventfd fallocate"),
    (286, "timerfd_settime timerfd_gettime accept4 signalfd4 eventfd2 epoll_create1 dup3 pipe2"),
    (294, "inotify_init1 preadv pwritev rt_tgsigqueueinfo perf_event_open recvmmsg fanotify_init"),
    (301, "fanotify_mark prlimit64 name_to_handle_at open_by_handle_at clock_adjtime syncfs sendmmsg"),
    (308, "setns getcpu process_vm_readv process_vm_writev kcmp finit_module sched_setattr"),
    (315, "sched_getattr renameat2 seccomp getrandom memfd_create kexec_file_load bpf execveat"),
    (323, "userfaultfd membarrier mlock2 copy_file_range preadv2 pwritev2 pkey_mprotect pkey_alloc"),
    (331, "pkey_free statx io_pgetevents rseq"),
    (424, "pidfd_send_signal io_uring_setup io_uring_enter io_uring_register open_tree move_mount"),
    (430, "fsopen fsconfig fsmount fspick pidfd_open clone3 close_range openat2 pidfd_getfd faccessat2"),
    (440, "process_madvise epoll_pwait2 mount_setattr quotactl_fd landlock_create_ruleset"),
    (445, "landlock_add_rule landlock_restrict_self memfd_secret process_mrelease futex_waitv"),
    (450, "set_mempolicy_home_node"),
];

const GENERIC: &[(u64, &str)] = &[
    (0, "io_setup io_destroy io_submit io_cancel io_getevents setxattr lsetxattr fsetxattr getxattr"),
    (9, "lgetxattr fgetxattr listxattr llistxattr flistxattr removexattr lremovexattr fremovexattr"),
    (17, "getcwd lookup_dcookie eventfd2 epoll_create1 epoll_ctl epoll_pwait dup dup3 fcntl"),
    (26, "inotify_init1 inotify_add_watch inotify_rm_watch ioctl ioprio_set ioprio_get flock mknodat"),
    (34, "mkdirat unlinkat symlinkat linkat renameat umount2 mount pivot_root nfsservctl statfs"),
    (44, "fstatfs truncate ftruncate fallocate faccessat chdir fchdir chroot fchmod fchmodat fchownat"),
    (55, "fchown openat close vhangup pipe2 quotactl getdents64 lseek read write readv writev pread64"),
    (68, "pwrite64 preadv pwritev sendfile pselect6 ppoll signalfd4 vmsplice splice tee readlinkat"),
    (79, "newfstatat fstat sync fsync fdatasync sync_file_range timerfd_create timerfd_settime"),
    (87, "timerfd_gettime utimensat acct capget capset personality exit exit_group waitid"),
    (96, "set_tid_address unshare futex set_robust_list get_robust_list nanosleep getitimer setitimer"),
    (104, "kexec_load init_module delete_module timer_create timer_gettime timer_getoverrun"),
    (110, "timer_settime timer_delete clock_settime clock_gettime clock_getres clock_nanosleep syslog"),
    (117, "ptrace sched_setparam sched_setscheduler sched_getscheduler sched_getparam sched_setaffinity"),
    (123, "sched_getaffinity sched_yield sched_get_priority_max sched_get_priority_min"),
    (127, "sched_rr_get_interval restart_syscall kill tkill tgkill sigaltstack rt_sigsuspend"),
    (134, "rt_sigaction rt_sigprocmask rt_sigpending rt_sigtimedwait rt_sigqueueinfo rt_sigreturn"),
    (140, "setpriority getpriority reboot setregid setgid setreuid setuid setresuid getresuid setresgid"),
    (150, "getresgid setfsuid setfsgid times setpgid getpgid getsid setsid getgroups setgroups uname"),
    (161, "sethostname setdomainname getrlimit setrlimit getrusage umask prctl getcpu gettimeofday"),
    (170, "settimeofday adjtimex getpid getppid getuid geteuid getgid getegid gettid sysinfo mq_open"),
    (181, "mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr msgget msgctl msgrcv msgsnd"),
    (190, "semget semctl semtimedop semop shmget shmctl shmat shmdt socket socketpair bind listen"),
    (202, "accept connect getsockname getpeername sendto recvfrom setsockopt getsockopt shutdown"),
    (211, "sendmsg recvmsg readahead brk munmap mremap add_key request_key keyctl clone execve mmap"),
    (223, "fadvise64 swapon swapoff mprotect msync mlock munlock mlockall munlockall mincore madvise"),
    (234, "remap_file_pages mbind get_mempolicy set_mempolicy migrate_pages move_pages"),
    (240, "rt_tgsigqueueinfo perf_event_open accept4 recvmmsg"),
    (258, "riscv_hwprobe riscv_flush_icache wait4 prlimit64 fanotify_init fanotify_mark"),
    (264, "name_to_handle_at open_by_handle_at clock_adjtime syncfs setns sendmmsg process_vm_readv"),
    (271, "process_vm_writev kcmp finit_module sched_setattr sched_getattr renameat2 seccomp getrandom"),
    (279, "memfd_create bpf execveat userfaultfd membarrier mlock2 copy_file_range preadv2 pwritev2"),
    (288, "pkey_mprotect pkey_alloc pkey_free statx io_pgetevents rseq kexec_file_load"),
    (424, "pidfd_send_signal io_uring_setup io_uring_enter io_uring_register open_tree move_mount"),
    (430, "fsopen fsconfig fsmount fspick pidfd_open clone3 close_range openat2 pidfd_getfd faccessat2"),
    (440, "process_madvise epoll_pwait2 mount_setattr quotactl_fd landlock_create_ruleset"),
    (445, "landlock_add_rule landlock_restrict_self memfd_secret process_mrelease futex_waitv"),
    (450, "set_mempolicy_home_node"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_names() {
        let names = |machine, numbers: &[u64]| -> Vec<Option<&str>> {
            numbers.iter().map(|&number| name(machine, number)).collect()
        };
        let x86 = names(Machine::X86_64, &[0, 1, 231, 257, 316, 400, u64::MAX]);
        assert_eq!(
            x86,
            [Some("read"), Some("write"), Some("exit_group"), Some("openat"), Some("renameat2"), None, None]
        );
        let generic = names(Machine::Riscv64, &[56, 63, 94, 276, 300]);
        assert_eq!(generic, [Some("openat"), Some("read"), Some("exit_group"), Some("renameat2"), None]);
    }
}
