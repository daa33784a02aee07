import Domain
import Foundation
import Platforms
import TestSupport
import Testing

struct TelegramExportTests {
    @Test func `names a supergroup as the Bot API does and links its messages`() throws {
        let posts = try fixture("forum-berlin.json").posts

        let first = try #require(posts.first)
        #expect(first.space.externalID == "-1002345678901")
        #expect(first.space.platform == .telegram)
        #expect(first.space.name == "Българи в Берлин 🇧🇬 помощ и съвети")
        #expect(first.permalink == "https://t.me/c/2345678901/5")
        #expect(first.author == ReceivedPost.Author(id: "user5120340017", handle: "Milen Karaivanov"))
        #expect(first.publishedAt == Date.utc("2026-11-01T07:10:41Z"))
        #expect(first.text.hasSuffix("Правилата са тук (https://example.org/pravila) 👋"))
    }

    @Test func `follows answers to their topic`() throws {
        let posts = try fixture("forum-berlin.json").posts

        let topics = Dictionary(grouping: posts, by: \.threadTitle).mapValues { $0.map(\.externalID) }
        #expect(topics["Жилище и стаи"] == ["18", "29", "30", "31", "32", "33"])
        #expect(topics["Работа"] == ["10", "15", "16", "19", "20", "37"])
        #expect(topics["Документи, адрес, помощи"]?.count == 11)
        #expect(topics[nil] == ["5", "22", "27", "28", "34"])
    }

    @Test func `takes the opening of a topic for no answer`() throws {
        let posts = try fixture("forum-berlin.json").posts

        #expect(posts.first { $0.externalID == "7" }?.parentExternalID == nil)
        #expect(posts.first { $0.externalID == "8" }?.parentExternalID == "7")
    }

    @Test func `keeps edits, deleted accounts and channels as authors`() throws {
        let posts = try fixture("forum-berlin.json").posts

        #expect(posts.first { $0.externalID == "19" }?.editedAt == Date.utc("2026-11-08T15:41:25Z"))
        #expect(posts.first { $0.externalID == "23" }?.author == ReceivedPost.Author(id: "user8000000001"))
        #expect(posts.first { $0.externalID == "34" }?.author?.id == "channel2345678901")
    }

    @Test func `reads the groups of an account and nobody's private chats`() throws {
        let rows = try fixture("account.json")

        #expect(Set(rows.posts.map(\.space.externalID)) == ["-1002011004567", "-1987650432", "-1001600700800"])
        #expect(rows.ignoreReasons.count { $0 == .privateChat } == 3)
        #expect(rows.ignoreReasons.count { $0 == .serviceMessage } == 4)
        #expect(!rows.posts.contains { $0.text.contains("parola") || $0.text.contains("sambata") })
    }

    @Test func `gives no address to basic groups and to messages from before an upgrade`() throws {
        let posts = try fixture("account.json").posts

        #expect(posts.filter { $0.space.externalID == "-1987650432" }.allSatisfy { $0.permalink == nil })
        #expect(posts.first { $0.externalID == "-999999870" }?.permalink == nil)
        #expect(posts.first { $0.externalID == "320" }?.permalink == "https://t.me/c/1600700800/320")
    }

    @Test func `reads the layout of 2020 with the time zone of the exporting computer`() throws {
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        let posts = try fixture("old-layout.json", ExportOptions(fileName: "result.json", timeZone: berlin)).posts

        let first = try #require(posts.first)
        #expect(first.publishedAt == Date.utc("2026-11-03T11:15:12Z"))
        #expect(first.editedAt == nil)
        #expect(first.author?.id == "user411200345")
        #expect(posts.contains { $0.text.contains("Mieterverein (https://example.org/mieter) odmah") })
    }

    @Test func `puts the space that a person names in place of the file's`() throws {
        let space = SpaceReference(platform: .telegram, externalID: "-100999", link: "https://t.me/BulgariBerlin")

        let posts = try fixture("forum-berlin.json", ExportOptions(fileName: "result.json", space: space)).posts

        #expect(posts.allSatisfy { $0.space == space })
        #expect(posts.first?.permalink == "https://t.me/BulgariBerlin/5")
    }

    @Test func `reads a private chat only where a person names its space, and never from an account`() throws {
        let space = SpaceReference(platform: .telegram, externalID: "4711")
        let options = ExportOptions(fileName: "result.json", space: space)
        let single = #"{"name":"A","type":"personal_chat","id":7,"messages":[\#(message())]}"#

        #expect(read(single).ignoreReasons == [.privateChat])
        #expect(read(single, options).posts.map(\.space) == [space])
        #expect(try fixture("account.json", options).ignoreReasons.count { $0 == .privateChat } == 3)
    }

