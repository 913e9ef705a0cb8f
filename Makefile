# The chain and its checks. `make help` lists the targets.

SEED = target/release/seed
TESTS = target/release/samara-tests

help:
	@echo 'make seed         build the seed with cargo'
	@echo 'make stage1       build stage1 with the seed, rebuild it with itself, compare, check SHA256SUMS'
	@echo 'make test         run all tests (see tests/README.md)'
	@echo 'make soak         run the long ones: 1,000 random programs, 10,000 mutated files, all encodings'
	@echo 'make bench        measure speed and memory'
	@echo 'make stats        print the trust table'
	@echo 'make demo-bzip2   build bzip2 from Debian and run it on three architectures'
	@echo 'make sums         accept the artifacts of stage1 into SHA256SUMS'
	@echo 'make deps         install what the tests need (Debian packages, as root)'
	@echo 'make lint         check the format of the Rust code, and clippy'
	@echo 'make clean        remove build/ and target/'

seed:
	@tests/deps.sh rust
	cargo build --release --package seed

stage1: seed
	stage1/build.sh $(SEED)

sums: seed
	stage1/build.sh $(SEED) --update

tests:
	cargo build --release --package samara-tests

test: deps stage1 tests
	cargo test --release --quiet
	$(TESTS) all

soak: deps stage1 tests
	$(TESTS) soak

bench: deps stage1 tests
	$(TESTS) bench

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

.PHONY: help seed stage1 sums tests test soak bench stats demo-bzip2 deps lint clean
