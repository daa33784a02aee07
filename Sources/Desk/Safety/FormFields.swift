import Foundation

/// The fields of a form, or of the query of an address.
struct FormFields: Sendable, Equatable {
    private let values: [String: String]

    /// Reads `name=value&…`, percent-encoded UTF-8; of a name that stands twice the first holds.
    ///
    /// Never fails: what is no field is passed over, bytes that are no UTF-8 are replaced, NUL goes.
    init(_ bytes: some Sequence<UInt8>) {
        var values: [String: String] = [:]
        for pair in Array(bytes).split(separator: UInt8(ascii: "&")) {
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            let key = Self.decoded(name)
            if values[key] == nil { values[key] = Self.decoded(pair.dropFirst(name.count + 1)) }
        }
        self.values = values
    }

    /// The value of a field; empty where it is not there.
    ///
    /// Line ends are `\n`.
    subscript(_ name: String) -> String { values[name] ?? "" }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                decoded.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(digit),
                let low = rest.dropFirst().first.flatMap(digit)
            {
                decoded.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                decoded.append(byte)
            }
        }
        return String(decoding: decoded.filter { $0 != 0 }, as: UTF8.self)
            .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
    }
}
