package import Domain
package import Foundation
package import Platforms
package import Transport

/// One round of one source: leads its conversation, and stores each page with its cursor before it goes on.
package struct SourceRound: Sendable {
    /// Stores a page, with the cursor in the same transaction.
    package typealias Keep = @Sendable (IntakeBatch, CursorMove?) async throws -> Tally

    /// The ways that a round has to the world.
    package struct Ways: Sendable {
        /// Sends requests.
        package var transport: any WireTransport
        /// Stores pages.
        package var keep: Keep
        /// Notes what has to be looked up later.
        package var note: @Sendable ([LookUp]) async throws -> Void
        /// Takes in a file that was dropped off; throws where it could not be read to its end.
        package var takeFile: @Sendable (URL) async throws -> Tally
        /// Where files are put while they are fetched; only this process writes there.
        package var spool: URL
        /// The time.
        package var now: @Sendable () -> Date

        package init(
            transport: any WireTransport,
            keep: @escaping Keep,
            note: @escaping @Sendable ([LookUp]) async throws -> Void,
            takeFile: @escaping @Sendable (URL) async throws -> Tally,
            spool: URL,
            now: @escaping @Sendable () -> Date
        ) {
            self.transport = transport
            self.keep = keep
            self.note = note
            self.takeFile = takeFile
            self.spool = spool
            self.now = now
        }
    }

    private let source: Int64
    private let ways: Ways

    package init(source: Int64, ways: Ways) {
        self.source = source
        self.ways = ways
    }

    /// Leads a conversation to its end.
    ///
    /// What was kept before a trouble stays kept. A round ends by itself after `mostSteps` steps, so that a platform
    /// that always promises more cannot hold it.
    package func run(_ conversation: any PollConversation) async -> RoundReport {
        var report = RoundReport()
        var conversation = conversation
        var answer: WireAnswer?
        for _ in 0..<Self.mostSteps {
            let step: PollStep
            do throws(PollTrouble) {
                step = try conversation.next(answer, now: ways.now())
            } catch {
                report.end = .trouble(error)
                return report
            }
            do {
                switch try await perform(step, &report) {
                case .goOn(let next): answer = next
                case .over: return report
                }
            } catch {
                report.end = Self.end(of: error)
                return report
            }
        }
        return report
    }

    private enum Next { case goOn(WireAnswer?), over }

    private func perform(_ step: PollStep, _ report: inout RoundReport) async throws -> Next {
        switch step {
        case .ask(let request):
            return .goOn(try await ways.transport.send(request))
        case .keep(let page):
            try await keep(page, &report)
            return .goOn(nil)
        case .fetch(let file):
            return .goOn(try await fetch(file, &report))
        case .list(let path):
            return .goOn(FolderLook.answer(path))
        case .warn(let warning):
            report.warnings.append(warning)
            return .goOn(nil)
        case .done(let after):
            report.end = .fine(after: after)
            return .over
        }
    }

    private func keep(_ page: PollPage, _ report: inout RoundReport) async throws {
        var batch = IntakeBatch()
        for event in page.events { batch.add(event) }
        let lookUps = page.events.compactMap { if case .lookUp(let wanted) = $0 { wanted } else { nil } }
        if !lookUps.isEmpty { try await ways.note(lookUps) }
        let move = page.cursor.map { CursorMove(source: source, cursor: $0, at: ways.now()) }
        if batch.isEmpty && move == nil { return }
        report.tally += try await ways.keep(batch, move)
    }

    /// The cursor moves only once the file was taken in: taking it in twice is harmless, passing it over is not.
    private func fetch(_ file: FileToFetch, _ report: inout RoundReport) async throws -> WireAnswer? {
        let (tally, told) = try await DroppedFile(file: file, ways: ways).takeIn()
        if let told { return told }
        report.tally += tally
        _ = try await ways.keep(IntakeBatch(), CursorMove(source: source, cursor: file.cursor, at: ways.now()))
        return nil
    }

    private static func end(of error: any Error) -> RoundReport.End {
        if let error = error as? TransportError { return .transport(error) }
        if let error = error as? PollTrouble { return .trouble(error) }
        return .storage(OperatorError(describing: error))
    }

    private static let mostSteps = 2_000
}

/// What became of a round.
package struct RoundReport: Sendable {
    /// What became of the rows.
    package var tally = Tally()
    /// Whether the round began by checking its access, so that warnings of earlier ones are out of date.
    package var checkedAccess = false
    /// What a person should know although the round went on.
    package var warnings: [OperatorError] = []
    /// How it ended.
    package var end: End = .fine(after: nil)

    /// How a round ends.
    package enum End: Sendable {
        /// Well; ask again after this long, or at the interval of the source.
        case fine(after: Duration?)
        /// The platform stood in the way.
        case trouble(PollTrouble)
        /// The way to the platform failed.
        case transport(TransportError)
        /// The posts could not be stored.
        case storage(OperatorError)
    }
}
