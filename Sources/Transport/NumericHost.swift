/// Hosts written as an address of IPv4, in any of the ways that systems understand.
enum NumericHost {
    /// Whether a host ends like an address: no domain at the top begins with a digit.
    static func looksLikeOne(_ host: some StringProtocol) -> Bool {
        host.split(separator: ".").last?.first.map { ("0"..."9").contains($0) } == true
    }

    /// The four bytes; nil for anything else.
    ///
    /// One to four numbers, decimal, octal with a leading 0 or hexadecimal with 0x; the last fills what is left.
    static func bytes(_ host: some StringProtocol) -> [UInt8]? {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { number($0) }
        let numbers = parts.compactMap(\.self)
        guard (1...4).contains(parts.count), numbers.count == parts.count, let last = numbers.last else { return nil }
        let leading = numbers.dropLast()
        let room = 8 * (4 - leading.count)
        guard leading.allSatisfy({ $0 <= 255 }), last < 1 << UInt64(room) else { return nil }
        let value = leading.enumerated().reduce(last) { $0 | $1.element << UInt64(24 - 8 * $1.offset) }
        return (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt64(24 - 8 * $0)) }
    }

    private static func number(_ text: some StringProtocol) -> UInt64? {
        // Of more digits than any address has the value may not fit.
        guard let first = text.utf8.first, first != UInt8(ascii: "+"), text.utf8.count <= 12 else { return nil }
        if text.lowercased().hasPrefix("0x") { return UInt64(text.dropFirst(2), radix: 16) }
        return UInt64(text, radix: text.hasPrefix("0") ? 8 : 10)
    }
}
