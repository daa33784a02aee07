/// By which way a source brings posts.
///
/// The raw value is the spelling used in the database, in JSON and on the command line.
package enum SourceKind: String, CaseIterable, Codable, Sendable {
    /// A Telegram bot that reads the groups and channels it was added to.
    case telegramBot = "telegram-bot"
    /// The organisation's own Facebook Page: its posts, their comments, mentions.
    case facebookPage = "facebook-page"
    /// The organisation's own Instagram account: comments under its media, mentions.
    case instagramAccount = "instagram-account"
    /// A hashtag on Instagram.
    case instagramHashtag = "instagram-hashtag"
    /// The organisation's own TikTok account: comments under its videos.
    case tiktokAccount = "tiktok-account"
    /// Comments and videos of TikTok's Research API, through a partner.
    case tiktokResearch = "tiktok-research"
    /// A folder on this machine in which exports are laid.
    case folder
    /// A folder on a WebDAV server, such as a Nextcloud account or public share.
    case webdav
    /// A page on a web server that lists files, one address a line.
    case httpsList = "https-list"
    /// A folder on a server that is reached through SSH.
    case sftp

    /// The platform whose posts it brings; nil where its files may be of any.
    package var platform: Platform? {
        switch self {
        case .telegramBot: .telegram
        case .facebookPage: .facebook
        case .instagramAccount, .instagramHashtag: .instagram
        case .tiktokAccount, .tiktokResearch: .tiktok
        case .folder, .webdav, .httpsList, .sftp: nil
        }
    }
}
