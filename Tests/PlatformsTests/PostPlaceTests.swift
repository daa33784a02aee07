import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// A line of `Fixtures/links/*.tsv`: an address that a person pasted, and what it tells.
private struct Row: CustomTestStringConvertible {
    let address: String
    let place: PostPlace?

    var testDescription: String { address }

    /// The cells: address, usual form (`-` for none), space, post, parent.
    static func all(_ platform: Platform) throws -> [Row] {
        try TableRows.read("links/\(platform.rawValue).tsv").map { cells in
            func cell(_ index: Int) -> String? { cells[index] == "-" ? nil : cells[index] }
            let place = cell(1).map { link in
                PostPlace(
                    platform: platform,
                    spaceExternalID: cell(2),
                    externalID: cell(3),
                    parentExternalID: cell(4),
                    link: link
                )
            }
            return Row(address: cells[0], place: place)
        }
    }
}

struct PostPlaceTests {
    @Test(arguments: try Row.all(.telegram))
    fileprivate func `reads an address of Telegram`(_ row: Row) {
        #expect(TelegramLinks.place(of: row.address) == row.place)
    }

    @Test(arguments: try Row.all(.tiktok))
    fileprivate func `reads an address of TikTok`(_ row: Row) {
        #expect(TikTokLinks.place(of: row.address) == row.place)
    }

    @Test(arguments: try Row.all(.facebook))
    fileprivate func `reads an address of Facebook`(_ row: Row) {
        #expect(FacebookLinks.place(of: row.address) == row.place)
    }

    @Test(arguments: try Row.all(.instagram))
    fileprivate func `reads an address of Instagram`(_ row: Row) {
        #expect(InstagramLinks.place(of: row.address) == row.place)
    }

    @Test(arguments: try Row.all(.facebook) + Row.all(.instagram))
    fileprivate func `reads its own usual form of Meta's addresses as the same post`(_ row: Row) throws {
        guard let place = row.place else { return }

        let again =
            place.platform == .facebook ? FacebookLinks.place(of: place.link) : InstagramLinks.place(of: place.link)

        #expect(again?.link == place.link)
        #expect(again?.externalID == place.externalID)
        #expect(again?.parentExternalID == place.parentExternalID)
    }

    @Test(arguments: try Row.all(.telegram) + Row.all(.tiktok))
    fileprivate func `reads its own usual form as the same place`(_ row: Row) throws {
        guard let place = row.place else { return }

        let again =
            place.platform == .telegram ? TelegramLinks.place(of: place.link) : TikTokLinks.place(of: place.link)

        #expect(again?.link == place.link)
        #expect(place.parentExternalID == nil)
    }

    @Test func `tells apart what stands in an address of Telegram`() {
        #expect(TelegramLinks.userName(in: "https://t.me/romani_hamburg/501") == "romani_hamburg")
        #expect(TelegramLinks.chat(in: "https://t.me/c/2345678901/2/41") == "-1002345678901")
        #expect(TelegramLinks.message(in: "https://t.me/c/2345678901/2/41") == "41")
        #expect(TelegramLinks.message(in: "https://t.me/ajutor_hamburg/77?comment=5") == nil)
    }

    @Test(arguments: [("2345678901", "-1002345678901"), ("12", "-1000000000012"), ("12345678901", "-1012345678901")])
    func `writes ids of supergroups as the Bot API does, whatever their length`(_ bare: String, _ id: String) {
        #expect(TelegramLinks.supergroup(bare) == id)
        #expect(TelegramLinks.peer(ofChat: Int64(id) ?? 0) == "channel\(bare)")
    }
}
