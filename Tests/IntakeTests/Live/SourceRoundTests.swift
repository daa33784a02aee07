import Domain
import Foundation
import Intake
import Platforms
import Synchronization
import TestSupport
import Testing
import Transport

/// A conversation that follows a script, and notes what it is told.
private struct Script: PollConversation {
    var steps: [Result<PollStep, PollTrouble>]

    mutating func next(_ answer: WireAnswer?, now: Date) throws(PollTrouble) -> PollStep {
        steps.isEmpty ? .done(after: nil) : try steps.removeFirst().get()
    }
}

/// Notes in which order things happened.
private final class Diary: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

@Suite struct SourceRoundTests {
    private let diary = Diary()
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func round(
        _ answer: @escaping @Sendable (WireRequest) throws(TransportError) -> WireAnswer = { _ in
            WireAnswer(status: 200)
        },
        takesFiles: Bool = true
    ) -> SourceRound {
        let diary = diary
        return SourceRound(
            source: 7,
            ways: SourceRound.Ways(
                transport: FakeTransport { request throws(TransportError) in
                    diary.add("asked \(request.url)")
                    return try answer(request)
                },
                keep: { batch, move in
                    diary.add("kept \(batch.posts.map(\.externalID)) \(move?.cursor ?? "no cursor")")
                    var tally = Tally()
                    tally.rows = batch.rows
                    tally.new = batch.posts.count
                    return tally
                },
                note: { diary.add("noted \($0.map(\.what))") },
                takeFile: { place in
                    let words = String(decoding: try Data(contentsOf: place), as: UTF8.self)
                    diary.add("took \(words)")
                    guard takesFiles else { throw OperatorError("broken", remedy: "mend it") }
                    return Tally()
                },
                spool: folder.url,
                now: { SamplePosts.now }
            )
        )
    }

    private func page(_ ids: [String], cursor: String?) -> PollStep {
        .keep(PollPage(events: ids.map { .row(.post(SamplePosts.post($0).post)) }, cursor: cursor))
    }

    @Test func `stores each page with its cursor before it asks on`() async {
        let script = Script(steps: [
            .success(.ask(WireRequest(.get, "https://a.example/1"))), .success(page(["1", "2"], cursor: "two")),
            .success(.ask(WireRequest(.get, "https://a.example/2"))), .success(page(["3"], cursor: "three")),
            .success(.done(after: .seconds(5))),
        ])

        let report = await round().run(script)

        #expect(
            diary.all == [
                "asked https://a.example/1", #"kept ["1", "2"] two"#, "asked https://a.example/2",
                #"kept ["3"] three"#,
            ]
        )
        #expect(report.tally.new == 3)
        guard case .fine(after: .seconds(5)) = report.end else { return #expect(Bool(false), "\(report.end)") }
    }

    @Test func `what was kept before a trouble stays kept`() async {
        let script = Script(steps: [
            .success(page(["1"], cursor: "one")), .failure(.wait(.seconds(9), reason: "too many")),
            .success(page(["2"], cursor: "two")),
        ])

        let report = await round().run(script)

        #expect(diary.all == [#"kept ["1"] one"#])
        guard case .trouble(.wait(.seconds(9), reason: "too many")) = report.end else {
            return #expect(Bool(false), "\(report.end)")
        }
    }

    @Test func `a broken way ends the round with its reason`() async {
        let script = Script(steps: [.success(.ask(WireRequest(.get, "https://a.example/1")))])

        let report = await round { _ throws(TransportError) in throw .timedOut }.run(script)

        guard case .transport(.timedOut) = report.end else { return #expect(Bool(false), "\(report.end)") }
    }

    @Test func `the cursor moves only when the file was taken in, and nothing of it is left behind`() async throws {
        let request = WireRequest(.get, "https://a.example/export.json")
        let file = FileToFetch(request: request, path: nil, name: "../export.json", bytes: 4, cursor: "after")

        _ = await round { _ in WireAnswer(status: 200, body: Array("rows".utf8)) }.run(
            Script(steps: [.success(.fetch(file))])
        )

        #expect(diary.all == ["asked https://a.example/export.json", "took rows", "kept [] after"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test(arguments: [404, 500]) func `a listed file that is not given leaves the cursor`(status: Int) async {
        let request = WireRequest(.get, "https://a.example/export.json")
        let file = FileToFetch(request: request, path: nil, name: "export.json", bytes: nil, cursor: "after")

        let script = Script(steps: [.success(.fetch(file)), .success(page([], cursor: "told"))])
        _ = await round { _ in WireAnswer(status: status) }.run(script)

        #expect(diary.all == ["asked https://a.example/export.json", "kept [] told"])
    }

    @Test(arguments: [
        FileToFetch(request: WireRequest(.get, "https://a.example/x"), path: nil, name: "x", bytes: 5, cursor: "after"),
        FileToFetch(
            request: WireRequest(.get, "https://a.example/x"),
            path: nil,
            name: "x",
            bytes: 4,
            sha256: String(repeating: "0", count: 64),
            cursor: "after"
        ),
    ])
    func `a file that is not what was listed is not taken in`(file: FileToFetch) async {
        _ = await round { _ in WireAnswer(status: 200, body: Array("rows".utf8)) }.run(
            Script(steps: [.success(.fetch(file))])
        )

        #expect(diary.all == ["asked https://a.example/x"])
    }

    @Test func `a file that cannot be read to its end leaves the cursor`() async {
        let request = WireRequest(.get, "https://a.example/x")
        let file = FileToFetch(request: request, path: nil, name: "x", bytes: nil, cursor: "after")

        _ = await round(takesFiles: false).run(Script(steps: [.success(.fetch(file))]))

        #expect(diary.all == ["asked https://a.example/x", "took "])
    }

    @Test func `what is only named is noted for later`() async {
        let wanted = LookUp("mentioned-comment", ids: ["id": "5"])

        _ = await round().run(
            Script(steps: [.success(.keep(PollPage(events: [.lookUp(wanted)], cursor: "one")))])
        )

        #expect(diary.all == [#"noted ["mentioned-comment"]"#, "kept [] one"])
    }

    @Test func `a platform that always promises more does not hold the round for ever`() async {
        struct Endless: PollConversation {
            mutating func next(_ answer: WireAnswer?, now: Date) throws(PollTrouble) -> PollStep {
                .ask(WireRequest(.get, "https://a.example/more"))
            }
        }

        let report = await round().run(Endless())

        #expect(diary.all.count == 2_000)
        guard case .fine(after: nil) = report.end else { return #expect(Bool(false), "\(report.end)") }
    }
}
