import Foundation

/// An error that the Graph API reports in the body of an answer, whatever its status.
struct GraphFault: Hashable, Sendable {
    /// Meta's number for it.
    var code: Int
    /// Meta's finer number.
    var subcode: Int?
    /// Whether Meta itself says that it passes.
    var isTransient: Bool
    /// What the table says about it; nil where it is not known.
    let row: GraphFaultRow?

    init(code: Int, subcode: Int? = nil, isTransient: Bool = false) {
        self.code = code
        self.subcode = subcode
        self.isTransient = isTransient
        row = GraphFaultRow.row(code: code, subcode: subcode)
    }

    /// The error in a body; nil where it reports none.
    init?(body: [UInt8]) {
        // What is no JSON reports no error; whoever reads the body next says so.
        guard let reported = try? JSONDecoder().decode(Reported.self, from: Data(body)) else { return nil }
        if let error = reported.error {
            self.init(code: error.code ?? 0, subcode: error.subcode, isTransient: error.isTransient ?? false)
        } else if let code = reported.oldCode, reported.oldType != nil {
            self.init(code: code)
        } else {
            return nil
        }
    }

    /// What becomes of it.
    var treatment: GraphTreatment {
        if let row { return row.treatment }
        return isTransient ? .passing : .unknown
    }

    /// The trouble of a round that ends with it.
    /// - Parameters:
    ///   - status: of the answer.
    ///   - wait: how long the answer asks to wait.
    ///   - permissions: what the token has to allow.
    func trouble(status: Int, wait: Duration?, permissions: String) -> PollTrouble {
        switch treatment {
        case .wait: .wait(wait, reason: reason)
        case .abuse: .wait(wait ?? .seconds(6 * 3_600), reason: reason)
        case .passing: .passing(reason: reason)
        case .access, .permission, .missing, .setting:
            .needsPerson(reason: reason, remedy: remedy(permissions: permissions))
        case .duplicate: .unreadable(reason: reason)
        case .unknown: status >= 500 ? .passing(reason: reason) : .unreadable(reason: reason)
        }
    }

    /// What happened, in one sentence; holds the numbers but no words of Meta's, which may hold ids.
    var reason: String {
        let number = subcode.map { "\(code)/\($0)" } ?? "\(code)"
        return "Meta answers with error \(number): \(row?.meaning ?? "this number is not known here")."
    }

    /// What to do about it.
    func remedy(permissions: String) -> String {
        switch treatment {
        case .access: "Make a new token and put it into the file 'token' of the secrets of this source."
        case .permission: "Give the app the permissions \(permissions), and make a new token with them."
        case .setting, .missing, .wait, .passing, .abuse, .duplicate, .unknown:
            row?.remedy ?? "Look the number up in Meta's list of Graph API errors."
        }
    }

    private struct Reported: Decodable {
        var error: Error?
        var oldType: String?
        var oldCode: Int?

        struct Error: Decodable {
            var code: Int?
            var subcode: Int?
            var isTransient: Bool?

            enum CodingKeys: String, CodingKey {
                case code
                case subcode = "error_subcode"
                case isTransient = "is_transient"
            }
        }

        enum CodingKeys: String, CodingKey {
            case error
            case oldType = "error_type"
            case oldCode = "code"
        }
    }
}
