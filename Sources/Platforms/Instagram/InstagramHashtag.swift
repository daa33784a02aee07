import Domain
import Foundation

/// Posts with certain hashtags: no author, no comments, no answers through the interface.
struct InstagramHashtag: SourceModule {
    let kind = SourceKind.instagramHashtag
    let summary = "Instagram: posts of the last 24 hours with hashtags, without their authors"
    let settings = [
        SourceField("account-id", "The id of your own account in the Graph API, digits only."),
        SourceField("hashtags", "At most 30, with commas between them."),
        GraphAPI.field,
    ]
    let secrets = [GraphAPI.tokenField, GraphAPI.signingField]
    let usualIntervalSeconds = 3_600

    private static let permissions = "instagram_basic and the feature Instagram Public Content Access"

    func conversation(
        _ setup: SourceSetup,
        cursor: String?,
        lookUps: [LookUp],
        checksAccess: Bool
    ) throws(PollTrouble) -> (any PollConversation)? {
        InstagramHashtagPoll(
            try GraphAPI(setup, at: GraphAPI.facebook, permissions: Self.permissions),
            account: try setup.requiredID("account-id"),
            hashtags: try InstagramHashtags(setup),
            cursor: cursor
        )
    }
}
