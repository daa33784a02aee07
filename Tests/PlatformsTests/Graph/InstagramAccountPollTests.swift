import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// An account as the Graph API shows it: comments newest first, each with its first answers.
private final class FakeAccount {
    struct Comment {
        var id: Int
        var at: Int
        var replies: [Comment] = []
    }

    var comments: [Int: [Comment]] = [:]
    var pageSize = 3
    var nested = 2
    var requests = 0

    func answer(_ request: WireRequest) throws -> WireAnswer {
        requests += 1
        let url = try #require(URLComponents(string: request.url))
        let query = Dictionary(uniqueKeysWithValues: (url.queryItems ?? []).map { ($0.name, $0.value ?? "") })
        let from = Int(query["after"] ?? "") ?? 0
        let parts = url.path.split(separator: "/")
        switch parts.last {
        case "media": return MetaSetup.answer("{\"data\":[\(media.joined(separator: ","))]}")
        case "comments":
            let all = (comments[Int(parts[1]) ?? 0] ?? []).sorted { ($0.at, $0.id) > ($1.at, $1.id) }
            return MetaSetup.answer(list(all.map { text($0) }, from, pageSize))
        default:
            let id = Int(parts[1]) ?? 0
            let replies = comments.values.joined().first { $0.id == id }?.replies ?? []
            return MetaSetup.answer(list(replies.map { text($0) }, from, pageSize))
        }
    }

    private var media: [String] {
        comments.sorted { $0.key > $1.key }.map { id, comments in
            let count = comments.reduce(0) { $0 + 1 + $1.replies.count }
            return #"{"id":"\#(id)","comments_count":\#(count),"permalink":"https://www.instagram.com/p/DRx\#(id)/"}"#
        }
    }

    private func text(_ comment: Comment) -> String {
        let time = Date(timeIntervalSince1970: Double(comment.at)).formatted(.iso8601).replacing("Z", with: "+0000")
        let replies = comment.replies.isEmpty ? "" : ",\"replies\":\(list(comment.replies.map { text($0) }, 0, nested))"
        return #"{"id":"\#(comment.id)","text":"c","username":"ana_example","timestamp":"\#(time)"\#(replies)}"#
    }

    private func list(_ elements: [String], _ from: Int, _ size: Int) -> String {
        let next = from + size
        let paging =
            next < elements.count ? #","paging":{"cursors":{"after":"\#(next)"},"next":"https://x.example"}"# : ""
        return "{\"data\":[\(elements.dropFirst(from).prefix(size).joined(separator: ","))]\(paging)}"
    }
}

struct InstagramAccountPollTests {
    private static let now = Int(SamplePosts.now.timeIntervalSince1970)

    private func round(
        _ account: FakeAccount,
        _ cursor: String?,
        at now: Int = now,
        crashAfterPages: Int = .max
    ) throws -> LedRound {
        try LedRound(
            .instagramAccount,
            cursor: cursor,
            now: Date(timeIntervalSince1970: Double(now)),
            crashAfterPages: crashAfterPages,
            account.answer
        )
    }

    /// Media with comments, every third of which has answers.
    private func account(media: Int, comments: Int) -> FakeAccount {
        let account = FakeAccount()
        for number in 1...media {
            account.comments[number] = (0..<comments).map { index in
                let id = number * 1_000 + index * 10, at = Self.now - 200_000 + index * 4_000
                let replies = index % 3 == 0 ? (1...5).map { FakeAccount.Comment(id: id + $0, at: at + $0 * 60) } : []
                return FakeAccount.Comment(id: id, at: at, replies: replies)
            }
        }
        return account
    }

    private func all(_ account: FakeAccount) -> Set<String> {
        let comments = account.comments.values.joined()
        return Set(comments.flatMap { [$0.id] + $0.replies.map(\.id) }.map(String.init))
    }

    @Test func `brings comments with all answers once, then nothing`() throws {
        let account = account(media: 3, comments: 8)

        let first = try round(account, nil)
        let requests = account.requests
        let second = try round(account, first.cursor)

        #expect(Set(first.ids) == all(account))
        #expect(first.ids.count == all(account).count)
        #expect(second.ids.isEmpty)
        #expect(account.requests - requests == 1)
    }

    @Test func `finds a new answer to an old comment`() throws {
        let account = account(media: 2, comments: 20)
        let first = try round(account, nil)
        account.comments[1]?[0].replies.append(FakeAccount.Comment(id: 9_001, at: Self.now + 60))
        account.comments[2]?.append(FakeAccount.Comment(id: 9_002, at: Self.now + 60))

        let second = try round(account, first.cursor, at: Self.now + 300)

        #expect(Set(second.ids).isSuperset(of: ["9001", "9002"]))
    }

    @Test func `looks through old comments every six hours, although their number is the same`() throws {
        let account = account(media: 1, comments: 12)
        let first = try round(account, nil)
        account.comments[1]?.removeLast()
        account.comments[1]?[0].replies.append(FakeAccount.Comment(id: 9_003, at: Self.now + 60))

        #expect(try !round(account, first.cursor, at: Self.now + 300).ids.contains("9003"))
        #expect(try round(account, first.cursor, at: Self.now + 6 * 3_600).ids.contains("9003"))
    }

    @Test func `leaves nothing out when a round breaks off anywhere`() throws {
        let account = account(media: 2, comments: 8)
        for crash in 0...24 {
            let broken = try round(account, nil, crashAfterPages: crash)
            let rest = try round(account, broken.cursor, at: Self.now + 60)
            #expect(Set(broken.ids).union(rest.ids) == all(account), "after \(crash) pages")
        }
    }

    @Test func `takes what came while an older round had broken off`() throws {
        for crash in 1...5 {
            let account = account(media: 1, comments: 9)
            let broken = try round(account, nil, crashAfterPages: crash)
            account.comments[1]?.append(FakeAccount.Comment(id: 9_004, at: Self.now + 10))

            let second = try round(account, broken.cursor, at: Self.now + 60)
            let third = try round(account, second.cursor, at: Self.now + 360)

            #expect((broken.ids + second.ids + third.ids).contains("9004"), "after \(crash) pages")
        }
    }
}
