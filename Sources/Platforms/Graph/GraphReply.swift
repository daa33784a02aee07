import Foundation

/// An answer of the Graph API, told apart into what it brought and what it complains about.
enum GraphReply {
    /// A body without an error.
    case body([UInt8])
    /// An error of Meta's, whatever the status said.
    case fault(GraphFault)

    /// - Throws: where something else than the Graph API seems to have answered.
    init(_ answer: WireAnswer) throws(PollTrouble) {
        if let fault = GraphFault(body: answer.body) {
            self = .fault(fault)
            return
        }
        guard answer.status == 200 else { throw Self.trouble(of: answer) }
        _ = try answer.pieces()
        self = .body(answer.body)
    }

    /// A value of the body.
    /// - Throws: `unreadable` where it is of another shape.
    static func decode<T: Decodable>(_ type: T.Type, from body: [UInt8]) throws(PollTrouble) -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(body))
        } catch {
            throw .unreadable(reason: "Meta's answer has another shape than expected.")
        }
    }

    private static func trouble(of answer: WireAnswer) -> PollTrouble {
        let reason = "Meta answers with status \(answer.status)."
        return switch answer.status {
        case 429: .wait(answer.retryAfter, reason: reason)
        case 500...: .passing(reason: reason)
        case _ where answer.isPage: .passing(reason: "A web page came instead of data (status \(answer.status)).")
        case 401, 403:
            .needsPerson(
                reason: reason,
                remedy: "Make a new token and put it into the file 'token' of the secrets of this source."
            )
        default: .unreadable(reason: reason)
        }
    }
}
