import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// How many rows of each kind a real file holds, counted by hand.
struct SampleCounts: CustomTestStringConvertible {
    let path: String
    let format: String
    let counts: [Int]

    var testDescription: String { path }

    init(_ path: String, _ format: String, rows: Int, posts: Int, ignored: Int = 0) {
        self.path = path
        self.format = format
        counts = [rows, posts, ignored, 0]
    }

    static let all = [
        SampleCounts("instagram/dyi/post_comments.old-layout.json", "instagram-own-data", rows: 2, posts: 2),
        // One post has a picture and no words.
        SampleCounts("instagram/dyi/posts_1.mojibake.json", "instagram-own-data", rows: 5, posts: 4, ignored: 1),
        SampleCounts(
            "instagram/zeeschuimer/instagram-posts_2026-02.pseudonymised.ndjson",
            "zeeschuimer",
            rows: 3,
            posts: 3
        ),
        SampleCounts("tiktok/zeeschuimer/tiktok-posts_2023-10.pseudonymised.ndjson", "zeeschuimer", rows: 2, posts: 2),
        SampleCounts("tiktok/research_api/example_resp_comments.json", "tiktok-research-api", rows: 1, posts: 1),
        // The example repeats its only video.
        SampleCounts("tiktok/research_api/example_resp_q_videos.json", "tiktok-research-api", rows: 2, posts: 2),
    ]
}

@Suite(.enabled(if: Fixtures.samples != nil, "STREETWORK_SAMPLES names no folder with real files"))
struct InstagramTikTokSampleTests {
    private func bytes(_ path: String) throws -> [UInt8] {
        let samples = try #require(Fixtures.samples)
        return Array(try Data(contentsOf: samples.appending(path: path)))
    }

    @Test(arguments: SampleCounts.all)
    func `reads every row of a real file`(_ sample: SampleCounts) throws {
        let bytes = try bytes(sample.path)
        let format = try #require(Reading.formats.first { $0.name == sample.format })

        let rows = Reading.rows(of: bytes, as: format)

        #expect(Reading.recognisers(of: bytes, named: "renamed.bin") == [sample.format])
        let found = [rows.count, rows.posts.count, rows.ignoreReasons.count, rows.rejections.count]
        #expect(found == sample.counts)
    }

    @Test(arguments: ["instagram/dyi/posts_1.mojibake.json", "instagram/dyi/post_comments.old-layout.json"])
    func `leaves no spoilt letters in a real file`(_ path: String) throws {
        let rows = Reading.rows(of: try bytes(path), as: InstagramOwnData())

        #expect(!rows.posts.contains { $0.text.contains("\u{E2}\u{80}") || $0.text.contains("\u{F0}\u{9F}") })
    }

    @Test(arguments: ["telegram", "facebook", "dropoff", "instagram/graph"])
    func `claims no real file of other formats`(_ folder: String) throws {
        let place = try #require(Fixtures.samples).appending(path: folder)
        let paths = try #require(FileManager.default.subpaths(atPath: place.path)).filter { $0.contains(".") }

        let claimed = try paths.filter { path in
            !Reading.recognisers(of: try bytes("\(folder)/\(path)"), named: "x").isEmpty
        }

        #expect(!paths.isEmpty)
        #expect(claimed.isEmpty)
    }

    @Test func `takes the body of a query for no answer`() throws {
        let bytes = try bytes("tiktok/research_api/example_request.json")

        #expect(Reading.recognisers(of: bytes, named: "x.json").isEmpty)
    }
}
