import Domain
import Foundation
import Platforms
import Testing

/// Sources of Meta's platforms as tests set them up.
enum MetaSetup {
    static let page = "100200300400500"
    static let account = "17841400000000001"

    static func setup(
        _ kind: SourceKind,
        _ settings: [String: String] = [:],
        secrets: [String: [String]]? = nil,
        space: SpaceReference? = nil
    ) -> SourceSetup {
        let usual: [String: String] =
            kind == .facebookPage
            ? ["page-id": page] : ["account-id": account, "username": "beratung.example", "hashtags": "ajutor"]
        let keys = [
            "token": ["EAATESTTOKEN"], "app-secret": ["test-app-secret"], "verify-token": ["example-verify-word"],
        ]
        return SourceSetup(
            name: "x",
            settings: usual.merging(settings) { $1 },
            secrets: secrets ?? keys,
            space: space
        )
    }

    static func module(_ kind: SourceKind) throws -> any SourceModule { try #require(SourceModules.module(of: kind)) }

    static func webhook(_ kind: SourceKind, _ setup: SourceSetup? = nil) throws -> any Webhook {
        try #require(try module(kind).webhook(setup ?? self.setup(kind)))
    }

    static func sender(_ kind: SourceKind, _ settings: [String: String] = [:]) throws -> any Sender {
        try #require(try module(kind).sender(setup(kind, settings)))
    }

    /// A round that is led to its end.
    static func round(
        _ setup: SourceSetup,
        _ kind: SourceKind,
        cursor: String? = nil,
        lookUps: [LookUp] = [],
        checksAccess: Bool = false,
        answers: [WireAnswer],
        now: Date
    ) throws -> PolledRound {
        let conversation = try module(kind).conversation(
            setup,
            cursor: cursor,
            lookUps: lookUps,
            checksAccess: checksAccess
        )
        return PolledRound(try #require(conversation), cursor: cursor, answers: answers, now: now)
    }

    /// An answer with status 200.
    static func answer(_ json: String, status: Int = 200, headers: [String: String] = [:]) -> WireAnswer {
        WireAnswer(status: status, headers: headers, body: Array(json.utf8))
    }
}
