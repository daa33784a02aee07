import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// A Page as the Graph API shows it: answers feeds and comments in pages, newest first.
private final class FakePage {
    struct Comment {
        var id: Int
        var at: Int
        var parent: Int?
    }

    /// Comments by post, and when each post was made.
    var comments: [Int: [Comment]] = [:]
    var made: [Int: Int] = [:]
    var pageSize = 2
    var requests = 0
    /// Whether the server takes no notice of `since`.
    var isDeaf = false

    func answer(_ request: WireRequest) throws -> WireAnswer {
        requests += 1
        let url = try #require(URLComponents(string: request.url))
        let query = Dictionary(uniqueKeysWithValues: (url.queryItems ?? []).map { ($0.name, $0.value ?? "") })
        let from = Int(query["after"] ?? "") ?? 0
        let since = isDeaf ? 0 : Int(query["since"] ?? "") ?? 0
        let parts = url.path.split(separator: "/")
        if parts.last == "feed" {
            let posts = made.filter { $0.value >= since }.sorted { $0.value > $1.value }.map {
                self.post($0.key, $0.value)
            }
            return page(posts, from)
        }
        let post = try #require(Int(parts[1].split(separator: "_").last ?? ""))
        let list = (comments[post] ?? []).filter { $0.at >= since }.sorted { ($0.at, $0.id) > ($1.at, $1.id) }
        return page(list.map { comment($0, under: post) }, from)
    }

    private func post(_ id: Int, _ at: Int) -> String {
        let all = comments[id] ?? []
        let updated = max(at, all.map(\.at).max() ?? 0)
        return """
            {"id":"100200300400500_\(id)","message":"post","created_time":"\(Self.time(at))",\
            "updated_time":"\(Self.time(updated))","comments":{"data":[],"summary":{"total_count":\(all.count)}}}
            """
    }

    private func comment(_ comment: Comment, under post: Int) -> String {
        let parent = comment.parent.map { #","parent":{"id":"\#(post)_\#($0)"}"# } ?? ""
        return #"{"id":"\#(post)_\#(comment.id)","message":"c","created_time":"\#(Self.time(comment.at))"\#(parent)}"#
    }

    private func page(_ elements: [String], _ from: Int) -> WireAnswer {
        let slice = elements.dropFirst(from).prefix(pageSize)
        let next = from + pageSize
        let paging =
            next < elements.count ? #","paging":{"cursors":{"after":"\#(next)"},"next":"https://x.example"}"# : ""
        return MetaSetup.answer("{\"data\":[\(slice.joined(separator: ","))]\(paging)}")
    }

    private static func time(_ seconds: Int) -> String {
        Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601).replacing("Z", with: "+0000")
    }
}

struct FacebookPagePollTests {
    private static let now = Int(SamplePosts.now.timeIntervalSince1970)

    private func round(
        _ page: FakePage,
        _ cursor: String?,
        at now: Int = now,
        crashAfterPages: Int = .max
    ) throws -> LedRound {
        try LedRound(
            .facebookPage,
            cursor: cursor,
            now: Date(timeIntervalSince1970: Double(now)),
            crashAfterPages: crashAfterPages,
            page.answer
        )
    }

    private func page(posts: Int, comments: Int) -> FakePage {
        let page = FakePage()
        for post in 1...posts {
            page.made[post] = Self.now - 86_400 - post * 3_600
            page.comments[post] = (0..<comments).map {
                FakePage.Comment(id: post * 1_000 + $0, at: Self.now - 80_000 + $0 * 60 + post)
            }
        }
        return page
    }

    private func all(_ page: FakePage) -> Set<String> {
        Set(page.made.keys.map(String.init)).union(page.comments.values.joined().map { String($0.id) })
    }

    @Test func `brings everything once, then nothing`() throws {
        let page = page(posts: 5, comments: 7)

        let first = try round(page, nil)
        let requests = page.requests
        let second = try round(page, first.cursor)

        #expect(Set(first.ids) == all(page))
        #expect(first.ids.count == 40)
        #expect(second.ids.isEmpty)
        #expect(second.cursor == first.cursor)
        #expect(page.requests - requests == 3)
    }

