import Domain
import Foundation

/// A video as TikTok's web pages load it.
///
/// Only what is listed here is read.
struct TikTokItem: Decodable {
    private var id: FlexibleID
    private var desc: String?
    private var createdAt: Date?
    private var author: Author?
    private var authorID: FlexibleID?
    private var nickname: String?
    private var isAdvertisement: Bool
    private var isPrivate: Bool

    /// An object, or just the user name.
    private struct Author: Decodable {
        var id: FlexibleID?
        var uniqueId: String?
        var nickname: String?
        var privateAccount: Bool?

        private enum CodingKeys: String, CodingKey { case id, uniqueId, nickname, privateAccount }

        init(from decoder: any Decoder) throws {
            // A failure here only means that it is no text.
            if let name = try? decoder.singleValueContainer().decode(String.self) {
                uniqueId = name
                return
            }
            let record = try decoder.container(keyedBy: CodingKeys.self)
            id = try record.decodeIfPresent(FlexibleID.self, forKey: .id)
            uniqueId = try record.decodeIfPresent(String.self, forKey: .uniqueId)
            nickname = try record.decodeIfPresent(String.self, forKey: .nickname)
            privateAccount = try record.decodeIfPresent(Bool.self, forKey: .privateAccount)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case id, desc, createTime, author, authorId, nickname, isAd, privateItem, secret
    }

    init(from decoder: any Decoder) throws {
        let record = try decoder.container(keyedBy: CodingKeys.self)
        id = try record.decode(FlexibleID.self, forKey: .id)
        desc = try record.decodeIfPresent(String.self, forKey: .desc)
        // A time that cannot be read is no loss: the id tells it too.
        let stated = try? record.decodeIfPresent(FlexibleDate.self, forKey: .createTime)
        createdAt = stated?.date ?? TikTokLinks.moment(ofID: id.value)
        author = try record.decodeIfPresent(Author.self, forKey: .author)
        authorID = try record.decodeIfPresent(FlexibleID.self, forKey: .authorId)
        nickname = try record.decodeIfPresent(String.self, forKey: .nickname)
        isAdvertisement = try record.decodeIfPresent(Bool.self, forKey: .isAd) ?? false
        let isHidden = try record.decodeIfPresent(Bool.self, forKey: .privateItem) ?? false
        let isSecret = try record.decodeIfPresent(Bool.self, forKey: .secret) ?? false
        isPrivate = isHidden || isSecret || author?.privateAccount == true
    }

    /// What becomes of the record.
    func row(of element: ExportElement, _ options: ExportOptions) -> ExportRow {
        if isAdvertisement { return .ignored(.advertisement) }
        if isPrivate { return .ignored(.hidden) }
        let text = cleanText(desc ?? "")
        guard !text.isEmpty else { return .ignored(.noText) }
        guard let createdAt else {
            return .rejected(element.rejected("the TikTok video has no time: the field 'createTime' is missing"))
        }
        guard let space = options.space ?? (userName ?? accountID).map(TikTokLinks.space(ofAccount:)) else {
            return .rejected(element.rejected("the TikTok video names no account"))
        }
        return .post(
            ReceivedPost(
                space: space,
                externalID: id.value,
                author: receivedAuthor,
                text: text,
                publishedAt: createdAt,
                permalink: TikTokLinks.video(id.value, of: userName)
            )
        )
    }

    private var userName: String? { author?.uniqueId.flatMap { $0.isEmpty ? nil : $0 } }

    private var accountID: String? { author?.id?.value ?? authorID?.value }

    private var receivedAuthor: ReceivedPost.Author? {
        let handle = userName.map { "@\($0)" } ?? author?.nickname ?? nickname
        return (accountID ?? userName).map { ReceivedPost.Author(id: $0, handle: handle) }
    }
}
