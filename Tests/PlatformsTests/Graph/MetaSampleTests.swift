import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// A real delivery, and what a person says that it means: as it stands, and as if somebody else had written it.
private struct MetaSample: CustomTestStringConvertible {
    let path: String
    let asItStands: String
    let byAnother: String

    var testDescription: String { path }

    static func all() throws -> [MetaSample] {
        try TableRows.read("webhooks/samples.tsv").map { MetaSample(path: $0[0], asItStands: $0[1], byAnother: $0[2]) }
    }

    func bytes() throws -> [UInt8] {
        Array(try Data(contentsOf: try #require(Fixtures.samples).appending(path: path)))
    }
}

@Suite(.enabled(if: Fixtures.samples != nil, "STREETWORK_SAMPLES names no folder with real samples"))
struct MetaSampleTests {
    @Test(arguments: try MetaSample.all())
    fileprivate func `understands a real delivery as a person does`(_ sample: MetaSample) throws {
        let body = try sample.bytes()

        #expect(try EventLine.text(events(sample, body)) == sample.asItStands)
        #expect(try EventLine.text(events(sample, writtenByAnother(body))) == sample.byAnother)
    }

    @Test func `has an expectation for every real delivery`() throws {
        let folder = try #require(Fixtures.samples)
        let known = Set(try MetaSample.all().map(\.path))

        for place in ["facebook/webhooks", "instagram/graph"] {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: place).path)
            for name in names where place == "facebook/webhooks" || name.hasPrefix("wh-") {
                #expect(known.contains("\(place)/\(name)"))
            }
        }
    }

    @Test(arguments: [
        ("facebook/graph/comment_canHide.json", "123456789", "ignored: our own post"),
        (
            "facebook/graph/comment_canHide.json", "1",
            "post 1/8765432 under 123456789 thread 123456789_8765432 by 123456789 at 1413554597"
        ),
        ("facebook/graph/comment_object.json", "1", "rejected: the field 'created_time' is missing"),
        ("facebook/graph/comment-permalink.json", "1", "rejected: the field 'created_time' is missing"),
    ])
    func `understands a real answer of the Graph API`(_ path: String, _ page: String, _ line: String) throws {
        let lookUp = LookUp("comment", ids: ["id": "1_2"])

        let round = try MetaSetup.round(
            MetaSetup.setup(.facebookPage, ["page-id": page]),
            .facebookPage,
            lookUps: [lookUp],
            answers: [answer(path), MetaSetup.answer(#"{"data":[]}"#)],
            now: SamplePosts.now
        )

        #expect(EventLine.text(round.events) == line)
    }

    @Test(arguments: [
        ("facebook/graph/exampleError.json", "needs person"), ("facebook/graph/exampleErrorNew.json", "needs person"),
        ("facebook/graph/oauthExampleError.json", "passing"), ("facebook/graph/exampleOauthError.json", "unreadable"),
        ("instagram/graph/ig_login_exception.json", "needs person"),
    ])
    func `understands a real error whatever the status`(_ path: String, _ step: String) throws {
        for status in [200, 400] {
            let kind = path.hasPrefix("facebook") ? SourceKind.facebookPage : .instagramAccount
            var answer = try answer(path)
            answer.status = status

            let round = try MetaSetup.round(MetaSetup.setup(kind), kind, answers: [answer], now: SamplePosts.now)

            #expect(round.steps.last == step)
        }
    }

    @Test func `understands a real comment of Instagram with an answer`() throws {
        let comment = String(decoding: try answer("instagram/graph/comment.json").body, as: UTF8.self)
        let media = #"{"data":[{"id":"987654321","comments_count":2,"timestamp":"2018-02-22T10:00:29+0000"}]}"#

        let round = try MetaSetup.round(
            MetaSetup.setup(.instagramAccount),
            .instagramAccount,
            answers: [MetaSetup.answer(media), MetaSetup.answer(#"{"data":[\#(comment)]}"#)],
            now: SamplePosts.now
        )

        #expect(
            EventLine.text(round.events)
                == "ignored: our own post > post account:beratung.example/1234567891 under 123456789 "
                + "thread 123456789 by - at 1519489986"
        )
    }

    @Test func `understands a real mention in a caption`() throws {
        let lookUp = LookUp("mentioned-media", ids: ["media": "17873440459141021"])

        let round = try MetaSetup.round(
            MetaSetup.setup(.instagramAccount),
            .instagramAccount,
            lookUps: [lookUp],
            answers: [answer("instagram/graph/mentioned-media.json"), MetaSetup.answer(#"{"data":[]}"#)],
            now: SamplePosts.now
        )

        #expect(
            EventLine.text(round.events)
                == "post account:beratung.example/17873440459141021 under - "
                + "thread mention:17873440459141021 by - at 1795176000"
        )
    }

    private func answer(_ path: String) throws -> WireAnswer {
        let folder = try #require(Fixtures.samples)
        return WireAnswer(status: 200, body: Array(try Data(contentsOf: folder.appending(path: path))))
    }

    private func events(_ sample: MetaSample, _ body: [UInt8]) throws -> [PlatformEvent] {
        let kind = sample.path.hasPrefix("facebook") ? SourceKind.facebookPage : .instagramAccount
        return try MetaSetup.webhook(kind).events(body, receivedAt: SamplePosts.now)
    }

    /// The samples were made anonymous in a way that makes the Page the writer of most of them.
    private func writtenByAnother(_ body: [UInt8]) throws -> [UInt8] {
        var root = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
        root["entry"] = (root["entry"] as? [[String: Any]] ?? []).map { entry in
            var entry = entry
            entry["changes"] = (entry["changes"] as? [[String: Any]] ?? []).map { change in
                var change = change
                if var value = change["value"] as? [String: Any] {
                    if value["sender_id"] != nil { value["sender_id"] = 990_001 }
                    if value["from"] != nil { value["from"] = ["id": "990001", "name": "Somebody"] }
                    change["value"] = value
                }
                return change
            }
            return entry
        }
        return Array(try JSONSerialization.data(withJSONObject: root, options: [.sortedKeys]))
    }
}
