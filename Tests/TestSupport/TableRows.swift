/// Reads the tables of fixtures: lines of cells separated by a TAB, without lines that begin with `#`.
package enum TableRows {
    /// The cells of every line.
    /// - Throws: where the fixture is missing.
    package static func read(_ path: String) throws -> [[String]] {
        try Fixtures.text(path).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
