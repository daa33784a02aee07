import Domain
import Foundation

/// The organisation's own Instagram account: comments under its media, mentions; answers as the account.
struct InstagramAccount: SourceModule {
    let kind = SourceKind.instagramAccount
    let summary = "Instagram: your own account, with comments under its posts, mentions; answers as the account"
    let settings = [
        SourceField("account-id", "The id of the account in the Graph API, digits only."),
        SourceField(
            "username",
            "The name of the account as in its address; posts then share the space with those of exports.",
            isRequired: false
        ),
        SourceField(
            "login",
            "How the token was made: 'facebook', or 'instagram'; the first unless set.",
            isRequired: false
        ),
        SourceField("media", "Of how many of the newest posts comments are read; 30 unless set.", isRequired: false),
        GraphAPI.field,
    ]
    let secrets = [GraphAPI.tokenField, GraphAPI.secretField, GraphWebhook.verifyField]
    let usualIntervalSeconds = 300

    /// The ways to sign in: where the API then is, and what the token has to allow.
    private static let logins = [
        "facebook": (
            base: GraphAPI.facebook,
            permissions: "instagram_basic, instagram_manage_comments, pages_show_list and pages_read_engagement"
        ),
        "instagram": (
            base: GraphAPI.instagram,
            permissions: "instagram_business_basic and instagram_business_manage_comments"
        ),
    ]
    let takesCalls = true

    func conversation(
        _ setup: SourceSetup,
        cursor: String?,
        lookUps: [LookUp],
        checksAccess: Bool
    ) throws(PollTrouble) -> (any PollConversation)? {
        InstagramAccountPoll(
            try api(setup),
            reader: try InstagramReader(setup),
            cursor: cursor,
            media: try setup.number("media", in: 1...100, usual: 30),
            lookUps: lookUps,
            checksAccess: checksAccess
        )
    }

    func webhook(_ setup: SourceSetup) -> (any Webhook)? {
        // What is missing is reported by the poller.
        (try? InstagramReader(setup)).flatMap { InstagramWebhook(setup, reader: $0) }
    }

    func sender(_ setup: SourceSetup) -> (any Sender)? {
        // What is missing is reported by the poller; without it answers are posted by hand.
        guard let api = try? api(setup), let reader = try? InstagramReader(setup) else { return nil }
        return InstagramSender(api, reader: reader)
    }

    private func api(_ setup: SourceSetup) throws(PollTrouble) -> GraphAPI {
        let name = setup.setting("login") ?? "facebook"
        guard let login = Self.logins[name] else {
            throw .needsPerson(
                reason: "The setting 'login' is neither 'facebook' nor 'instagram'.",
                remedy: "Set 'login' to the way in which the token was made."
            )
        }
        return try GraphAPI(setup, at: login.base, permissions: login.permissions)
    }
}
