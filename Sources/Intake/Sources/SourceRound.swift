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
            try await fetch(file, &report)
            return .goOn(nil)
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

    /// Fetches a file to this machine where it is elsewhere, takes it in, and only then moves the cursor: taking a file
    /// in twice is harmless, passing one over is not.
    private func fetch(_ file: FileToFetch, _ report: inout RoundReport) async throws {
        if let path = file.path {
            report.tally += try await ways.takeFile(URL(fileURLWithPath: path))
        } else if let request = file.request {
            let place = ways.spool.appending(path: Self.spoolName(of: file.name))
            // Whatever was fetched is gone when this is done: raw files hold more than we keep.
            defer { try? FileManager.default.removeItem(at: place) }
            let answer = try await ways.transport.download(request, to: place, maxBytes: Self.maxFileBytes)
            guard answer.status == 200 else { throw Self.trouble(file, status: answer.status) }
            report.tally += try await ways.takeFile(place)
        }
        let move = CursorMove(source: source, cursor: file.cursor, at: ways.now())
        _ = try await ways.keep(IntakeBatch(), move)
    }

    /// A name of our own that keeps what a format may look at.
    private static func spoolName(of name: String) -> String {
        let isFine: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) }
        return "\(UUID().uuidString)-\(String(name.suffix(80).map { isFine($0) ? $0 : "_" }))"
    }

    private static func trouble(_ file: FileToFetch, status: Int) -> PollTrouble {
        .passing(reason: "a listed file was answered with status \(status)")
    }

    private static func end(of error: any Error) -> RoundReport.End {
        if let error = error as? TransportError { return .transport(error) }
        if let error = error as? PollTrouble { return .trouble(error) }
        return .storage(OperatorError(describing: error))
    }

    private static let mostSteps = 2_000
    /// The largest part in which Meta's archives come, and a little.
    private static let maxFileBytes = 2_362_232_012
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
