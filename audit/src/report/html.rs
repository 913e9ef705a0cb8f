//! The report as one HTML page: no other resource is asked for, and without JavaScript all but the listings is there.

use super::model::Model;
use super::source::{Origins, Sources};
use super::{bytemap, listing, sizes};
use crate::code::Function;
use crate::elf::account::percent;
use crate::finding::Severity;

/// What the page takes beside the model.
pub struct Page<'a> {
    pub origins: Origins<'a>,
    pub sources: Sources,
    /// The chain as SVG, if it is known.
    pub chain: Option<String>,
}

/// Text inside an element or a quoted attribute.
pub fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// A number with its thousands set apart.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (digit, left) in digits.chars().zip((0..digits.len()).rev()) {
        out.push(digit);
        if left > 0 && left.is_multiple_of(3) {
            out.push('\u{202f}');
        }
    }
    out
}

/// The page.
pub fn page(model: &Model, mut page: Page) -> String {
    let sections = [
        ("summary", "Summary", summary(model)),
        ("map", "Byte map", maps(model)),
        ("sizes", "Sizes", tree(model)),
        ("sections", "Sections", section_table(model)),
        ("calls", "System calls", call_table(model)),
        ("functions", "Functions", functions(model)),
        ("instructions", "Instructions", inventory(model)),
        ("findings", "Findings", findings(model)),
        ("chain", "Chain", page.chain.take().unwrap_or_default()),
    ];
    let mut out = head(model);
    out += "<nav aria-label=\"Sections of the report\"><ul>";
    for (id, title, body) in &sections {
        if !body.is_empty() {
            out += &format!("<li><a href=\"#{id}\">{title}</a></li>");
        }
    }
    out += "<button id=\"theme\" hidden>Dark</button></ul></nav>\n<main id=\"main\">\n";
    for (id, title, body) in &sections {
        if !body.is_empty() {
            out += &format!(
                "<section id=\"{id}\" aria-labelledby=\"h-{id}\"><h2 id=\"h-{id}\">{title}</h2>\n{body}</section>\n"
            );
        }
    }
    out += "</main>\n<footer>Made by <code>audit report</code>. The same in words and as JSON: <code>report.txt</code>, \
            <code>report.json</code>.</footer>\n";
    out += &format!("<script type=\"application/json\" id=\"pieces\">{}</script>\n", bytemap::names(model));
    listings(model, &page.origins, &mut page.sources, &mut out);
    out + "<script>" + include_str!("script.js") + "</script>\n</body>\n</html>\n"
}

fn head(model: &Model) -> String {
    let name = attribute(&model.name);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{name}: audit report</title>\n<style>\n{}</style>\n\
         </head>\n<body>\n<a class=\"skip\" href=\"#main\">To the report</a>\n<header><h1>{name}</h1>\n\
         <p class=\"digest mono\">SHA-256 {}</p></header>\n",
        include_str!("style.css"),
        model.digest
    )
}

fn summary(model: &Model) -> String {
    let instructions: u64 = model.code.inventory.values().sum();
    let named = model.code.functions.iter().filter(|function| !function.name.is_empty()).count() as u64;
    let verdict = match model.findings.worst() {
        Some(Severity::Error) => "<b class=\"error\">errors found</b>",
        Some(Severity::Warning) => "<b class=\"warning\">warnings</b>",
        _ => "<b class=\"good\">nothing wrong found</b>",
    };
    let tiles = [
        (verdict.to_string(), "verdict"),
        (format!("<b>{} %</b>", percent(model.explained, model.size)), "of the bytes explained"),
        (format!("<b>{}</b>", thousands(model.size)), "bytes"),
        (format!("<b>{}</b>", model.machine()), "machine"),
        (format!("<b>{}</b>", thousands(named)), "functions"),
        (format!("<b>{}</b>", thousands(instructions)), "instructions"),
        (format!("<b>{}</b>", model.code.syscalls.len()), "places that call the system"),
        (format!("<b>{}</b>", thousands(model.code.indirect.len() as u64)), "indirect jumps and calls"),
    ];
    let mut out = "<ul class=\"tiles\">".to_string();
    for (value, name) in tiles {
        out += &format!("<li>{value}<span>{name}</span></li>");
    }
    out + "</ul>\n" + &ability(model)
}

