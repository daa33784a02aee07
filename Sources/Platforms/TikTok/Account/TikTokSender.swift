import Domain
import Foundation

/// Answers comments under the account's own videos.
///
/// TikTok makes each answer that it is asked for, also a second time, so what is not clearly refused is unknown.
struct TikTokSender: Sender {
    private let api: TikTokBusinessAPI

    init(_ api: TikTokBusinessAPI) { self.api = api }

    /// The longest text, in UTF-16 units; descriptions of the interface contradict each other, this is the lower one.
    private static let longest = 150
    /// How far the clocks may be apart, in seconds.
    private static let clockDifference: TimeInterval = 120

    func request(for message: OutgoingMessage) throws(SendRefusal) -> WireRequest {
        guard let thread = Self.thread(of: message) else {
            throw SendRefusal("This post stands under no video of the account.", remedy: "Post the answer by hand.")
        }
        guard (1...Self.longest).contains(message.text.utf16.count) else {
            throw SendRefusal(
                "TikTok takes answers of 1 to \(Self.longest) characters.",
                remedy: "Choose a shorter wording."
            )
        }
        return api.reply(message.text, to: thread.comment, of: thread.video)
    }

    func outcome(of answer: WireAnswer, to message: OutgoingMessage) -> SendOutcome {
        guard let pieces = Self.pieces(answer) else {
            return .unknown(reason: "TikTok's answer cannot be understood (status \(answer.status)).")
        }
        guard let refusal = TikTokRefusal(pieces, answer) else {
            guard let id = pieces.text("data", "comment_id") else {
                return .unknown(reason: "TikTok did not give the number of the answer.")
            }
            return .sent(externalID: id, link: Self.link(message))
        }
        guard refusal.isClear else { return .unknown(reason: "TikTok failed (\(refusal.code)).") }
        return .refused(
            reason: "TikTok refused the answer (\(refusal.code)).",
            remedy: refusal.isTooFrequent
                ? "Wait five minutes and release the answer again."
                : refusal.isAboutTheThing
                    ? "Look whether video and comment are still there; else post the answer by hand."
                    : "Renew the access token with the scope comment.list.manage, or post the answer by hand."
        )
    }

    func lookUp(_ message: OutgoingMessage) -> WireRequest? {
        Self.thread(of: message).map { api.replies(to: $0.comment, of: $0.video, from: 0) }
    }

    func find(_ message: OutgoingMessage, in answer: WireAnswer) -> SendOutcome {
        guard let pieces = Self.pieces(answer), TikTokRefusal(pieces, answer) == nil else {
            return .unknown(reason: "TikTok does not show the thread.")
        }
        let since = message.firstTriedAt.map { $0 - Self.clockDifference }
        for row in pieces.rows {
            guard case .success(let comment) = row.decoded(as: TikTokBusinessComment.self) else { continue }
            if comment.isOurs(message.text, since: since) {
                return .sent(externalID: comment.commentID, link: Self.link(message))
            }
        }
        guard pieces.flag("data", "has_more") == false else {
            return .unknown(reason: "The thread is longer than what TikTok shows at once.")
        }
        return .refused(
            reason: "The answer does not stand in the thread.",
            remedy: "Look under the video: TikTok hides similar texts in silence. If it is not there, release it again."
        )
    }

    /// Answers stand under the comment at the top of a thread.
    private static func thread(of message: OutgoingMessage) -> (video: String, comment: String)? {
        let space = message.space.externalID
        guard message.space.platform == .tiktok, space.hasPrefix("video:"),
            LinkParts.number(String(space.dropFirst(6))) != nil
        else { return nil }
        let comment = message.parentExternalID ?? message.externalID
        return LinkParts.number(comment).map { _ in (String(space.dropFirst(6)), comment) }
    }

    private static func link(_ message: OutgoingMessage) -> String? {
        message.permalink ?? thread(of: message).map { TikTokLinks.video($0.video) }
    }

    private static func pieces(_ answer: WireAnswer) -> AnswerPieces? {
        // Why it cannot be read makes no difference: nobody can say what became of the answer.
        try? answer.pieces(rowsAt: TikTokCommentPage.rows)
    }
}
