//! Encodings that are easy to get wrong.

use super::decoder;

#[test]
fn every_line_of_the_tables_can_be_read() {
    assert_eq!(decoder().table.trouble, None);
}
