/// Cells of tables that people open with a spreadsheet.
enum TableCell {
    /// A cell as it is written: in quotes where needed, and with an apostrophe before what a spreadsheet would take for
    /// a formula.
    static func quoted(_ text: String) -> String {
        let safe = needsApostrophe(text) ? "'" + text : text
        let isPlain = safe.unicodeScalars.allSatisfy { !",;\t|\"\r\n".unicodeScalars.contains($0) }
        let hasEdge = safe.first?.isWhitespace == true || safe.last?.isWhitespace == true
        if isPlain, !hasEdge { return safe }
        return "\"" + safe.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }

    /// What a cell means: without the apostrophe that `quoted` put before it.
    static func plain(_ cell: String) -> String {
        guard cell.unicodeScalars.first == "'" else { return cell }
        let rest = String(cell.unicodeScalars.dropFirst())
        return needsApostrophe(rest) ? rest : cell
    }

    /// Scalars, because a spreadsheet sees the sign even where a combining mark makes another character of it.
    private static func needsApostrophe(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        return "=+-@\t\r'".unicodeScalars.contains(first) && Int(text) == nil
    }
}