/// The sentence that an auditor looks for: what the program can ask of the system.
fn ability(model: &Model) -> String {
    if model.code.syscalls.is_empty() {
        return "<p>This file does not call the system.</p>\n".to_string();
    }
    let (names, complete) = model.code.can();
    let names = attribute(&names.join(", "));
    if complete {
        format!("<p>The system calls of this program are <strong>{names}</strong>, and no other.</p>\n")
    } else {
        format!("<p>The system calls known are {names}; at some places the number is not a constant.</p>\n")
    }
}

fn maps(model: &Model) -> String {
    format!(
        "<div class=\"maps\">{}<p class=\"hover mono\" aria-hidden=\"true\"></p>{}</div>\n",
        bytemap::svg(model),
        bytemap::legend()
    )
}

fn tree(model: &Model) -> String {
    format!(
        "<div class=\"maps\">{}<p class=\"hover mono\" aria-hidden=\"true\"></p></div>\n",
        sizes::svg(model)
    )
}

/// A table: its caption, its heads (with `#` before those of numbers), and its rows as HTML.
fn table(caption: &str, heads: &[&str], rows: &[Vec<String>]) -> String {
    let mut out = format!("<div class=\"scroll\"><table><caption>{caption}</caption><thead><tr>");
    let number = |head: &str| if head.starts_with('#') { " class=\"number\"" } else { "" };
    for head in heads {
        out += &format!("<th scope=\"col\"{}>{}</th>", number(head), head.trim_start_matches('#'));
    }
    out += "</tr></thead><tbody>\n";
    for row in rows {
        out += "<tr>";
        for (head, cell) in heads.iter().zip(row) {
            out += &format!("<td{}>{cell}</td>", number(head));
        }
        out += "</tr>\n";
    }
    out + "</tbody></table></div>\n"
}

fn section_table(model: &Model) -> String {
    let rows: Vec<Vec<String>> = model
        .elf
        .sections
        .iter()
        .skip(1)
        .map(|section| {
            let flags = [(1, 'W'), (2, 'A'), (4, 'X'), (0x10, 'M'), (0x20, 'S'), (0x400, 'T')];
            let flags: String =
                flags.iter().filter(|(bit, _)| section.flags & bit != 0).map(|(_, c)| c).collect();
            vec![
                format!("<code>{}</code>", attribute(&section.name)),
                flags,
                format!("<code>{:#x}</code>", section.address),
                format!("<code>{:#x}</code>", section.offset),
                thousands(section.size),
            ]
        })
        .collect();
    table("The sections of the file", &["Name", "Flags", "#Address", "#Offset", "#Bytes"], &rows)
}

