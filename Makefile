# The chain and its checks. `make help` lists the targets.

SEED = target/release/seed
TESTS = target/release/samara-tests
AUDIT = target/release/audit

help:
	@echo 'make seed         build the seed with cargo'
	@echo 'make stage1       build stage1 with the seed, rebuild it with itself, compare, check SHA256SUMS'
	@echo 'make stage2       build samara with stage1, rebuild it with itself on and for both architectures, compare'
	@echo 'make install      install samara below PREFIX (/usr/local; DESTDIR is put before it)'
	@echo 'make install-audit  install audit and its manual page below PREFIX'
	@echo 'make samara-host  build samara with the host'"'"'s compiler, as build/host/bin/samara'
	@echo 'make test         run all tests (see tests/README.md)'
	@echo 'make verify       build the chain on every way to it that there is here, compare (results in DEST, build/verify)'
	@echo 'make reprotest    build the chain again and again under other circumstances, compare'
	@echo 'make test-tamper  manipulate programs in 2,400 ways, and build with a compiler that has a back door; all must be noticed'
	@echo 'make test-real    build Lua, zlib and bzip2 from Debian with samara, and compare with gcc'
	@echo 'make test-report  open the audit report of samara in headless Chromium, and use it'
	@echo 'make soak         run the long ones: 1,000 random programs, 10,000 mutated files, all encodings'
	@echo 'make bench        measure speed and memory'
	@echo 'make stats        print the trust table'
	@echo 'make demo-bzip2   build bzip2 from Debian and run it on three architectures'
	@echo 'make sums         accept the artifacts of stage1 and stage2 into SHA256SUMS'
	@echo 'make deps         install what the tests need (Debian packages, as root)'
	@echo 'make lint         check the format of the Rust code, and clippy'
	@echo 'make clean        remove build/ and target/'

seed:
	@tests/deps.sh rust
	cargo build --release --package seed

stage1: seed
	stage1/build.sh $(SEED)

stage2: stage1
	@tests/deps.sh chain
	stage2/build.sh $(SEED)

sums: seed
	stage1/build.sh $(SEED) --update
	stage2/build.sh $(SEED) --update

audit:
	@tests/deps.sh rust
	cargo build --release --package samara-audit

# Diverse double-compiling: the same bytes from first tools that have nothing to do with each other.
DEST = build/verify

verify: seed audit
	audit/verify.sh $(AUDIT) $(SEED) $(DEST)

reprotest: seed
	@tests/deps.sh chain
	audit/reprotest.sh $(SEED)

# The report of samara, used in headless Chromium (Debian's chromium), with screenshots in build/report.
test-report: stage2 audit
	tests/report.sh

test-tamper: deps stage2 audit tests
	$(TESTS) audit-tamper 2400
	$(TESTS) audit-thompson

# samara by the host's compiler and libc: for quick work on it, and another way to the same bytes.
HOST_OBJECTS = $(patsubst %.c,build/host/obj/%.o,$(shell cat stage2/SOURCES))

samara-host: build/host/bin/samara
	@mkdir -p build/host/include build/host/lib/x86_64 build/host/lib/aarch64
	@cp stage2/include/*.h build/host/include
	@stage2/archives.sh build/host/bin/samara build/host/lib

build/host/bin/samara: $(HOST_OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(HOST_CFLAGS) -o $@ $(HOST_OBJECTS)

build/host/obj/%.o: %.c $(wildcard stage2/*/*.h stage2/target/*/*.h)
	@mkdir -p $(@D)
	$(CC) $(HOST_CFLAGS) -c -o $@ $<

HOST_CFLAGS = -O1 -g -Wall -Wextra

# DIR/bin/samara finds DIR/lib/samara beside it.
PREFIX = /usr/local
ARCH = $(shell uname -m)
INSTALLED = $(DESTDIR)$(PREFIX)

install:
	@test -x build/$(ARCH)/stage2/bin/samara || { echo "'make stage2' comes first" >&2; exit 1; }
	install -d $(INSTALLED)/bin $(INSTALLED)/lib/samara/include $(INSTALLED)/share/man/man1
	install -d $(INSTALLED)/lib/samara/x86_64 $(INSTALLED)/lib/samara/aarch64
	install build/$(ARCH)/stage2/bin/samara $(INSTALLED)/bin/samara
	for tool in cc ld ar ranlib; do ln -sf samara $(INSTALLED)/bin/samara-$$tool; done
	install -m 644 build/$(ARCH)/stage2/include/*.h $(INSTALLED)/lib/samara/include
	for arch in x86_64 aarch64; do \
		install -m 644 build/$(ARCH)/stage2/lib/$$arch/libsamara.a $(INSTALLED)/lib/samara/$$arch; done
	install -m 644 build/$(ARCH)/stage2/share/man/man1/samara.1 $(INSTALLED)/share/man/man1

install-audit: audit
	install -d $(INSTALLED)/bin $(INSTALLED)/share/man/man1
	install $(AUDIT) $(INSTALLED)/bin/audit
	$(AUDIT) --help=man >$(INSTALLED)/share/man/man1/audit.1

tests:
	cargo build --release --package samara-tests --package samara-audit

test: deps stage2 tests
	cargo test --release --quiet
	$(TESTS) all

# Real programs from Debian's source packages, built by samara.
test-real: deps stage2
	tests/real.sh

soak: deps stage2 tests
	$(TESTS) soak
	tests/real.sh

bench: deps stage2 tests
	$(TESTS) bench
	$(TESTS) bench-native

stats: tests
	$(TESTS) stats

demo-bzip2: deps stage1
	tests/demo-bzip2.sh

deps:
	@tests/deps.sh

lint:
	cargo fmt --check
	cargo clippy --release --all-targets -- -D warnings

clean:
	rm -rf build target

# There are folders of these names, too.
.PHONY: audit install-audit test-report verify reprotest test-tamper test-real help seed stage1 stage2 samara-host install sums tests test soak bench stats demo-bzip2 deps lint clean
