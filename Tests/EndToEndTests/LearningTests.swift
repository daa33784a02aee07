import Foundation
import TestSupport
import Testing

/// From a correction to new models in use, as a person does it.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LearningTests {
    let program: Program
    /// A `Config` of its own beside which there is no encoder, so that the fast tier works alone.
    let config: String

    init() throws {
        program = try Program()
        let folder = program.folder.url.appending(path: "house")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: Fixtures.checkout.appending(path: "Config"),
            to: folder.appending(path: "Config")
        )
        let file = try program.folder.write(
            "streetwork.yaml",
            Array("demonstration: true\nconfigFolder: \(folder.path)/Config\n".utf8)
        )
        config = file.path
    }

    /// Some posts of a fixture as a file of their own.
    private func posts(_ path: String, every step: Int) throws -> String {
        let lines = try Fixtures.text("posts/\(path)").split(separator: "\n").enumerated()
            .filter { $0.offset.isMultiple(of: step) }.map(\.element)
        return try program.folder.write(path.replacing("/", with: "-"), Array(lines.joined(separator: "\n").utf8)).path
    }

    private func run(_ arguments: String...) throws -> Program.Outcome { try run(all: arguments) }

    private func run(all arguments: [String]) throws -> Program.Outcome {
        let process = program.process(arguments + ["--config", config])
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let words = output.fileHandleForReading.readDataToEndOfFile()
        let complaints = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Program.Outcome(
            status: process.terminationStatus,
            output: String(decoding: words, as: UTF8.self),
            errors: String(decoding: complaints, as: UTF8.self)
        )
    }

    private func heads(_ folder: String) throws -> Data {
        try Data(contentsOf: program.folder.url.appending(path: "\(folder)/fast.heads"))
    }

    @Test func `a correction is shown, exported and learned from, and the same input gives the same models`() throws {
        _ = try run("import", program.fixture("telegram"))
        let corrected = try run("correct", "7", "--as", "ana", "--urgency", "soon", "--minors", "yes")
        let shown = try run("queue", "show", "7")
        let exported = try run("correct", "export")
        let training = try posts("training/ro.jsonl", every: 8)
        func train(_ name: String, _ more: String...) throws -> Program.Outcome {
            let folder = program.folder.url.appending(path: name).path
            return try run(all: ["train", "--posts", training, "--output", folder] + more)
        }

        let first = try train("a")
        let second = try train("b")
        let without = try train("c", "--without-corrections")

        #expect(corrected.status == 0)
        #expect(shown.output.contains("labels by ana"))
        #expect(exported.output.contains(#""minors":true"#))
        #expect(exported.errors.contains("1 corrections"))
        #expect([first.status, second.status, without.status] == [0, 0, 0])
        #expect(try heads("a") == heads("b"))
        #expect(try heads("a") != heads("c"))
    }

    @Test func `models that are worse are refused with the figures, others are put to use and taken back`() throws {
        let evaluation = try posts("evaluation/ro.jsonl", every: 3)
        let training = try posts("training/ro.jsonl", every: 40)
        let models = program.folder.url.appending(path: "house/Config/models")
        let poor = program.folder.url.appending(path: "poor").path
        let before = try Data(contentsOf: models.appending(path: "fast.heads"))

        _ = try run("train", "heads", training, "--output", poor)
        let refused = try run("train", "install", poor, "--posts", evaluation)
        let untouched = try Data(contentsOf: models.appending(path: "fast.heads"))
        let accepted = try run("train", "install", models.path, "--posts", evaluation)
        let undone = try run("train", "undo")
        let nothing = try run("train", "undo")

        #expect(refused.status == 1)
        #expect(refused.errors.contains("fast tier"))
        #expect(untouched == before)
        #expect(try Data(contentsOf: models.appending(path: "fast.heads")) == before)
        #expect(accepted.status == 0)
        #expect(undone.status == 0)
        #expect(nothing.status == 1)
    }

    @Test func `evaluate gives everything as JSON, and compares with other models`() throws {
        let evaluation = try posts("evaluation/ro.jsonl", every: 5)
        let models = program.folder.url.appending(path: "house/Config/models").path

        let outcome = try run("evaluate", evaluation, "--against", models, "--wrong", "topics", "--json")
        let json = try outcome.object()
        let comparison = try #require(json["comparison"] as? [[String: Any]])
        let text = try run("evaluate", evaluation, "--wrong", "topics")

        #expect(
            Set(json.keys) == [
                "all", "calibration", "comparison", "files", "kindConfusion", "languages", "urgencyConfusion", "wrong",
            ]
        )
        #expect(comparison.allSatisfy { $0["difference"] as? Double == 0 })
        for words in ["kind: true", "urgency: true", "acute: share", "expected error", "post\texpected"] {
            #expect(text.output.contains(words), "\(words)")
        }
    }
}