fn call_table(model: &Model) -> String {
    let rows: Vec<Vec<String>> = model
        .code
        .syscalls
        .iter()
        .map(|call| {
            let names: Vec<String> = call.numbers.iter().map(|&number| model.call_name(number)).collect();
            let names =
                if call.complete { names.join(", ") } else { names.join(", ") + " and what is not constant" };
            vec![
                format!("<code>{:#x}</code>", call.address),
                function_link(model, call.address),
                attribute(&names),
            ]
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    table("Every place that calls the system", &["#Address", "Function", "Calls"], &rows)
}

/// The function that an address is in, as a link to its listing.
fn function_link(model: &Model, address: u64) -> String {
    match model.function_at(address) {
        Some(index) => format!("<a href=\"#f{index}\">{}</a>", attribute(model.function_name(index))),
        None => String::new(),
    }
}

/// What lies between functions is listed only if it is more than padding.
fn is_listed(function: &Function) -> bool {
    !function.name.is_empty() || function.padding < function.end.saturating_sub(function.start)
}

fn functions(model: &Model) -> String {
    let total = model.code.functions.iter().filter(|function| is_listed(function)).count();
    let mut out = format!(
        "<div class=\"find\"><label for=\"search\">Search</label><input id=\"search\" type=\"search\" \
         placeholder=\"a function or file; Enter looks through the listings\"><span id=\"count\" role=\"status\">\
         {total} functions</span></div>\n<ol id=\"hits\"></ol>\n<noscript><p>The listings need JavaScript; <code>audit \
         list</code> writes them as text.</p></noscript>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" \
         aria-label=\"Functions\"><table><thead><tr>"
    );
    for head in ["Function", "Source", "Address", "Bytes"] {
        let class = if head == "Function" || head == "Source" { "" } else { " class=\"number\"" };
        out += &format!("<th scope=\"col\"{class}><button type=\"button\">{head}</button></th>");
    }
    out += "</tr></thead><tbody>\n";
    for (index, function) in
        model.code.functions.iter().enumerate().filter(|(_, function)| is_listed(function))
    {
        let name = model.function_name(index);
        let source = match model.sources.get(index) {
            Some((file, line)) if !file.is_empty() => format!("{}:{line}", attribute(file)),
            _ => String::new(),
        };
        let size = function.end.saturating_sub(function.start);
        out += &format!(
            "<tr id=\"f{index}\"><td><a href=\"#f{index}\">{}</a></td><td>{source}</td><td class=\"number\" \
             data-key=\"{}\"><code>{:#x}</code></td><td class=\"number\" data-key=\"{size}\">{}</td></tr>\n",
            attribute(name),
            function.start,
            function.start,
            thousands(size),
        );
    }
    out + "</tbody></table></div>\n<div id=\"listing\" aria-live=\"polite\"></div>\n"
}

/// All listings in one element that the browser does not look into: before each function's lines stands
/// `@NUMBER⇥NAME⇥FILE⇥ADDRESS`.
fn listings(model: &Model, origins: &Origins, sources: &mut Sources, out: &mut String) {
    *out += &format!(
        "<script type=\"text/plain\" id=\"listings\" data-columns=\"{}\">\n",
        listing::columns(origins)
    );
    for (index, function) in
        model.code.functions.iter().enumerate().filter(|(_, function)| is_listed(function))
    {
        let file = model.sources.get(index).map_or("", |(file, _)| file);
        let name = listing::clean(model.function_name(index));
        *out += &format!("@{index}\t{name}\t{}\t{}\n", listing::clean(file), function.start);
        *out += &listing::lines(model.elf, function, file, origins, sources);
    }
    *out += "</script>\n";
}

fn inventory(model: &Model) -> String {
    let mut rows: Vec<(&str, u64)> =
        model.code.inventory.iter().map(|(name, count)| (*name, *count)).collect();
    rows.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    let rows: Vec<Vec<String>> = rows
        .into_iter()
        .map(|(name, count)| vec![format!("<code>{}</code>", attribute(name)), thousands(count)])
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let table = table("How often each instruction occurs", &["Instruction", "#Count"], &rows);
    format!("<details><summary>{} different instructions</summary>{table}</details>\n", rows.len())
}

fn findings(model: &Model) -> String {
    let rows: Vec<Vec<String>> = model
        .findings
        .list()
        .iter()
        .map(|finding| {
            let severity = finding.severity.name();
            let place = match (finding.address, finding.offset) {
                (Some(address), _) => format!("<code>{address:#x}</code>"),
                (None, Some(offset)) => format!("offset <code>{offset:#x}</code>"),
                (None, None) => String::new(),
            };
            vec![
                format!("<span class=\"{severity}\">{severity}</span>"),
                format!("<code>{}</code>", finding.check),
                place,
                attribute(&finding.text),
            ]
        })
        .collect();
    if rows.is_empty() {
        return "<p>None.</p>\n".to_string();
    }
    table("What the checks found", &["Severity", "Check", "Place", "What"], &rows)
}
