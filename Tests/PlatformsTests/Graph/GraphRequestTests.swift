import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// How the Graph API is asked.
struct GraphRequestTests {
    private static let kinds: [SourceKind] = [.facebookPage, .instagramAccount, .instagramHashtag]

    /// The first request of a round.
    private func first(_ kind: SourceKind, _ setup: SourceSetup) throws -> WireRequest {
        let round = try MetaSetup.round(setup, kind, checksAccess: true, answers: [], now: SamplePosts.now)
        return try #require(round.requests.first)
    }

    @Test(arguments: kinds)
    func `sends the token in a header and never in the address`(_ kind: SourceKind) throws {
        let request = try first(kind, MetaSetup.setup(kind))

        #expect(request.headers == [WireRequest.Header("Authorization", "Bearer EAATESTTOKEN")])
        #expect(!request.url.contains("EAATESTTOKEN"))
        #expect(!request.description.contains("EAATESTTOKEN"))
    }

    @Test(arguments: kinds)
    func `proves that it knows the app secret where it has it`(_ kind: SourceKind) throws {
        let proof = "appsecret_proof=ba901af273193122e6a09621afeeeca2f0178ec975261a5cb1daeaea1c0635c2"
        var setup = MetaSetup.setup(kind)

        #expect(try first(kind, setup).url.hasSuffix(proof))
        setup.secrets["app-secret"] = nil
        #expect(try !first(kind, setup).url.contains("appsecret_proof"))
    }

    @Test(arguments: [
        (SourceKind.facebookPage, [:], "https://graph.facebook.com/v25.0/100200300400500?fields=id%2Cname&"),
        (.instagramAccount, [:], "https://graph.facebook.com/v25.0/17841400000000001?fields=id%2Cusername&"),
        (
            .instagramAccount, ["login": "instagram"],
            "https://graph.instagram.com/v25.0/17841400000000001?fields=id%2Cusername&"
        ),
        (
            .instagramHashtag, [:],
            "https://graph.facebook.com/v25.0/ig_hashtag_search?user_id=17841400000000001&q=ajutor&"
        ),
        (
            .facebookPage, ["api": "https://graph.facebook.com/v26.0/"],
            "https://graph.facebook.com/v26.0/100200300400500?"
        ),
        (.facebookPage, ["api": "http://127.0.0.1:8080/v1"], "http://127.0.0.1:8080/v1/100200300400500?"),
    ])
    func `asks the right server`(_ kind: SourceKind, _ settings: [String: String], _ begin: String) throws {
        #expect(try first(kind, MetaSetup.setup(kind, settings)).url.hasPrefix(begin))
    }

    @Test(arguments: [
        (SourceKind.facebookPage, ["api": "http://graph.facebook.com"]), (.facebookPage, ["api": "ftp://x.example"]),
        (.facebookPage, ["page-id": "beratung"]), (.facebookPage, ["page-id": ""]), (.facebookPage, ["days": "0"]),
        (.facebookPage, ["days": "many"]), (.instagramAccount, ["account-id": "@beratung"]),
        (.instagramAccount, ["login": "google"]), (.instagramAccount, ["media": "101"]),
        (.instagramHashtag, ["hashtags": " , "]), (.instagramHashtag, ["hashtags": "a b, 🙂"]),
        (.instagramHashtag, ["hashtags": (1...31).map { "tag\($0)" }.joined(separator: ",")]),
    ])
    func `tells a person which setting is wrong`(_ kind: SourceKind, _ settings: [String: String]) throws {
        let setup = MetaSetup.setup(kind, settings)
        let module = try MetaSetup.module(kind)

        let error = #expect(throws: PollTrouble.self) {
            _ = try module.conversation(setup, cursor: nil, lookUps: [], checksAccess: false)
        }

