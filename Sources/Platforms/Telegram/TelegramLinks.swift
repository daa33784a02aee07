import Domain

/// Addresses on t.me, and the ids that stand in them.
package enum TelegramLinks {
    /// The user name in an address such as `https://t.me/name`; nil for invitations and addresses without one.
    package static func userName(in link: String) -> String? { Target(link)?.userName }

    /// The id of the chat that an address leads into, as the Bot API writes it; nil where it holds a user name.
    package static func chat(in link: String) -> String? { Target(link)?.bareID.map { supergroup(String($0)) } }

    /// The number of the message that an address leads to; nil where it leads to a comment, whose chat it hides.
    package static func message(in link: String) -> String? {
        guard let target = Target(link), target.comment == nil else { return nil }
        return target.message.map { String($0) }
    }

    /// What an address tells; nil where it is none of Telegram's, or leads to no chat.
    ///
    /// A user name does not tell the id of its chat, so the space is known by its address only.
    package static func place(of link: String) -> PostPlace? {
        guard let target = Target(link) else { return nil }
        return PostPlace(
            platform: .telegram,
            spaceExternalID: target.comment == nil ? target.bareID.map { supergroup(String($0)) } : nil,
            externalID: target.comment == nil ? target.message.map { String($0) } : nil,
            link: target.link
        )
    }

    /// The address of a public chat.
    package static func space(userName: String) -> String { "https://t.me/\(userName)" }

    /// The address of a message; nil in basic groups and for messages from before an upgrade, which have none.
    /// - Parameter chat: as the Bot API writes it.
    package static func message(_ id: Int64, inChat chat: Int64, userName: String?) -> String? {
        guard id > 0 else { return nil }
        if let userName { return "\(space(userName: userName))/\(id)" }
        return bareID(ofSupergroup: chat).map { "https://t.me/c/\($0)/\(id)" }
    }

    /// The id of a supergroup or channel as the Bot API writes it.
    /// - Parameter bareID: as exports and addresses write it.
    package static func supergroup(_ bareID: String) -> String {
        guard let number = Int64(bareID), (1..<supergroups).contains(number) else { return "-100\(bareID)" }
        return String(-supergroups - number)
    }

    /// Who speaks as a chat, as exports write it.
    /// - Parameter chat: as the Bot API writes it.
    package static func peer(ofChat chat: Int64) -> String {
        if let bare = bareID(ofSupergroup: chat) { return "channel\(bare)" }
        return chat < 0 ? "chat\(chat.magnitude)" : "user\(chat)"
    }

    /// The ids of supergroups and channels are taken from this number.
    private static let supergroups: Int64 = 1_000_000_000_000

    private static func bareID(ofSupergroup chat: Int64) -> Int64? {
        guard chat < -supergroups, chat > -2 * supergroups else { return nil }
        return -supergroups - chat
    }
}

/// Where an address leads, whatever its form.
private struct Target {
    var userName: String?
    var bareID: Int64?
    var invitation: String?
    var message: Int64?
    /// The number of a comment under the message, in a chat that the address does not tell.
    var comment: Int64?

    init?(_ link: String) {
        guard let parts = LinkParts(link) else { return nil }
        if parts.scheme == "tg" {
            guard readApp(parts) else { return nil }
        } else {
            guard ["http", "https"].contains(parts.scheme), readWeb(parts) else { return nil }
        }
        comment = LinkParts.number(parts.query["comment"])
    }

    /// The usual form.
    var link: String {
        let chat = userName ?? bareID.map { "c/\($0)" } ?? invitation.map { "+\($0)" } ?? ""
        let place = message.map { "https://t.me/\(chat)/\($0)" } ?? "https://t.me/\(chat)"
        return comment.map { "\(place)?comment=\($0)" } ?? place
    }

    /// `tg://resolve?domain=…`, `tg://privatepost?channel=…`, `tg://join?invite=…`.
    private mutating func readApp(_ parts: LinkParts) -> Bool {
        message = LinkParts.number(parts.query["post"])
        switch parts.host {
        case "resolve": userName = parts.query["domain"].flatMap(Self.userName)
        case "privatepost": bareID = LinkParts.number(parts.query["channel"])
        case "join": invitation = parts.query["invite"].flatMap(Self.code)
        default: return false
        }
        return hasChat
    }

    private mutating func readWeb(_ parts: LinkParts) -> Bool {
        var path = parts.path[...]
        if Self.hosts.contains(parts.host) {
            if path.first == "s" { path = path.dropFirst() }
            guard let first = path.popFirst() else { return false }
            switch first {
            case "c": bareID = LinkParts.number(path.popFirst())
            case "joinchat": invitation = path.popFirst().flatMap(Self.code)
            case let code where code.hasPrefix("+"): invitation = Self.code(String(code.dropFirst()))
            default: userName = Self.userName(first)
            }
        } else {
            // The user name may stand before the host, as in `name.t.me`.
            guard parts.host.hasSuffix(".t.me"), parts.host != "www.t.me" else { return false }
            userName = Self.userName(String(parts.host.dropLast(5)))
        }
        guard hasChat else { return false }
        // In a topic the number of the message is the second one.
        message = path.prefix(2).compactMap(LinkParts.number).last
        return true
    }

    private var hasChat: Bool { userName != nil || bareID != nil || invitation != nil }

    private static let hosts: Set<String> = ["t.me", "www.t.me", "telegram.me", "www.telegram.me", "telegram.dog"]

    /// Paths of Telegram's own that look like user names.
    private static let reserved: Set<String> = [
        "addemoji", "addlist", "addstickers", "addtheme", "auction", "boost", "call", "confirmphone", "contact",
        "giftcode", "invoice", "joinchat", "login", "nft", "proxy", "setlanguage", "share", "socks", "stars",
    ]

    private static func userName(_ text: String) -> String? {
        let name = text.hasPrefix("@") ? String(text.dropFirst()) : text
        guard (4...32).contains(name.utf8.count), !reserved.contains(name.lowercased()) else { return nil }
        return isPlain(name, and: "_") ? name : nil
    }

    private static func code(_ text: String) -> String? {
        (8...64).contains(text.utf8.count) && isPlain(text, and: "_-") ? text : nil
    }

    private static func isPlain(_ text: String, and others: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: others.utf8.contains(byte)
            }
        }
    }
}
