/// A wording with variables in braces: `{channel}`, or with a fallback `{place|where you live}`.
package struct TemplateText: Sendable {
    private enum Piece: Sendable {
        case words(String)
        case variable(name: String, fallback: String?)
    }

    private let pieces: [Piece]

    /// The names that a wording may use.
    package static let variables = ["channel", "organisation", "counsellor", "place", "service"]

    /// - Throws: `TemplateTextFault` where a variable is unknown or a brace is not closed.
    package init(_ text: String) throws(TemplateTextFault) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            pieces.append(.words(String(rest[..<open])))
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw TemplateTextFault(reason: "'{' without '}' near '\(rest[open...].prefix(20))'")
            }
            let inside = rest[rest.index(after: open)..<close]
                .split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
            let name = inside.first.map(String.init) ?? ""
            guard !inside.contains(where: { $0.contains("{") }) else {
                throw TemplateTextFault(reason: "'{' inside of braces near '\(rest[open...].prefix(20))'")
            }
            guard Self.variables.contains(name) else {
                let known = Self.variables.joined(separator: ", ")
                throw TemplateTextFault(reason: "unknown variable '{\(name)}'; known are \(known)")
            }
            pieces.append(.variable(name: name, fallback: inside.count > 1 ? String(inside[1]) : nil))
            rest = rest[rest.index(after: close)...]
        }
        pieces.append(.words(String(rest)))
        self.pieces = pieces
    }

    /// The words with their variables filled in.
    /// - Throws: `TemplateTextFault` where a variable has neither value nor fallback.
    package func filled(_ values: [String: String]) throws(TemplateTextFault) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .words(let words): text += words
            case .variable(let name, let fallback):
                guard let value = values[name] ?? fallback else {
                    throw TemplateTextFault(reason: "the variable '{\(name)}' has no value and no fallback")
                }
                text += value
            }
        }
        return text
    }
}

/// Why a wording cannot be used.
package struct TemplateTextFault: Error, Equatable {
    /// In words for whoever edits the template.
    package var reason: String
}
