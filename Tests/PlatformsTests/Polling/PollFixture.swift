import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// A fixture of polling, `Fixtures/polling/<kind>/<case>.json`, with its line of `expected.tsv` in the same folder.
///
/// `setup.json` beside it holds settings and secrets. A case holds `answers`, each with `status`, `headers` and `body`
/// (a text is sent as it stands, anything else as JSON), and may hold `cursor`, `checksAccess`, `lookUps` and more
/// `settings`. The line names the steps, separated by ` > `, and the cursor afterwards (`-` where there is none).
struct PollFixture: CustomTestStringConvertible {
    let kind: String
    let name: String
    let steps: [String]
    let cursor: String?

    var testDescription: String { "\(kind)/\(name)" }

    /// The cases that every module has to have.
    static let wanted = [
        "page", "last-page", "empty", "rate-limit", "refused", "garbage", "html", "repeated", "broken-row",
    ]

    /// The cases of all kinds.
    static func all() throws -> [PollFixture] {
        let folder = Fixtures.url("polling")
        let kinds = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try kinds.flatMap { kind in
            try TableRows.read("polling/\(kind)/expected.tsv").map { cells in
                PollFixture(
                    kind: kind,
                    name: cells[0],
                    steps: cells[1].split(separator: " > ").map { $0.trimmingCharacters(in: .whitespaces) },
                    cursor: cells[2] == "-" ? nil : cells[2]
                )
            }
        }
    }

    /// What a case needs to be led.
    struct Scene {
        var module: any SourceModule
        var setup: SourceSetup
        var cursor: String?
        var checksAccess: Bool
        var lookUps: [LookUp]
        var answers: [WireAnswer]

        func round(cursor other: String? = nil, answers others: [WireAnswer]? = nil) throws -> PolledRound {
            let begin = other ?? cursor
            let conversation = try module.conversation(
                setup,
                cursor: begin,
                lookUps: lookUps,
                checksAccess: checksAccess
            )
            guard let conversation else { throw Missing(what: "a conversation") }
            return PolledRound(conversation, cursor: begin, answers: others ?? answers, now: SamplePosts.now)
        }
    }

    struct Missing: Error { var what: String }

    func scene() throws -> Scene {
        guard let known = SourceKind(rawValue: kind), let module = SourceModules.module(of: known) else {
            throw Missing(what: "the module \(kind)")
        }
        let scene = try object("\(name).json"), shared = try object("setup.json")
        let settings = shared["settings"] as? [String: String] ?? [:]
        let others = scene["settings"] as? [String: String] ?? [:]
        let secrets = shared["secrets"] as? [String: String] ?? [:]
        return Scene(
            module: module,
            setup: SourceSetup(
                name: kind,
                settings: settings.merging(others) { $1 },
                secrets: secrets.mapValues { [$0] }
            ),
            cursor: scene["cursor"] as? String,
            checksAccess: scene["checksAccess"] as? Bool ?? false,
            lookUps: (scene["lookUps"] as? [[String: Any]] ?? []).map { lookUp in
                LookUp(lookUp["what"] as? String ?? "", ids: lookUp["ids"] as? [String: String] ?? [:])
            },
            answers: try (scene["answers"] as? [[String: Any]] ?? []).map(Self.answer)
        )
    }

    private func object(_ file: String) throws -> [String: Any] {
        let data = try Data(contentsOf: Fixtures.url("polling/\(kind)/\(file)"))
        guard let object = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw Missing(what: "an object in \(file)")
        }
        return object
    }

    private static func answer(_ fields: [String: Any]) throws -> WireAnswer {
        var body: [UInt8] = []
        if let text = fields["body"] as? String {
            body = Array(text.utf8)
        } else if let value = fields["body"] {
            body = Array(try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]))
        }
        return WireAnswer(
            status: fields["status"] as? Int ?? 200,
            headers: fields["headers"] as? [String: String] ?? [:],
            body: body
        )
    }
}