    @Test(arguments: [
        ("\"future_kind\"", 0, 1), ("null", 1, 0), ("\"bot_chat\"", 1, 0), ("\"verification_codes\"", 1, 0),
    ])
    func `reads no chat of another kind`(_ kind: String, _ ignored: Int, _ rejected: Int) {
        let rows = read(#"{"name":"A","type":\#(kind),"id":7,"messages":[\#(message())]}"#)

        #expect(rows.ignoreReasons.count == ignored)
        #expect(rows.rejections.count == rejected)
    }

    @Test(arguments: [
        (#""text":"a\x0b b""#, "a b", "an escape that is not JSON"),
        (#""text":["a ",{"type":"bold","text":"b"},""]"#, "a b", "a list of pieces"),
        (#""text":"","text_entities":[{"type":"plain","text":"only here"}]"#, "only here", "entities alone"),
        (
            #""text":[{"type":"text_link","text":"https://e.org","href":"https://e.org"}]"#, "https://e.org",
            "a bare link"
        ),
        (#""text":"\u0430\"\\\n\/""#, "а\"\\\n/", "every kind of escape"),
        (
            #""text":"x","reply_to_message_id":5000000000000000000000,"reply_to_peer_id":"channel1""#, nil,
            "a huge number"
        ),
    ])
    func `reads texts in whatever shape`(_ field: String, _ text: String?, _ why: String) {
        let rows = read(group(message(field)))

        #expect(rows.posts.map(\.text) == [text].compactMap(\.self), Comment(rawValue: why))
        #expect(rows.count == 1)
    }

    @Test(arguments: [
        (#"{"type":"message","text":"a"}"#, "the field 'id' is missing"),
        (#"{"id":1,"type":"message","text":"a"}"#, "the field 'date' is missing or no time between 1990 and 2100"),
        (#"{"id":1.5,"type":"message"}"#, nil),
        ("7", "a bare value stands where a row should be"),
        ("[]", "the row is not an object"),
    ])
    func `refuses rows that cannot be understood`(_ row: String, _ reason: String?) {
        let rows = read(group("\(row),\(message())"))

        #expect(rows.rejections.count == 1)
        #expect(rows.posts.count == 1)
        if let reason { #expect(rows.rejections == [reason]) }
    }

    @Test(arguments: ["forum-berlin.json", "account.json", "old-layout.json"])
    func `reads the same where a row needs the thorough decoder`(_ name: String) throws {
        let plain = try Fixtures.text("exports/telegram/\(name)")
        let unusual = plain.replacing("\"message\"", with: #""mess\u0061ge""#)

        #expect(unusual != plain)
        #expect(read(unusual) == read(plain))
    }

    @Test func `does not take an answer in another chat for a parent`() {
        let there = read(group(message(#""text":"a","reply_to_message_id":3,"reply_to_peer_id":"channel9""#))).posts
        let here = read(group(message(#""text":"a","reply_to_message_id":3"#))).posts

        #expect(there.map(\.parentExternalID) == [nil])
        #expect(here.map(\.parentExternalID) == ["3"])
    }

    @Test(arguments: [
        ("https://t.me/some_name", "some_name"), ("t.me/name9/12", "name9"), ("http://t.me/s/channel?x=1", "channel"),
        ("https://t.me/+AbCd", nil), ("https://t.me/joinchat/AbCd", nil), ("https://t.me/c/12345/6", nil),
        ("https://example.org/name", nil), ("https://t.me/имена", nil),
    ])
    func `finds user names in addresses`(_ link: String, _ name: String?) {
        #expect(TelegramLinks.userName(in: link) == name)
    }

    private func message(_ fields: String = #""text":"a""#) -> String {
        #"{"id":9,"type":"message","date":"2026-11-20T10:00:00","date_unixtime":"1795165200","from_id":"user1",\#(fields)}"#
    }

    private func group(_ messages: String) -> String {
        #"{"name":"A","type":"private_group","id":7,"messages":[\#(messages)]}"#
    }

    private func read(_ json: String, _ options: ExportOptions = ExportOptions(fileName: "result.json")) -> [ExportRow]
    {
        Reading.rows(of: Array(json.utf8), as: TelegramExport(), options)
    }

    private func fixture(
        _ name: String,
        _ options: ExportOptions = ExportOptions(fileName: "result.json")
    ) throws -> [ExportRow] {
        Reading.rows(of: try Fixtures.bytes("exports/telegram/\(name)"), as: TelegramExport(), options)
    }
}

struct TelegramTopicsTests {
    @Test func `follows a chain of answers`() {
        var topics = TelegramTopics()
        topics.create(10, title: "A")
        topics.create(11, title: "B")

        #expect(topics.place(12, answering: 10) == "A")
        #expect(topics.place(13, answering: 11) == "B")
        #expect(topics.place(14, answering: 12) == "A")
        #expect(topics.place(15, answering: nil) == nil)
        #expect(topics.place(16, answering: 15) == nil)
    }

    @Test func `finds no topic for circles, missing parents and answers to what comes later`() {
        var topics = TelegramTopics()
        topics.create(10, title: "A")

        #expect(topics.place(20, answering: 20) == nil)
        #expect(topics.place(21, answering: 22) == nil)
        #expect(topics.place(22, answering: 21) == nil)
        #expect(topics.place(23, answering: 9999) == nil)
    }

    @Test func `finds messages that came out of order`() {
        var topics = TelegramTopics()
        topics.create(100, title: "A")

        #expect(topics.place(-999_999_990, answering: 100) == "A")
        #expect(topics.place(101, answering: -999_999_990) == "A")
    }

    @Test func `uses a new title from then on`() {
        var topics = TelegramTopics()
        topics.create(1, title: "A")
        topics.rename(1, title: "B")
        topics.rename(77, title: "C")

        #expect(topics.place(2, answering: 1) == "B")
        #expect(topics.isTopic(1))
        #expect(!topics.isTopic(2))
    }
}
