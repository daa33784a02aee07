package import Domain
package import Foundation
package import Platforms
package import Storage
package import Transport

/// Leads rounds of sources: finds the module, the secrets and the space, and holds the round.
package struct SourceLeader: Sendable {
    private let store: Store
    private let secrets: SourceSecrets
    private let ways: SourceRound.Ways
    private let intake: Intake
    private let options: ImportOptions

    /// - Parameters:
    ///   - intake: the one way in for posts.
    ///   - options: how dropped files are read.
    ///   - spool: where files are put while they are fetched.
    package init(
        store: Store,
        secrets: SourceSecrets,
        transport: any WireTransport,
        intake: Intake,
        options: ImportOptions,
        spool: URL,
        now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.secrets = secrets
        self.intake = intake
        self.options = options
        ways = SourceRound.Ways(
            transport: transport,
            keep: { try await intake.take($0, cursor: $1) },
            note: { _ in },
            takeFile: { place in try await Self.takeIn(place, intake: intake, options: options) },
            spool: spool,
            now: now
        )
    }

    /// Asks a source once, from its cursor as it is stored.
    package func round(of source: Source, checksAccess: Bool) async -> RoundReport {
        var report = RoundReport()
        do {
            guard let module = SourceModules.module(of: source.kind) else { throw Self.unknown(source) }
            let setup = try await setup(of: source, module)
            let wanted = try await store.lookUps(of: source.id, limit: Self.mostLookUps)
            let conversation = try module.conversation(
                setup,
                cursor: try await store.cursor(of: source.id),
                lookUps: wanted.compactMap { LookUp(stored: $0.wanted) },
                checksAccess: checksAccess
            )
            guard let conversation else {
                report.end = .fine(after: nil)
                return report
            }
            report = await SourceRound(source: source.id, ways: ways(of: source, setup.space)).run(conversation)
            report.checkedAccess = checksAccess
            try await settle(wanted, report)
        } catch let trouble as PollTrouble {
            report.end = .trouble(trouble)
        } catch {
            let error = OperatorError(describing: error)
            report.end = .trouble(.needsPerson(reason: error.what, remedy: error.remedy))
        }
        return report
    }

    /// A source as its module needs it.
    /// - Throws: `OperatorError` where a secret cannot be read or is missing.
    package func setup(of source: Source, _ module: any SourceModule) async throws -> SourceSetup {
        let found = try secrets.secrets(of: source.name, names: module.secrets.map(\.name))
        if let missing = module.secrets.first(where: { $0.isRequired && found[$0.name] == nil }) {
            throw OperatorError(
                "The source '\(source.name)' has no \(missing.name): \(missing.meaning)",
                remedy: "Give it with: streetwork source secret \(source.name) \(missing.name) < FILE."
            )
        }
        var space: SpaceReference?
        if let id = source.spaceID { space = try await store.space(id)?.reference }
        return SourceSetup(name: source.name, settings: source.settings, secrets: found, space: space)
    }

    private func ways(of source: Source, _ space: SpaceReference?) -> SourceRound.Ways {
        var ways = ways
        let (store, now) = (store, ways.now)
        ways.keep = { [intake] in try await intake.take($0, cursor: $1, from: source.name) }
        ways.note = { lookUps in
            try await store.note(lookUps.map { LookUpNote(wanted: $0.stored) }, of: source.id, now: now())
        }
        guard let space else { return ways }
        var options = options
        options.space = space
        ways.takeFile = { [options, intake] in try await Self.takeIn($0, intake: intake, options: options) }
        return ways
    }

    /// Look-ups that a round answered are forgotten; those of a failed round are tried again a few times.
    private func settle(_ notes: [LookUpNote], _ report: RoundReport) async throws {
        guard !notes.isEmpty else { return }
        switch report.end {
        case .fine: try await store.finishLookUps(notes.map(\.id))
        case .trouble(.unreadable): _ = try await store.failLookUps(notes.map(\.id), atMost: Self.mostTries)
        case .trouble, .transport, .storage: break
        }
    }

    private static func takeIn(_ place: URL, intake: Intake, options: ImportOptions) async throws -> Tally {
        let report = await FileImport(gate: intake, options: options).run([place.path])
        if let fault = report.files.compactMap(\.fault).first { throw fault }
        return report.tally
    }

    private static func unknown(_ source: Source) -> PollTrouble {
        .needsPerson(
            reason: "This version does not know sources of the kind \(source.kind.rawValue).",
            remedy: "Install the version that made it."
        )
    }

    private static let mostLookUps = 50
    private static let mostTries = 5
}
