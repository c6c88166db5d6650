//! Lines of a terminal as SVG.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar as _;

use super::sgr::Look;

/// A cell of the terminal, in pixels.
const CELL: usize = 8;
const LINE: usize = 20;
const MARGIN: usize = 16;

/// Looks have names, so that light and dark screens can each give them their colours.
const STYLE: &str = "\
text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'Noto Sans Mono CJK SC','Source Han Mono SC','PingFang SC','Microsoft YaHei',monospace;fill:#1f2328;white-space:pre}
rect{fill:#f6f8fa;stroke:#d1d9e0}
.b{font-weight:700}.d{fill:#59636e}
.c1{fill:#b3261e}.c2{fill:#116329}.c3{fill:#7a5200}.c4{fill:#0550ae}.c5{fill:#8250df}.c6{fill:#0b6b75}
@media(prefers-color-scheme:dark){
text{fill:#e6edf3}rect{fill:#151b23;stroke:#3d444d}.d{fill:#9198a1}
.c1{fill:#ff8f87}.c2{fill:#56d364}.c3{fill:#e3b341}.c4{fill:#79c0ff}.c5{fill:#d2a8ff}.c6{fill:#56d4dd}
}";

/// The picture of `lines`, the command that gave them above.
pub(super) fn draw(command: &str, lines: &[Vec<(Look, String)>], columns: usize) -> String {
    let (width, height) = (columns * CELL + 2 * MARGIN, (lines.len() + 2) * LINE + 2 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <title>{}</title>\n<style>\n{STYLE}\n</style>\n\
         <rect x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" rx=\"8\"/>\n",
        escaped(command),
        width - 1,
        height - 1
    );
    text(&mut out, 0, &[(Look { bold: true, ..Look::default() }, command.to_owned())]);
    for (n, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        text(&mut out, n + 2, line);
    }
    out.push_str("</svg>\n");
    out
}

/// One line. Every stretch of one width says where it begins and how wide it is, so that columns stand
/// whatever fonts the reader has.
fn text(out: &mut String, row: usize, line: &[(Look, String)]) {
    let y = MARGIN + row * LINE + LINE * 3 / 4;
    let _ = write!(out, "<text y=\"{y}\">");
    let mut column = 0;
    for (look, words) in line {
        for run in runs(words) {
            let cells: usize = run.chars().map(cells).sum();
            let blank = run.trim().is_empty();
            let class = if blank { String::new() } else { class(*look) };
            let _ = write!(
                out,
                "<tspan x=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"{class}>{}</tspan>",
                MARGIN + column * CELL,
                cells * CELL,
                escaped(run)
            );
            column += cells;
        }
    }
    out.push_str("</text>\n");
}

/// The stretches of `words` in which all characters are equally wide.
fn runs(words: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| cells(c) != cells(first)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        runs.push(run);
        rest = after;
    }
    runs
}

fn cells(c: char) -> usize {
    c.width().unwrap_or(0)
}

fn class(look: Look) -> String {
    let mut names = Vec::new();
    names.extend(look.bold.then(|| "b".to_owned()));
    names.extend(look.dim.then(|| "d".to_owned()));
    names.extend(look.colour.map(|colour| format!("c{colour}")));
    if names.is_empty() { String::new() } else { format!(" class=\"{}\"", names.join(" ")) }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_where_they_stand_in_a_terminal() {
        let mut line = String::new();
        let wide = "\u{4e00}".repeat(2);
        text(&mut line, 0, &[(Look::default(), format!("ab{wide}<"))]);
        for place in ["x=\"16\" textLength=\"16\"", "x=\"32\" textLength=\"32\"", "x=\"64\""] {
            assert!(line.contains(place), "{line}");
        }
        assert!(line.contains("&lt;"));
    }
}
