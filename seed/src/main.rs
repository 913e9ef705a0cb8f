mod diag;
mod intern;
fn main() {}
