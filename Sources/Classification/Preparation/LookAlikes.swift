/// Letters of one script that look like letters of another, which spam and habit put into each other's words.
struct LookAlikes: Sendable {
    private var toLatin: [UInt32: UInt32] = [:]
    private var toCyrillic: [UInt32: UInt32] = [:]
    /// Letters that are drawn like another one in another style, with that one.
    private(set) var styled: [UInt32: UInt32] = [:]

    /// Reads `letters.tsv`: `alike`, a Cyrillic letter, a Latin one; or `styled`, a letter, the plain one.
    init(_ data: DataTable) {
        for line in data.lines {
            let cells = line.columns.dropFirst().compactMap { $0.unicodeScalars.first?.value }
            guard line.columns.count == 3, cells.count == 2 else { continue }
            if line.columns[0] == "alike" {
                toLatin[cells[0]] = cells[1]
                toCyrillic[cells[1]] = cells[0]
            } else {
                styled[cells[0]] = cells[1]
            }
        }
    }

    /// The letters of a word in one script, where those of the other are all look-alikes; nil where they are not.
    ///
    /// A word that would do in both scripts is taken for one of the script of most of its letters, Latin when equal.
    func oneScript(_ letters: [UInt32]) -> [UInt32]? {
        let cyrillic = letters.filter { LetterScript(of: $0) == .cyrillic }
        let latin = letters.filter { LetterScript(of: $0) == .latin }
        let canBeLatin = cyrillic.allSatisfy { toLatin[$0] != nil }
        let canBeCyrillic = latin.allSatisfy { toCyrillic[$0] != nil }
        if canBeLatin, !canBeCyrillic || latin.count >= cyrillic.count { return letters.map { toLatin[$0] ?? $0 } }
        if canBeCyrillic { return letters.map { toCyrillic[$0] ?? $0 } }
        return nil
    }
}
