import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// A real file and how many rows, posts, ignored and refused rows a person counted in it.
private struct SampleCase: CustomTestStringConvertible {
    let path: String
    let format: String
    let counts: [Int]

    var testDescription: String { path }

    static let all: [SampleCase] =
        telegram.map {
            SampleCase(path: "telegram/\($0.key).result.json", format: "telegram-desktop", counts: $0.value)
        }
        + ownData.map { SampleCase(path: "facebook/dyi/\($0.key).json", format: "facebook-own-data", counts: $0.value) }
        + [
            SampleCase(
                path: "facebook/apify/facebook-groups-scraper_2026-08.transcribed-pseudonymised.json",
                format: "facebook-group",
                counts: [8, 7, 1, 0]
            )
        ]

    private static let telegram: KeyValuePairs<String, [Int]> = [
        "export_2021-05": [3, 1, 2, 0],
        "export_2021-06_supergroup": [4, 2, 2, 0],
        "export_2023-01": [6, 1, 5, 0],
        "export_2023-08": [2, 1, 1, 0],
        "export_2023-10_audio-video": [4, 4, 0, 0],
        "export_2023-11": [1, 0, 1, 0],
        "export_2024-01": [2, 0, 2, 0],
        "export_2024-01_inline-bot-buttons": [5, 0, 5, 0],
        "export_2024-02_create-channel_saved-from": [2, 1, 1, 0],
        "export_2024-06_blockquote-collapsed": [1, 1, 0, 0],
        "export_2024-08": [4, 2, 2, 0],
        "export_2025-02_joined_file-size": [2, 0, 2, 0],
        "export_2025-03_service-photo-size": [2, 0, 2, 0],
        "single-chat_DM_2A_7M": [8, 0, 8, 0],
    ]

    private static let ownData: KeyValuePairs<String, [Int]> = [
        "comments": [4, 4, 0, 0],
        "your_comments_in_groups": [3, 3, 0, 0],
        "your_comments_in_groups.title-danish": [1, 1, 0, 0],
        "your_group_membership_activity": [4, 0, 4, 0],
        "your_groups": [2, 0, 2, 0],
        "your_posts_in_groups": [3, 0, 3, 0],
    ]
}

@Suite(.enabled(if: Fixtures.samples != nil, "STREETWORK_SAMPLES names no folder with real samples"))
struct ExportSampleTests {
    @Test(arguments: SampleCase.all)
    fileprivate func `reads a real file as a person counted it`(_ sample: SampleCase) throws {
        let bytes = try bytes(sample.path)
        let head = ExportHead(fileName: "x", start: bytes.prefix(ExportHead.bytes))
        let format = try #require(ExportFormats.recognise(head))

        let rows = Reading.rows(of: bytes, as: format)

        #expect(format.name == sample.format)
        #expect([rows.count, rows.posts.count, rows.ignoreReasons.count, rows.rejections.count] == sample.counts)
    }

    @Test func `reads a real private chat where a person names its space`() throws {
        let space = SpaceReference(platform: .telegram, externalID: "x")

        let rows = Reading.rows(
            of: try bytes("telegram/single-chat_DM_2A_7M.result.json"),
            as: TelegramExport(),
            ExportOptions(fileName: "x", space: space)
        )

        #expect(rows.posts.count == 4)
        #expect(rows.ignoreReasons.count { $0 == .serviceMessage } == 2)
        #expect(rows.ignoreReasons.count { $0 == .noText } == 2)
    }

    private func bytes(_ path: String) throws -> [UInt8] {
        let folder = try #require(Fixtures.samples)
        return Array(try Data(contentsOf: folder.appending(path: path)))
    }
}
