/// An error for the person who runs the program: what failed, on what and why, and what to do about it.
///
/// Holds no personal data: no words of a post, no handles.
package struct OperatorError: Error, Codable, Hashable, Sendable, CustomStringConvertible {
    /// What failed, on what, and why, in one sentence.
    package var what: String
    /// What to do about it, in one sentence.
    package var remedy: String

    package init(_ what: String, remedy: String) {
        self.what = what
        self.remedy = remedy
    }

    package var description: String { "\(what)\n\(remedy)" }
}

extension OperatorError {
    /// Any error in the form for an operator; an unknown one keeps its own words.
    package init(describing error: any Error) {
        if let known = error as? OperatorError {
            self = known
        } else {
            self.init("Something unexpected failed: \(error).", remedy: "Report this with what you did.")
        }
    }

    /// Whether going on with other files makes no sense, because nothing can be stored.
    package var isDiskTrouble: Bool { what.hasPrefix("The disk") }
}