    @Test func `brings comments and answers that come later, also under older posts`() throws {
        let page = page(posts: 5, comments: 3)
        let first = try round(page, nil)
        page.comments[5]?.append(FakePage.Comment(id: 9_001, at: Self.now + 60, parent: 5_001))
        page.comments[2]?.append(FakePage.Comment(id: 9_002, at: Self.now + 120))
        page.made[6] = Self.now + 30

        let second = try round(page, first.cursor, at: Self.now + 300)

        #expect(Set(second.ids).isSuperset(of: ["9001", "9002", "6"]))
    }

    @Test func `sees a new comment although another one went away`() throws {
        let page = page(posts: 2, comments: 3)
        let first = try round(page, nil)
        page.comments[1]?.removeFirst()
        page.comments[1]?.append(FakePage.Comment(id: 9_003, at: Self.now + 60))

        #expect(try round(page, first.cursor, at: Self.now + 300).ids.contains("9003"))
    }

    @Test func `leaves nothing out when a round breaks off anywhere`() throws {
        let page = page(posts: 4, comments: 5)
        for crash in 0...30 {
            let broken = try round(page, nil, crashAfterPages: crash)
            let rest = try round(page, broken.cursor, at: Self.now + 60)
            #expect(Set(broken.ids).union(rest.ids) == all(page), "after \(crash) pages")
        }
    }

    @Test func `takes what came while an older round had broken off`() throws {
        let page = page(posts: 1, comments: 9)
        for crash in 1...6 {
            page.comments[1] = page.comments[1]?.filter { $0.id < 9_000 }
            let broken = try round(page, nil, crashAfterPages: crash)
            page.comments[1]?.append(FakePage.Comment(id: 9_004, at: Self.now + 10))

            let second = try round(page, broken.cursor, at: Self.now + 60)
            let third = try round(page, second.cursor, at: Self.now + 360)

            #expect((broken.ids + second.ids + third.ids).contains("9004"), "after \(crash) pages")
        }
    }

    @Test func `comes through more than a round may ask for`() throws {
        let page = page(posts: 40, comments: 21)
        page.pageSize = 5
        var cursor: String?
        var ids: Set<String> = []
        var rounds = 0

        repeat {
            let begin = page.requests
            let round = try round(page, cursor, at: Self.now + rounds * 60)
            #expect(page.requests - begin <= 120)
            ids.formUnion(round.ids)
            cursor = round.cursor
            rounds += 1
            if round.pause == nil { break }
            #expect(round.pause == .seconds(60))
        } while rounds < 20

        #expect(ids == all(page))
        #expect((2...5).contains(rounds))
    }

    @Test func `stops where it knows the rest, although the server gives all of it`() throws {
        let page = page(posts: 1, comments: 0)
        page.comments[1] = (0..<60).map { FakePage.Comment(id: 1_000 + $0, at: Self.now - 80_000 + $0 * 600) }
        let first = try round(page, nil)
        page.isDeaf = true
        page.comments[1]?.append(FakePage.Comment(id: 9_005, at: Self.now + 60))
        let requests = page.requests

        let second = try round(page, first.cursor, at: Self.now + 300)

        #expect(second.ids.contains("9005"))
        // The feed, the new one with the hour before its forerunner, and a page that holds nothing new.
        #expect(page.requests - requests == 6)
    }

    @Test func `forgets posts that are no longer watched`() throws {
        let page = page(posts: 3, comments: 1)
        let first = try round(page, nil)

        let later = try round(page, first.cursor, at: Self.now + 20 * 86_400)

        #expect(first.cursor?.contains("\"posts\":{\"1\"") == true)
        #expect(later.cursor?.contains("\"posts\":{}") == true)
    }

    @Test func `gives the oldest of a page first`() throws {
        let page = page(posts: 1, comments: 2)
        page.pageSize = 10

        #expect(try round(page, nil).ids == ["1", "1000", "1001"])
    }
}
