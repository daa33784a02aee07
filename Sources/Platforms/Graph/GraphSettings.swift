/// How modules of Meta's platforms read what a source was told.
extension SourceSetup {
    /// A setting that is an id of Meta's, which is a row of digits.
    /// - Throws: `PollTrouble.needsPerson`.
    func requiredID(_ name: String) throws(PollTrouble) -> String {
        let value = try required(name)
        guard value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .needsPerson(
                reason: "The setting '\(name)' is no row of digits.",
                remedy: "Set '\(name)' to the id as Meta's pages show it, digits only."
            )
        }
        return value
    }

    /// A setting that is a whole number.
    /// - Throws: `PollTrouble.needsPerson`.
    func number(_ name: String, in range: ClosedRange<Int>, usual: Int) throws(PollTrouble) -> Int {
        guard let value = setting(name) else { return usual }
        guard let number = Int(value), range.contains(number) else {
            throw .needsPerson(
                reason: "The setting '\(name)' is no whole number from \(range.lowerBound) to \(range.upperBound).",
                remedy: "Set '\(name)' to such a number, or take it away: \(usual) is meant then."
            )
        }
        return number
    }
}
