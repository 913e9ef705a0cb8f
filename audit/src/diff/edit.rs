//! The shortest edit between two sequences (Myers, "An O(ND) Difference Algorithm", 1986), with bounds.
//!
//! Takes two sequences of keys, gives pairs: both sides for what stays, one side for what was removed or inserted. A
//! difference of more than `MOST_EDITS`, or one that takes too long, is not sought further: what lies between the common
//! begin and end counts as replaced.

/// A step of an edit: the position on the left, on the right, or both.
pub type Pair = (Option<usize>, Option<usize>);

/// Edits beyond this are not sought: memory is about the square of it.
const MOST_EDITS: usize = 800;
/// Comparisons that one edit may take.
const MOST_WORK: usize = 20_000_000;

/// The edit that makes `b` out of `a`.
pub fn edit(a: &[u32], b: &[u32]) -> Vec<Pair> {
    let begin = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (a.get(begin..).unwrap_or(&[]), b.get(begin..).unwrap_or(&[]));
    let end = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (middle_a, middle_b) = (rest_a.len() - end, rest_b.len() - end);
    let mut pairs: Vec<Pair> = (0..begin).map(|i| (Some(i), Some(i))).collect();
    let middle = myers(rest_a.get(..middle_a).unwrap_or(&[]), rest_b.get(..middle_b).unwrap_or(&[]));
    pairs.extend(middle.into_iter().map(|(i, j)| (i.map(|i| i + begin), j.map(|j| j + begin))));
    pairs.extend((0..end).map(|k| (Some(begin + middle_a + k), Some(begin + middle_b + k))));
    pairs
}

/// All of `a` removed, all of `b` inserted.
fn replaced(a: &[u32], b: &[u32]) -> Vec<Pair> {
    let removed = (0..a.len()).map(|i| (Some(i), None));
    removed.chain((0..b.len()).map(|j| (None, Some(j)))).collect()
}

/// For each number of edits d and each diagonal k = x - y from -d to d in steps of 2, the farthest x that can be
/// reached; kept for all d, so that the way can be followed back.
fn myers(a: &[u32], b: &[u32]) -> Vec<Pair> {
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    let mut work = 0;
    for d in 0..=MOST_EDITS.min(a.len() + b.len()) {
        let mut round = Vec::with_capacity(d + 1);
        for step in 0..=d {
            // x can exceed the end of `a`, or y that of `b`: such ways end there and are never the first to arrive.
            let mut x = start(rounds.last(), step, d);
            let mut y = row(x, step, d);
            while x < a.len() && y < b.len() && a.get(x) == b.get(y) {
                x += 1;
                y += 1;
                work += 1;
            }
            round.push(x);
            if x == a.len() && y == b.len() {
                rounds.push(round);
                return way_back(&rounds, a.len(), b.len());
            }
        }
        work += d;
        rounds.push(round);
        if work > MOST_WORK {
            break;
        }
    }
    replaced(a, b)
}

/// The x from which round d goes on, on its diagonal number `step` (k = 2 step - d): from the diagonal above by an
/// insertion, or from the one below by a removal, whichever is farther.
fn start(before: Option<&Vec<usize>>, step: usize, d: usize) -> usize {
    let Some(before) = before else {
        return 0;
    };
    let inserted = if step < d { before.get(step).copied() } else { None };
    let removed = step.checked_sub(1).and_then(|step| before.get(step)).map(|x| x + 1);
    inserted.max(removed).unwrap_or(0)
}

/// y = x - k.
fn row(x: usize, step: usize, d: usize) -> usize {
    (x + d).wrapping_sub(2 * step)
}

fn way_back(rounds: &[Vec<usize>], x: usize, y: usize) -> Vec<Pair> {
    let (mut x, mut y) = (x, y);
    let mut pairs = Vec::with_capacity(x + y);
    for d in (0..rounds.len()).rev() {
        let before = d.checked_sub(1).and_then(|d| rounds.get(d));
        // The diagonal: 2 step - d = x - y.
        let step = (x + d).wrapping_sub(y) / 2;
        let from = start(before, step, d);
        while x > from {
            x -= 1;
            y = y.wrapping_sub(1);
            pairs.push((Some(x), Some(y)));
        }
        let Some(before) = before else {
            break;
        };
        let inserted = if step < d { before.get(step).copied() } else { None };
        if inserted == Some(from) {
            y = y.wrapping_sub(1);
            pairs.push((None, Some(y)));
        } else {
            x = x.wrapping_sub(1);
            pairs.push((Some(x), None));
        }
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of edits, after checking that the pairs lead from `a` to `b`.
    fn edits(a: &[u32], b: &[u32]) -> usize {
        let pairs = edit(a, b);
        let left: Vec<usize> = pairs.iter().filter_map(|pair| pair.0).collect();
        let right: Vec<usize> = pairs.iter().filter_map(|pair| pair.1).collect();
        assert!(left.into_iter().eq(0..a.len()) && right.into_iter().eq(0..b.len()), "{a:?} {b:?} {pairs:?}");
        for pair in &pairs {
            if let (Some(i), Some(j)) = *pair {
                assert_eq!(a[i], b[j]);
            }
        }
        pairs.iter().filter(|pair| pair.0.is_none() || pair.1.is_none()).count()
    }

    #[test]
    fn the_example_of_the_paper() {
        assert_eq!(edits(&[1, 2, 3, 1, 2, 2, 1], &[3, 2, 1, 2, 1, 3]), 5);
    }

    #[test]
    fn small_sequences_against_the_table_of_lengths() {
        // All pairs of sequences of up to 5 of 2 keys, against dynamic programming.
        let all: Vec<Vec<u32>> = (0..6)
            .flat_map(|n| (0..1u32 << n).map(move |bits| (0..n).map(|i| bits >> i & 1).collect()))
            .collect();
        for a in &all {
            for b in &all {
                let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
                for i in 0..a.len() {
                    for j in 0..b.len() {
                        table[i + 1][j + 1] =
                            if a[i] == b[j] { table[i][j] + 1 } else { table[i][j + 1].max(table[i + 1][j]) };
                    }
                }
                assert_eq!(edits(a, b), a.len() + b.len() - 2 * table[a.len()][b.len()]);
            }
        }
    }

    #[test]
    fn very_different_sequences_are_replaced() {
        let a: Vec<u32> = (0..5000).collect();
        let b: Vec<u32> = (10_000..15_000).collect();
        assert_eq!(edits(&a, &b), 10_000);
    }
}
