import Domain

/// Reads the settings and secrets of a source of Meta's platforms.
struct GraphSettings {
    private let setup: SourceSetup

    init(_ setup: SourceSetup) { self.setup = setup }

    /// A setting without white space around it; nil where it is absent or empty.
    func text(_ name: String) -> String? {
        let value = cleanText(setup.settings[name] ?? "")
        return value.isEmpty ? nil : value
    }

    /// An id of Meta's, which is a row of digits.
    func id(_ name: String) throws(PollTrouble) -> String {
        guard let value = text(name), value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .needsPerson(
                reason: "The setting '\(name)' is missing or no row of digits.",
                remedy: "Set '\(name)' to the id as Meta's pages show it, digits only."
            )
        }
        return value
    }

    /// A whole number.
    func number(_ name: String, in range: ClosedRange<Int>, usually usual: Int) throws(PollTrouble) -> Int {
        guard let value = text(name) else { return usual }
        guard let number = Int(value), range.contains(number) else {
            throw .needsPerson(
                reason: "The setting '\(name)' is no whole number from \(range.lowerBound) to \(range.upperBound).",
                remedy: "Set '\(name)' to such a number, or remove it: \(usual) is meant then."
            )
        }
        return number
    }

    /// A secret in use.
    func secret(_ name: String) throws(PollTrouble) -> String {
        let isUsable: (Unicode.Scalar) -> Bool = { $0.value > 0x20 && $0.value < 0x7F }
        guard let value = setup.secret(name), !value.isEmpty, value.unicodeScalars.allSatisfy(isUsable) else {
            throw .needsPerson(
                reason: "The secret '\(name)' is missing, or holds white space or letters that cannot be sent.",
                remedy: "Put it into the file '\(name)' of the secrets of this source, on one line."
            )
        }
        return value
    }
}
