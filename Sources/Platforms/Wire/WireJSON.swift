/// A JSON value that a request sends, written as a literal.
package enum WireJSON: Hashable, Sendable {
    case text(String)
    case number(Int64)
    case flag(Bool)
    case list([WireJSON])
    /// In the order in which the members are sent.
    case object([Member])

    /// A member of an object.
    package struct Member: Hashable, Sendable {
        /// The key.
        package var key: String
        /// What it holds.
        package var value: WireJSON
    }

    /// The value as JSON.
    package var bytes: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// The same object with one more member at its end; other values stay as they are.
    package func adding(_ key: String, _ value: WireJSON?) -> WireJSON {
        guard let value, case .object(let members) = self else { return self }
        return .object(members + [Member(key: key, value: value)])
    }

    private func write(to writer: inout JSONWriter) {
        switch self {
        case .text(let text): writer.string(text)
        case .number(let number): writer.number(Int(number))
        case .flag(let flag): if flag { writer.raw("true") } else { writer.raw("false") }
        case .list(let list): writer.array(list) { $0.write(to: &$1) }
        case .object(let members):
            writer.raw("{")
            for (index, member) in members.enumerated() {
                if index > 0 { writer.raw(",") }
                writer.string(member.key)
                writer.raw(":")
                member.value.write(to: &writer)
            }
            writer.raw("}")
        }
    }
}

extension WireJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .number(value) }
    package init(booleanLiteral value: Bool) { self = .flag(value) }
    package init(arrayLiteral elements: WireJSON...) { self = .list(elements) }
    package init(dictionaryLiteral elements: (String, WireJSON)...) {
        self = .object(elements.map { Member(key: $0, value: $1) })
    }
}
