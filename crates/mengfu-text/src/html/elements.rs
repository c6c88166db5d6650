//! What the elements of HTML do to the text in them.

/// What an element does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// Its text is no text of the page: scripts, styles, menus, buttons.
    Dropped,
    /// It begins and ends a paragraph.
    Block,
    /// As a block; its text is a heading.
    Heading,
    /// As a block; its text is the title of the page.
    Title,
    /// It breaks the line.
    Break,
    /// It holds rows.
    Table,
    /// A row.
    Row,
    /// A cell of a row.
    Cell,
    /// As a block; its line breaks are those of the source.
    Preformatted,
    /// Its text is bold.
    Bold,
    /// Known, and of no weight here.
    Inline,
}

/// What `name`, in lower case, does; nothing if HTML knows no such element.
pub(super) fn element(name: &[u8]) -> Option<Element> {
    use Element::{
        Block, Bold, Break, Cell, Dropped, Heading, Inline, Preformatted, Row, Table, Title,
    };
    Some(match name {
        b"p" | b"div" | b"section" | b"article" | b"main" | b"header" | b"footer" | b"aside"
        | b"address" | b"blockquote" | b"ul" | b"ol" | b"li" | b"dl" | b"dt" | b"dd"
        | b"figure" | b"figcaption" | b"form" | b"fieldset" | b"legend" | b"hr" | b"body"
        | b"html" | b"head" | b"details" | b"summary" | b"center" | b"caption" | b"dir"
        | b"hgroup" | b"menu" => Block,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Heading,
        b"title" => Title,
        b"br" => Break,
        b"table" | b"tbody" | b"thead" | b"tfoot" => Table,
        b"tr" => Row,
        b"td" | b"th" => Cell,
        b"pre" | b"xmp" | b"listing" | b"plaintext" => Preformatted,
        b"b" | b"strong" => Bold,
        b"script" | b"style" | b"nav" | b"button" | b"select" | b"noscript" | b"iframe"
        | b"svg" | b"template" | b"textarea" | b"object" | b"audio" | b"video" | b"canvas"
        | b"map" | b"datalist" | b"noembed" | b"noframes" | b"noframe" | b"math" => Dropped,
        b"a" | b"abbr" | b"acronym" | b"area" | b"base" | b"basefont" | b"big" | b"cite"
        | b"code" | b"col" | b"colgroup" | b"del" | b"dfn" | b"em" | b"embed" | b"font" | b"i"
        | b"img" | b"input" | b"ins" | b"kbd" | b"label" | b"link" | b"mark" | b"meta" | b"o:p"
        | b"param" | b"picture" | b"q" | b"ruby" | b"rt" | b"rp" | b"s" | b"samp" | b"small"
        | b"source" | b"span" | b"st1" | b"strike" | b"sub" | b"sup" | b"time" | b"track"
        | b"tt" | b"u" | b"var" | b"wbr" => Inline,
        _ => return None,
    })
}
