import Domain
import Foundation
import Platforms
import TestSupport
import Testing

struct FacebookGroupExportTests {
    @Test func `reads a post and its comments`() throws {
        let posts = try read("group-posts.json").posts

        let post = try #require(posts.first)
        #expect(post.space.externalID == "810000000000101")
        #expect(post.space.name == "Българи в Мюнхен – въпроси и отговори 🤍")
        #expect(post.space.link == "https://www.facebook.com/groups/810000000000101/")
        #expect(post.externalID == "820000000000001")
        #expect(post.author == ReceivedPost.Author(id: "100000000071101", handle: "Таня Желева"))
        #expect(post.publishedAt == Date.utc("2026-11-09T17:40:12Z"))
        #expect(post.permalink == "https://www.facebook.com/groups/810000000000101/permalink/820000000000001/")
        let comment = posts[1]
        #expect(comment.parentExternalID == "820000000000001")
        #expect(comment.publishedAt == post.publishedAt)
        #expect(comment.permalink?.hasSuffix("?comment_id=820000000000011") == true)
    }

    @Test func `hangs an answer under the comment that it answers`() throws {
        let posts = try read("group-posts.json").posts

        #expect(posts.first { $0.externalID == "820000000000013" }?.parentExternalID == "820000000000011")
    }

    @Test func `keeps anonymous participants as given and never the encoded id`() throws {
        let posts = try read("group-posts.json").posts

        #expect(
            posts.contains { $0.author?.id == "8200000000000145" && $0.author?.handle?.hasPrefix("Anonymous") == true }
        )
        #expect(!posts.contains { "\($0)".contains("UzpfST") || "\($0)".contains("Y29tbWVudD") })
    }

    @Test func `unescapes group titles`() throws {
        let posts = try read("group-posts.json").posts

        #expect(posts.contains { $0.space.name == "Bulgarians in Nürnberg & Fürth" })
    }

    @Test func `reads comments that stand on their own`() throws {
        let posts = try read("group-comments.json").posts

        #expect(posts.map(\.externalID) == ["820000000000061", "820000000000062", "820000000000063"])
        #expect(posts.map(\.parentExternalID) == ["820000000000060", "820000000000061", "820000000000060"])
        #expect(posts.allSatisfy { $0.space.externalID == "810000000000202" })
        #expect(posts.allSatisfy { $0.threadTitle == "Кой знае \"евтин\" преводач във Фюрт?" })
        #expect(posts.first?.permalink?.contains("__cft__") == false)
    }

    @Test func `reads the older dumps`() throws {
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        let rows = try read("group-dump.json", ExportOptions(fileName: "dump.json", timeZone: berlin))

        #expect(
            rows.posts.map(\.externalID) == [
                "820000000000071", "820000000000072", "820000000000073", "820000000000075",
            ]
        )
        #expect(rows.posts[2].parentExternalID == "820000000000072")
        #expect(rows.posts[3].publishedAt == Date.utc("2026-11-15T08:30:00Z"))
        #expect(rows.posts.allSatisfy { $0.space.externalID == "expats.erlangen.example" })
        #expect(rows.ignoreReasons == [.noText, .hidden])
    }

    @Test func `reports an empty run as a note`() throws {
        #expect(try read("group-nothing.json").ignoreReasons == [.toolNote])
    }

    @Test(arguments: [
        (
            #"{"facebookId":1,"text":"a","time":"2026-11-20T10:00:00Z"}"#,
            "a post or comment has neither an id nor an address with one"
        ),
        (
            #"{"facebookId":1,"legacyId":2,"text":"a"}"#,
            "a post or comment has no time of publication between 1990 and 2100"
        ),
        (#"{"legacyId":2,"text":["a"]}"#, "the field 'text' is not text"),
        (#"{"legacyId":2.5,"text":"a"}"#, "the field 'legacyId' is neither text nor a whole number of at most 64 bits"),
    ])
    func `refuses what cannot be understood`(_ row: String, _ reason: String) {
        let rows = Reading.rows(of: Array("[\(row)]".utf8), as: FacebookGroupExport())

        #expect(rows.rejections == [reason])
    }

    @Test func `puts the space that a person names in place of the file's`() throws {
        let space = SpaceReference(platform: .facebook, externalID: "our-group")

        let posts = try read("group-posts.json", ExportOptions(fileName: "x", space: space)).posts

        #expect(posts.allSatisfy { $0.space == space })
    }

    private func read(_ fixture: String, _ options: ExportOptions = ExportOptions(fileName: "x")) throws -> [ExportRow]
    {
        Reading.rows(of: try Fixtures.bytes("exports/facebook/\(fixture)"), as: FacebookGroupExport(), options)
    }
}

struct FacebookOwnDataTests {
    @Test func `mends letters and takes the group from the comment`() throws {
        let posts = try read("your_comments_in_groups.json").posts

        let first = try #require(posts.first)
        #expect(first.text.hasPrefix("Здравейте, срокът"))
        #expect(first.text.hasSuffix("😊"))
        #expect(first.space.externalID == "name:Българи в Мюнхен – въпроси и отговори 🤍")
        #expect(first.author == ReceivedPost.Author(id: "name:Streetwork Łódź–Köln", handle: "Streetwork Łódź–Köln"))
        #expect(first.publishedAt == Date(timeIntervalSince1970: 1_794_300_000))
    }

    @Test func `gives the same ids each time and different ones to different posts`() throws {
        let ids = try read("your_comments_in_groups.json").posts.map(\.externalID)

        #expect(ids == (try read("your_comments_in_groups.json")).posts.map(\.externalID))
        #expect(Set(ids).count == 2)
        #expect(StableHash.id("1794300000", "a") == "0b583205e05e6a74")
    }

    @Test func `puts posts without a group into a space of their own`() throws {
        let rows = try read("your_posts_in_groups.json")

        #expect(rows.posts.map(\.space.externalID) == ["own-data"])
        #expect(rows.ignoreReasons == [.noText, .noText, .noText])
    }

    @Test func `reads bare lists and the list of 2018`() throws {
        #expect(try read("your_posts.json").posts.first?.text.hasPrefix("Gratis înțelegem") == true)
        #expect(
            try read("posts_and_comments_2018.json").posts.map(\.space.externalID) == [
                "own-data", "name:Hrvati u Münchenu",
            ]
        )
    }

    @Test(arguments: [
        #"{"groups_joined_v2":[{"timestamp":1,"data":[{"name":"x"}],"title":"y"}]}"#,
        #"[{"timestamp":1794300000,"media":[],"label_values":[{"label":"URL","value":"x"}],"fbid":"1"}]"#,
        #"[{"timestamp":1794300000,"data":[{"reaction":{"reaction":"LIKE","actor":"x"}}],"title":"y"}]"#,
    ])
    func `finds no posts among memberships and reactions`(_ json: String) {
        #expect(Reading.rows(of: Array(json.utf8), as: FacebookOwnData()).ignoreReasons == [.notAPost])
    }

    @Test func `reads a file that is one single post`() {
        let json = #"{"timestamp":1794300000,"attachments":[{"data":[]}],"data":[{"post":"Wir sind da"}],"title":"x"}"#

        let rows = Reading.rows(of: Array(json.utf8), as: FacebookOwnData())

        #expect(rows.posts.map(\.text) == ["Wir sind da"])
        #expect(rows.ignoreReasons == [.notAPost])
    }

    private func read(_ fixture: String) throws -> [ExportRow] {
        Reading.rows(of: try Fixtures.bytes("exports/facebook/\(fixture)"), as: FacebookOwnData())
    }
}

