/// The characters that XML and HTML write as `&name;` or `&#number;`.
enum CharacterReference {
    /// What stands between `&` and `;`; nil where it is none of the five names and no character's number.
    static func scalar(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        switch String(decoding: name, as: UTF8.self) {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        case let number:
            guard number.hasPrefix("#") else { return nil }
            let digits = number.dropFirst()
            let isHexadecimal = digits.hasPrefix("x")
            guard let value = UInt32(isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10),
                value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D
            else { return nil }
            return Unicode.Scalar(value)
        }
    }
}
