import Domain
import Foundation
import Platforms
import TestSupport
import Testing

struct PermalinksTests {
    @Test(arguments: try PlaceRow.all)
    func `an address of any platform tells where its post stands`(_ row: PlaceRow) {
        let place = Permalinks.place(of: row.address)

        #expect(place?.platform.rawValue == row.platform)
        #expect(place?.spaceExternalID == row.space)
        #expect(row.post == "*" ? place?.externalID != nil : place?.externalID == row.post)
        #expect(place?.parentExternalID == row.parent)
        for tracking in ["single", "mibextid", "__cft__", "igsh", "is_from_webapp"] {
            #expect(place?.link.contains(tracking) != true)
        }
    }

    @Test func `a space is found by its id, else by the beginning of its address`() throws {
        let spaces = [
            space(1, .telegram, "-1001", "https://t.me/helpberlin"), space(2, .telegram, "-1002", "https://t.me/help"),
            space(3, .facebook, "4711", "https://www.facebook.com/groups/koeln/"), space(4, .facebook, "12", nil),
        ]
        let found = try [
            "https://t.me/HelpBerlin/17", "https://t.me/help/17", "https://www.facebook.com/groups/koeln/posts/5/",
            "https://www.facebook.com/groups/12/posts/5/", "https://t.me/helpberlinmitte/3",
        ].map { Permalinks.space(of: try #require(Permalinks.place(of: $0)), among: spaces)?.id }

        #expect(found == [1, 2, 3, 4, nil])
    }

    private func space(_ id: Int64, _ platform: Platform, _ externalID: String, _ link: String?) -> RegisteredSpace {
        RegisteredSpace(
            id: id,
            reference: SpaceReference(platform: platform, externalID: externalID, link: link),
            entry: SpaceEntry(),
            missing: [],
            posts: 0,
            passedOver: 0,
            addedAt: SamplePosts.now,
            visits: 0,
            relevant: 0,
            lastVisitAt: nil
        )
    }
}

/// A row of Fixtures/permalinks/places.tsv.
struct PlaceRow: CustomTestStringConvertible, Sendable {
    let address: String
    let platform: String?
    let space: String?
    let post: String?
    let parent: String?

    var testDescription: String { address }

    static var all: [PlaceRow] {
        get throws {
            try TableRows.read("permalinks/places.tsv").map { cells in
                let values = cells.map { $0 == "-" ? nil : $0 }
                return PlaceRow(
                    address: cells[0],
                    platform: values[1],
                    space: values[2],
                    post: values[3],
                    parent: values[4]
                )
            }
        }
    }
}