struct FacebookLinksTests {
    @Test(arguments: [
        (
            "https://m.facebook.com/groups/1/permalink/2/?comment_id=3&__cft__[0]=x&__tn__=R]-R#a",
            "https://www.facebook.com/groups/1/permalink/2/?comment_id=3"
        ),
        (
            "http://facebook.com/groups/1/posts/2/?mibextid=a&rdid=b&share_url=c&fbclid=d",
            "https://www.facebook.com/groups/1/posts/2/"
        ),
        (
            "https://MBASIC.facebook.com/story.php?story_fbid=2&id=1&refid=9",
            "https://www.facebook.com/story.php?story_fbid=2&id=1"
        ),
        ("https://www.facebook.com/share/p/AbC/", "https://www.facebook.com/share/p/AbC/"),
        ("https://web.facebook.com", "https://www.facebook.com"),
        ("https://facebook.com.example.org/groups/1", nil), ("javascript:alert(1)", nil), ("", nil),
        ("https://www.facebook.com/\"onclick=x", nil), ("facebook.com/groups/1", nil),
    ])
    func `writes addresses in one way and refuses foreign ones`(_ link: String, _ normal: String?) {
        #expect(FacebookLinks.normalised(link) == normal)
    }

    @Test func `finds groups, posts and comments in addresses`() {
        let link = "https://www.facebook.com/groups/my.group/permalink/2/?comment_id=3&reply_comment_id=4"

        #expect(FacebookLinks.group(in: link) == "my.group")
        #expect(FacebookLinks.post(in: link) == "2")
        #expect(FacebookLinks.comment(in: link) == "4")
        #expect(FacebookLinks.parentComment(in: link) == "3")
        #expect(FacebookLinks.parentComment(in: "https://www.facebook.com/groups/1/posts/2/?comment_id=3") == nil)
        #expect(FacebookLinks.group(in: "https://www.facebook.com/groups/") == nil)
    }
}
