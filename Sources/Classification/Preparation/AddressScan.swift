/// Recognises web addresses, mail addresses and `@names`, whose letters are no words of a post.
struct AddressScan {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Without the sign there is neither name nor mail address.
    private let hasSign: Bool

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        hasSign = bytes.contains(UInt8(ascii: "@"))
    }

    /// What was found.
    struct Address {
        /// Where it ends, in bytes.
        var end: Int
        /// Whether it is a web address.
        var isLink: Bool
    }

    /// The address that begins at a byte; nil where none does.
    /// - Parameters:
    ///   - index: where a word could begin.
    ///   - previous: the ASCII character before it, 0 for any other.
    func address(at index: Int, after previous: UInt8) -> Address? {
        if bytes[index] == UInt8(ascii: "@") { return name(at: index) }
        let first = bytes[index] | 0x20
        if first == UInt8(ascii: "h") || first == UInt8(ascii: "w") || first == UInt8(ascii: "t") {
            if Self.linkStarts.contains(where: { begins(with: $0, at: index) }) { return link(at: index) }
        }
        return !hasSign || isMailByte(previous) ? nil : mail(at: index)
    }

    private static let linkStarts: [StaticString] = ["http://", "https://", "www.", "t.me/"]

    private func begins(with start: StaticString, at index: Int) -> Bool {
        guard index + start.utf8CodeUnitCount <= bytes.count else { return false }
        return start.withUTF8Buffer { start in
            start.indices.allSatisfy { start[$0] == bytes[index + $0] || isLetter($0 + index, lower: start[$0]) }
        }
    }

    private func isLetter(_ index: Int, lower: UInt8) -> Bool {
        (0x41...0x5A).contains(bytes[index]) && bytes[index] | 0x20 == lower
    }

    /// To the next white space, bracket or quotation mark, without the punctuation of the sentence.
    private func link(at index: Int) -> Address {
        var end = index
        while end < bytes.count, bytes[end] > 0x20, !Self.brackets.contains(bytes[end]), !isBreak(end) { end += 1 }
        while end > index + 1, Self.punctuation.contains(bytes[end - 1]) { end -= 1 }
        return Address(end: end, isLink: true)
    }

    private func name(at index: Int) -> Address? {
        var end = index + 1
        while end < bytes.count, isNameByte(bytes[end]), !isBreak(end) { end += 1 }
        return end > index + 1 ? Address(end: end, isLink: false) : nil
    }

    private func mail(at index: Int) -> Address? {
        let limit = min(bytes.count, index + Self.longestLocalPart + 1)
        var sign = index
        while sign < limit, isMailByte(bytes[sign]) { sign += 1 }
        guard sign > index, sign < limit, bytes[sign] == UInt8(ascii: "@") else { return nil }
        var end = sign + 1
        while end < bytes.count, isMailByte(bytes[end]) { end += 1 }
        while end > sign, Self.punctuation.contains(bytes[end - 1]) { end -= 1 }
        let hasDomain = bytes[sign..<end].contains(UInt8(ascii: "."))
        return hasDomain ? Address(end: end, isLink: false) : nil
    }

    private func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte >= 0x80
    }

    private func isMailByte(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || Self.mailSigns.contains(byte) }

    /// A space, dash or quotation mark outside ASCII: U+00A0, « », and U+2000 to U+203F.
    private func isBreak(_ index: Int) -> Bool {
        guard index + 1 < bytes.count else { return false }
        if bytes[index] == 0xE2 { return bytes[index + 1] == 0x80 }
        return bytes[index] == 0xC2 && [0xA0, 0xAB, 0xBB].contains(bytes[index + 1])
    }

    private static let brackets = Set("()[]<>\"".utf8)
    private static let punctuation = Set(".,;:!?".utf8)
    private static let mailSigns = Set("._%+-".utf8)
    /// The most that RFC 5321 allows.
    private static let longestLocalPart = 64
}
