import Foundation

/// The header of HTTP's plainest login.
package enum BasicLogin {
    /// The header; nil where the user holds a colon, which would be read as the begin of the password.
    package static func header(user: String, password: String) -> WireRequest.Header? {
        guard !user.contains(":") else { return nil }
        return .init("Authorization", "Basic \(Data("\(user):\(password)".utf8).base64EncodedString())")
    }

    /// What a person has to do about such a user.
    package static let colon = PollTrouble.needsPerson(
        reason: "The user holds a colon.",
        remedy: "Set 'user' to a name without one."
    )
}
