//! Squarified treemaps (Bruls, Huizing, van Wijk, 2000): areas as numbers say, rectangles as square as can be.

/// A rectangle.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    fn shorter(self) -> f64 {
        self.width.min(self.height)
    }

    /// What is left inside a border and below a heading; none if that is nothing.
    pub fn inside(self, border: f64, heading: f64) -> Option<Rect> {
        let (width, height) = (self.width - 2.0 * border, self.height - 2.0 * border - heading);
        let inside = Rect { x: self.x + border, y: self.y + border + heading, width, height };
        (width > 0.0 && height > 0.0).then_some(inside)
    }
}

/// Divides a rectangle in the proportion of the sizes, which are in descending order; one rectangle for each.
pub fn divide(sizes: &[u64], area: Rect) -> Vec<Rect> {
    let total: f64 = sizes.iter().map(|&size| size as f64).sum();
    let scale = if total > 0.0 { area.width * area.height / total } else { 0.0 };
    let areas: Vec<f64> = sizes.iter().map(|&size| size as f64 * scale).collect();
    let mut rects = Vec::with_capacity(areas.len());
    let mut rest = area;
    let mut start = 0;
    while start < areas.len() {
        let count = row(&areas[start..], rest.shorter());
        rest = place(&areas[start..start + count], rest, &mut rects);
        start += count;
    }
    rects
}

/// How many of the next areas stand in one row along a side: as long as the worst of them gets no flatter.
fn row(areas: &[f64], side: f64) -> usize {
    let (mut sum, mut worst) = (0.0, f64::INFINITY);
    for (index, &area) in areas.iter().enumerate() {
        let with = sum + area;
        let next = flatness(areas[0], with, side).max(flatness(area, with, side));
        if next > worst {
            return index;
        }
        (sum, worst) = (with, next);
    }
    areas.len()
}

/// The ratio of the sides of an area in a row of areas that together have `sum` and lie along `side`.
fn flatness(area: f64, sum: f64, side: f64) -> f64 {
    if area <= 0.0 || side <= 0.0 {
        return 0.0;
    }
    let depth = sum / side;
    let length = area / depth;
    (depth / length).max(length / depth)
}

/// Places a row along the shorter side and gives what is left of the rectangle.
fn place(areas: &[f64], rest: Rect, rects: &mut Vec<Rect>) -> Rect {
    let sum: f64 = areas.iter().sum();
    let side = rest.shorter();
    let depth = if side > 0.0 { sum / side } else { 0.0 };
    let mut along = 0.0;
    for &area in areas {
        let length = if depth > 0.0 { area / depth } else { 0.0 };
        rects.push(if rest.width <= rest.height {
            Rect { x: rest.x + along, y: rest.y, width: length, height: depth }
        } else {
            Rect { x: rest.x, y: rest.y + along, width: depth, height: length }
        });
        along += length;
    }
    if rest.width <= rest.height {
        Rect { y: rest.y + depth, height: (rest.height - depth).max(0.0), ..rest }
    } else {
        Rect { x: rest.x + depth, width: (rest.width - depth).max(0.0), ..rest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Rect = Rect { x: 0.0, y: 0.0, width: 60.0, height: 40.0 };

    #[test]
    fn areas_are_proportional_and_inside() {
        let sizes = [600, 600, 400, 300, 200, 200, 100];
        let rects = divide(&sizes, PAGE);
        for (size, rect) in sizes.iter().zip(&rects) {
            assert!((rect.width * rect.height - *size as f64).abs() < 1e-6, "{rect:?} for {size}");
            assert!(rect.x >= 0.0 && rect.x + rect.width <= PAGE.width + 1e-6);
            assert!(rect.y >= 0.0 && rect.y + rect.height <= PAGE.height + 1e-6);
            assert!(rect.width / rect.height < 4.0 && rect.height / rect.width < 4.0, "{rect:?}");
        }
    }

    #[test]
    fn rectangles_do_not_overlap() {
        let sizes: Vec<u64> = (1..60).rev().collect();
        let rects = divide(&sizes, PAGE);
        for (i, a) in rects.iter().enumerate() {
            for b in &rects[..i] {
                let apart = a.x + a.width <= b.x + 1e-6
                    || b.x + b.width <= a.x + 1e-6
                    || a.y + a.height <= b.y + 1e-6
                    || b.y + b.height <= a.y + 1e-6;
                assert!(apart, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn nothing_and_zeros_are_harmless() {
        assert!(divide(&[], PAGE).is_empty());
        assert_eq!(divide(&[0, 0], PAGE).len(), 2);
    }
}
