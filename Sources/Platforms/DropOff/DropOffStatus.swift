/// What the statuses of a server mean for a drop-off.
package enum DropOffStatus {
    /// What becomes of a file that the server did not give out.
    package enum Verdict: Hashable, Sendable {
        /// The try counts; the next file is next.
        case failed
        /// The try does not count; the next file is next.
        case passedOver
        /// The try does not count, and nothing more is asked in this round.
        case endsRound(PollTrouble)
    }

    /// What becomes of a file that the server answered for in another way than with 200.
    package static func verdict(_ answer: WireAnswer) -> Verdict {
        switch answer.status {
        case 401, 429, 503: .endsRound(trouble(answer))
        // Gone, or in somebody's hands: the next listing tells.
        case 404, 410, 423: .passedOver
        default: .failed
        }
    }

    /// The treatment of a listing that was answered in another way than hoped for.
    package static func trouble(_ answer: WireAnswer) -> PollTrouble {
        let status = answer.status
        if let row = forPeople[status] {
            return .needsPerson(reason: "\(row.reason) (HTTP \(status)).", remedy: row.remedy)
        }
        switch status {
        case 429: return .wait(answer.retryAfter, reason: "The server asks to be left alone for a while (HTTP 429).")
        case 503:
            let isMaintained = answer.headers["x-nextcloud-maintenance-mode"] == "1"
            let why = isMaintained ? "is being maintained" : "is not available"
            return .wait(answer.retryAfter, reason: "The server \(why) (HTTP 503).")
        case 300..<400:
            return .needsPerson(
                reason: "The server sends us to another address (HTTP \(status)).",
                remedy: "Open the address in a browser and set the one that it ends at."
            )
        case 408, 423, 425, 500...599: return .passing(reason: "The server cannot answer now (HTTP \(status)).")
        default: return .unreadable(reason: "The server answered with HTTP \(status), which is no listing.")
        }
    }

    /// An answer that a person gets to see in a browser, where a listing should be.
    package static let page = PollTrouble.needsPerson(
        reason: "A web page came back where a listing should be.",
        remedy: "The address is not that of a folder: set the public link of the share, or the WebDAV address that the "
            + "server's settings show."
    )

    private static let forPeople: [Int: (reason: String, remedy: String)] = [
        401: (
            "The server refuses user or password",
            "Renew the secret 'password'; accounts with a second factor need an app password. Nothing is asked until "
                + "then, because servers slow down after wrong passwords."
        ),
        403: (
            "The server does not let us look into the folder",
            "Share it for viewing: a link that only takes uploads cannot be read."
        ),
        404: (
            "There is nothing at this address: it was moved, or the link was removed or has expired",
            "Check the address, or make a new link, and set it."
        ),
        405: (
            "The address does not speak WebDAV",
            "Set the public link of the share, or the WebDAV address that the server's settings show."
        ),
        410: ("There is nothing at this address any more", "Check the address, or make a new link, and set it."),
    ]
}
