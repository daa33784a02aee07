import Domain
import Foundation
import Operations
import Platforms

/// Sources as text.
enum SourceText {
    /// One line of the list.
    static func line(_ view: SourceView) -> String {
        let source = view.source
        let posts = view.silence.postsPerDay
        let amount = posts > 0 ? "  \((posts * 10).rounded() / 10) posts a day" : ""
        let trouble = source.health.lastError.map { "\n      \($0)" } ?? ""
        let remedy = source.health.remedy.map { "\n      \($0)" } ?? ""
        return "\(source.name)  \(source.kind.rawValue)  \(view.state)\(amount)\(trouble)\(remedy)"
    }

    /// Everything about a source.
    static func show(_ view: SourceView?, asJSON: Bool) throws {
        guard let view else { return }
        if asJSON { return try Terminal.result(json: view) }
        let (source, health) = (view.source, view.source.health)
        Terminal.result(line(view))
        for (key, value) in source.settings.sorted(by: { $0.key < $1.key }) { Terminal.result("  \(key): \(value)") }
        if let space = source.spaceID { Terminal.result("  space: \(space)") }
        Terminal.result("  asked every \(source.intervalSeconds) s; next \(time(health.nextDueAt))")
        Terminal.result("  last success \(time(health.lastSuccessAt)); last post \(time(health.lastPostAt))")
        if let path = view.webhookPath { Terminal.result("  webhook: https://YOUR-HOST\(path)") }
    }

    /// Turns a source on or off.
    static func turn(_ name: String, on isOn: Bool, _ house: HouseOptions) async throws {
        let operation = SetSource(source: name, isOn: isOn)
        try show(try await Performer.open(try Composition(house)).perform(operation), asJSON: house.json)
    }

    /// `key=value` as a dictionary.
    /// - Throws: `OperatorError` where one has no `=`.
    static func pairs(_ settings: [String]) throws -> [String: String] {
        var pairs: [String: String] = [:]
        for setting in settings {
            guard let sign = setting.firstIndex(of: "="), sign > setting.startIndex else {
                throw OperatorError("'\(setting)' is no setting.", remedy: "Write it like --set page-id=123456.")
            }
            pairs[String(setting[..<sign])] = String(setting[setting.index(after: sign)...])
        }
        return pairs
    }

    private static func time(_ date: Date?) -> String { date.map { $0.ISO8601Format() } ?? "–" }
}

/// What a kind of source brings and needs.
struct SourceKindText: Encodable {
    var kind: SourceKind
    var summary: String
    var settings: [SourceField]
    var secrets: [SourceField]
    var intervalSeconds: Int

    init(_ module: any SourceModule) {
        kind = module.kind
        summary = module.summary
        settings = module.settings
        secrets = module.secrets
        intervalSeconds = module.usualIntervalSeconds
    }

    /// A paragraph for people.
    var text: String {
        var lines = ["\(Terminal.strong(kind.rawValue)) – \(summary)"]
        for (word, fields) in [("--set", settings), ("secret", secrets)] {
            for field in fields {
                lines.append("    \(word) \(field.name)\(field.isRequired ? "" : " (optional)"): \(field.meaning)")
            }
        }
        lines.append("    asked every \(intervalSeconds) s unless --interval says otherwise")
        return lines.joined(separator: "\n")
    }
}
