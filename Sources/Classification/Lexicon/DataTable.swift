/// Reads the data files of the project: lines of columns separated by a TAB, with comments.
struct DataTable {
    /// One line that is no comment.
    struct Line {
        var number: Int
        var columns: [String]
    }

    let file: String
    let lines: [Line]

    /// Lines that are empty or begin with `#` are left out; white space around a column is dropped.
    init(file: String, text: String) {
        self.file = file
        var lines: [Line] = []
        // Of Windows files: U+FEFF at the start, and "\r\n", which is one character.
        let content = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        let rows = content.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in rows.enumerated() {
            guard !line.hasPrefix("#"), line.contains(where: { !$0.isWhitespace }) else { continue }
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map { column in
                String(column).trimmed
            }
            lines.append(Line(number: index + 1, columns: columns))
        }
        self.lines = lines
    }

    func fault(_ line: Line, _ reason: String) -> LexiconFault {
        LexiconFault(file: file, line: line.number, reason: reason)
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        var rest = Substring(self)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
