import Domain

/// A post as Instagram's web pages load it.
///
/// Only what is listed here is read: the record also holds marks and friends of the person who collected it.
struct InstagramItem: Decodable {
    private var id: FlexibleID?
    private var pk: FlexibleID?
    private var code: String?
    private var takenAt: FlexibleDate?
    private var caption: Caption?
    private var user: Account?
    private var owner: Account?
    private var productType: String?
    private var link: String?
    private var slot: String?
    private var hasAdvertiserAction: Bool
    private var isMarkedPartial: Bool?
    private var hasCaptionField: Bool

    private struct Caption: Decodable {
        var text: String?
    }

    private struct Account: Decodable {
        var pk: FlexibleID?
        var id: FlexibleID?
        var username: String?
        var isPrivate: Bool?

        enum CodingKeys: String, CodingKey {
            case pk, id, username
            case isPrivate = "is_private"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case id, pk, code, caption, user, owner, link
        case takenAt = "taken_at"
        case productType = "product_type"
        case slot = "inventory_source"
        case advertiserAction = "ad_action"
        case isMarkedPartial = "_zs_partial"
    }

    init(from decoder: any Decoder) throws {
        let record = try decoder.container(keyedBy: CodingKeys.self)
        id = try record.decodeIfPresent(FlexibleID.self, forKey: .id)
        pk = try record.decodeIfPresent(FlexibleID.self, forKey: .pk)
        code = try record.decodeIfPresent(String.self, forKey: .code)
        takenAt = try record.decodeIfPresent(FlexibleDate.self, forKey: .takenAt)
        caption = try record.decodeIfPresent(Caption.self, forKey: .caption)
        user = try record.decodeIfPresent(Account.self, forKey: .user)
        owner = try record.decodeIfPresent(Account.self, forKey: .owner)
        productType = try record.decodeIfPresent(String.self, forKey: .productType)
        link = try record.decodeIfPresent(String.self, forKey: .link)
        slot = try record.decodeIfPresent(String.self, forKey: .slot)
        hasAdvertiserAction =
            try record.contains(.advertiserAction) && !record.decodeNil(forKey: .advertiserAction)
        isMarkedPartial = try record.decodeIfPresent(Bool.self, forKey: .isMarkedPartial)
        hasCaptionField = record.contains(.caption)
    }

    /// What becomes of the record.
    func row(of element: ExportElement, _ options: ExportOptions) -> ExportRow {
        if isAdvertisement { return .ignored(.advertisement) }
        if isPartial { return .ignored(.partial) }
        // Only the collector's own account could see it.
        if user?.isPrivate == true { return .ignored(.hidden) }
        let text = cleanText(caption?.text ?? "")
        guard !text.isEmpty else { return .ignored(.noText) }
        guard let postID else { return .rejected(element.rejected("the Instagram post has no id")) }
        guard let takenAt else {
            return .rejected(element.rejected("the Instagram post has no time: the field 'taken_at' is missing"))
        }
        guard let space = options.space ?? accountName.map(InstagramLinks.space(ofAccount:)) else {
            return .rejected(element.rejected("the Instagram post names no account"))
        }
        return .post(
            ReceivedPost(
                space: space,
                externalID: postID,
                author: author,
                text: text,
                publishedAt: takenAt.date,
                permalink: code.map(InstagramLinks.post)
            )
        )
    }

    /// A slot that is called `media_or_ad` holds ordinary posts too.
    private var isAdvertisement: Bool {
        productType == "ad" || slot == "ad" || hasAdvertiserAction
            || link?.hasPrefix("https://www.facebook.com/ads/") == true
    }

    /// Older builds of the collector leave the mark out.
    private var isPartial: Bool { isMarkedPartial ?? (!hasCaptionField && takenAt == nil) }

    /// The id of the post alone; `id` also carries the id of the account.
    private var postID: String? {
        pk?.value ?? id.map { String($0.value.prefix { $0 != "_" }) }
    }

    private var accountID: String? {
        user?.pk?.value ?? user?.id?.value ?? owner?.pk?.value ?? owner?.id?.value
    }

    private var userName: String? { [user?.username, owner?.username].compactMap { $0 }.first { !$0.isEmpty } }

    private var accountName: String? { userName ?? accountID }

    private var author: ReceivedPost.Author? {
        (accountID ?? userName).map { ReceivedPost.Author(id: $0, handle: userName.map { "@\($0)" }) }
    }
}