        guard case .needsPerson(let reason, let remedy) = error else {
            Issue.record("another trouble")
            return
        }
        #expect(reason.contains(settings.keys.first ?? "?") || remedy.contains(settings.keys.first ?? "?"))
    }

    @Test(arguments: ["", " ", "with space", "line\nbreak"])
    func `asks nothing without a token that can be sent`(_ token: String) throws {
        var setup = MetaSetup.setup(.facebookPage)
        setup.secrets["token"] = [token]
        let module = try MetaSetup.module(.facebookPage)

        #expect(throws: PollTrouble.self) {
            _ = try module.conversation(setup, cursor: nil, lookUps: [], checksAccess: false)
        }
        #expect(module.sender(setup) == nil)
    }

    @Test func `never follows the address of the next page, which holds the token`() throws {
        let page =
            #"{"data":[],"paging":{"cursors":{"after":"QVFafter"},"next":"https://evil.example/?access_token=E"}}"#
        let answers = [MetaSetup.answer(page), MetaSetup.answer(#"{"data":[]}"#)]

        let round = try MetaSetup.round(
            MetaSetup.setup(.facebookPage),
            .facebookPage,
            answers: answers,
            now: SamplePosts.now
        )

        #expect(round.requests.map(\.host) == ["graph.facebook.com", "graph.facebook.com"])
        #expect(round.requests.last?.url.contains("after=QVFafter") == true)
        #expect(round.pages.allSatisfy { $0.cursor?.contains("access_token") == false })
    }

    @Test(
        arguments: [
            (#"{"call_count":79,"total_time":25,"total_cputime":25}"#, nil, nil),
            (#"{"call_count":12,"total_time":80,"total_cputime":25}"#, nil, 900),
            (#"{"call_count":12,"total_time":25,"total_cputime":90.5}"#, nil, 1_800),
            (#"{"call_count":100}"#, nil, 3_600), ("garbage", nil, nil),
            (nil, #"{"1":[{"call_count":1,"estimated_time_to_regain_access":0},{"total_time":85}]}"#, 900),
            (nil, #"{"1":[{"call_count":100,"estimated_time_to_regain_access":7}]}"#, 420),
            (nil, #"{"1":[{"call_count":100,"estimated_time_to_regain_access":99999999}]}"#, 86_400),
        ] as [(String?, String?, Int?)]
    )
    func `slows down as the limits come near`(_ app: String?, _ business: String?, _ seconds: Int?) throws {
        var headers: [String: String] = [:]
        headers["x-app-usage"] = app
        headers["x-business-use-case-usage"] = business

        let round = try MetaSetup.round(
            MetaSetup.setup(.facebookPage),
            .facebookPage,
            answers: [MetaSetup.answer(#"{"data":[]}"#, headers: headers)],
            now: SamplePosts.now
        )

        #expect(round.steps.last == seconds.map { "done \($0)" } ?? "done")
    }

    @Test(arguments: try FaultRow.all())
    fileprivate func `treats an error as the table says`(_ row: FaultRow) throws {
        let sub = row.subcode.map { #","error_subcode":\#($0)"# } ?? ""
        let body = #"{"error":{"message":"secret words","type":"OAuthException","code":\#(row.code)\#(sub)}}"#

        for status in [200, 400, 403] {
            let answer = MetaSetup.answer(body, status: status)
            let setup = MetaSetup.setup(.facebookPage)
            let round = try MetaSetup.round(setup, .facebookPage, answers: [answer], now: SamplePosts.now)
            #expect(round.steps.last == row.step)
            #expect(round.words.allSatisfy { !$0.contains("secret words") })
            #expect(round.words.contains { $0.contains(row.word) })
        }
    }
}

/// An error of the Graph API, how the round ends, and a word that an operator reads.
private struct FaultRow: CustomTestStringConvertible {
    let code: Int
    let subcode: Int?
    let step: String
    let word: String

    var testDescription: String { "\(code) \(subcode.map(String.init) ?? "")" }

    static func all() throws -> [FaultRow] {
        try TableRows.read("polling-errors/graph.tsv").map { cells in
            FaultRow(
                code: try #require(Int(cells[0])),
                subcode: Int(cells[1]),
                step: cells[2],
                word: cells[3]
            )
        }
    }
}
