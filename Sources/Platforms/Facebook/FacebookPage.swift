import Domain
import Foundation

/// The organisation's own Facebook Page: posts of visitors, comments, mentions; answers as the Page.
struct FacebookPage: SourceModule {
    let kind = SourceKind.facebookPage
    let summary = "Facebook: your own Page, with posts of visitors, comments and mentions; answers as the Page"
    let settings = [
        SourceField("page-id", "The id of the Page, digits only."),
        SourceField("days", "How many days the comments under a post are watched; 14 unless set.", isRequired: false),
        GraphAPI.field,
    ]
    let secrets = [GraphAPI.tokenField, GraphAPI.secretField, GraphWebhook.verifyField]
    let usualIntervalSeconds = 300

    /// What the token has to allow.
    static let permissions = """
        pages_show_list, pages_read_engagement, pages_read_user_content and, for answers, pages_manage_engagement
        """
    let takesCalls = true

    func conversation(
        _ setup: SourceSetup,
        cursor: String?,
        lookUps: [LookUp],
        checksAccess: Bool
    ) throws(PollTrouble) -> (any PollConversation)? {
        let page = try setup.requiredID("page-id")
        return FacebookPagePoll(
            try api(setup),
            page: FacebookPageReader(page: page, name: setup.space?.name),
            cursor: cursor,
            days: try setup.number("days", in: 1...90, usual: 14),
            lookUps: lookUps,
            checksAccess: checksAccess
        )
    }

    func webhook(_ setup: SourceSetup) -> (any Webhook)? { FacebookPageWebhook(setup) }

    func sender(_ setup: SourceSetup) -> (any Sender)? {
        // What is missing is reported by the poller; without it answers are posted by hand.
        guard let api = try? api(setup), let page = try? setup.requiredID("page-id") else { return nil }
        return FacebookPageSender(api, page: page)
    }

    private func api(_ setup: SourceSetup) throws(PollTrouble) -> GraphAPI {
        try GraphAPI(setup, at: GraphAPI.facebook, permissions: Self.permissions)
    }
}
