import Domain
import Operations

/// Writes what became of captured posts for a terminal.
enum CaptureText {
    static func summary(_ outcome: CaptureOutcome) -> String {
        let tally = outcome.tally
        let space = outcome.space
        let name = Terminal.excerpt(space.reference.name ?? space.reference.externalID, 60)
        var lines = ["\(tally.new) new, \(tally.known) known, \(tally.changed) changed  (space \(space.id), \(name))"]
        lines += outcome.enquiries.map { enquiry in
            let state = enquiry.isNew ? "new" : enquiry.state.rawValue
            return "enquiry #\(enquiry.id)  \(enquiry.urgency.rawValue.uppercased())  \(enquiry.kind.rawValue)  "
                + "\(enquiry.language.rawValue)  \(state)"
        }
        if outcome.enquiries.isEmpty {
            lines.append(
                "By the classifier nobody needs to see it. If that is wrong: streetwork correct '\(outcome.permalink)' "
                    + "--as YOU --kind request"
            )
        }
        return lines.joined(separator: "\n")
    }
}
