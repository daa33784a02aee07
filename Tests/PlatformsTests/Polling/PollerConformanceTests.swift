import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// What holds for every module that asks an interface, led by fixtures; see `PollFixture`.
struct PollerConformanceTests {
    @Test func `every module of a platform has every case`() throws {
        let cases = try Dictionary(grouping: PollFixture.all(), by: \.kind).mapValues { $0.map(\.name) }

        for module in SourceModules.all where module.kind.platform != nil {
            let missing = PollFixture.wanted.filter { cases[module.kind.rawValue]?.contains($0) != true }
            #expect(missing.isEmpty, "\(module.kind.rawValue)")
        }
    }

    @Test(arguments: try PollFixture.all())
    fileprivate func `goes the steps that are written down`(_ fixture: PollFixture) throws {
        let round = try fixture.scene().round()

        #expect(round.steps == fixture.steps)
        #expect(round.cursor == fixture.cursor)
        #expect(round.unusedAnswers == 0)
    }

    @Test(arguments: try PollFixture.all())
    fileprivate func `does the same for the same answers`(_ fixture: PollFixture) throws {
        let scene = try fixture.scene()

        #expect(try scene.round() == scene.round())
    }

    @Test(arguments: try PollFixture.all())
    fileprivate func `asks its own server only and tells no secret`(_ fixture: PollFixture) throws {
        let scene = try fixture.scene()

        let round = try scene.round()

        let host = try #require(
            (scene.setup.settings["api"] ?? scene.setup.settings["url"]).map { WireRequest(.get, $0).host }
        )
        #expect(round.requests.allSatisfy { $0.host == host })
        let secrets = scene.setup.secrets.values.joined()
        #expect(!secrets.isEmpty)
        for word in round.words { #expect(!secrets.contains { word.contains($0) }) }
        #expect(!secrets.contains { round.cursor?.contains($0) == true })
    }

    @Test(arguments: try PollFixture.all())
    fileprivate func `brings posts of its platform, each with an id, and keeps the bytes of what it refuses`(
        _ fixture: PollFixture
    ) throws {
        let round = try fixture.scene().round()

        let platform = SourceKind(rawValue: fixture.kind)?.platform
        for post in round.posts {
            #expect(platform == nil || post.space.platform == platform)
            #expect(!post.externalID.isEmpty && !post.space.externalID.isEmpty && !post.text.isEmpty)
        }
        #expect(round.rejections.allSatisfy { !$0.raw.isEmpty && !$0.reason.isEmpty })
    }

    @Test(arguments: try PollFixture.all().filter { $0.name == "page" })
    fileprivate func `brings nothing new from a page that it has already kept`(_ fixture: PollFixture) throws {
        let scene = try fixture.scene()
        let first = try scene.round()

        let second = try scene.round(cursor: first.cursor)

        let known = Set(first.posts.map { [$0.space.externalID, $0.externalID] })
        #expect(!known.isEmpty)
        #expect(known.isSuperset(of: second.posts.map { [$0.space.externalID, $0.externalID] }))
        #expect(second.cursor == first.cursor)
    }

    @Test(arguments: try PollFixture.all().filter { $0.name == "page" })
    fileprivate func `moves no cursor over an answer that was cut`(_ fixture: PollFixture) throws {
        let scene = try fixture.scene()
        let whole = try scene.round()

        for index in scene.answers.indices {
            let body = scene.answers[index].body
            for length in stride(from: 0, to: body.count, by: max(1, body.count / 61)) {
                var answers = scene.answers
                answers[index].body = Array(body[..<length])
                let cut = try scene.round(answers: answers)
                #expect(cut.trouble != nil)
                #expect(cut.cursor == scene.cursor || cut.cursor != whole.cursor)
            }
        }
    }
}
