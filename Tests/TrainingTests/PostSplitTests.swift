import Foundation
import TestSupport
import Testing

/// The labelled posts of the project: training and evaluation share no pattern.
struct PostSplitTests {
    private struct Post: Decodable {
        var id: String
        var text: String
        var kind: String
        var topics: [String]
        var primary: String?
        var urgency: String
    }

    private static let varieties = [
        "bg", "bg-Latn", "cs", "de", "en", "hr", "hu", "it", "pl", "ro", "ru", "sk", "sr", "tr", "uk",
    ]

    private func posts(_ part: String, _ variety: String) throws -> [Post] {
        try Fixtures.text("posts/\(part)/\(variety).jsonl").split(separator: "\n").map {
            try JSONDecoder().decode(Post.self, from: Data($0.utf8))
        }
    }

    /// Pairs of neighbouring words.
    private func pairs(_ text: String) -> Set<String> {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return Set(zip(words, words.dropFirst()).map { "\($0) \($1)" })
    }

    @Test(arguments: varieties)
    func `no post of the evaluation is near to one of the training`(_ variety: String) throws {
        let training = try posts("training", variety).map { pairs($0.text) }.filter { $0.count >= 4 }

        for post in try posts("evaluation", variety) {
            let own = pairs(post.text)
            guard own.count >= 4 else { continue }
            let nearest = training.map { Double(own.intersection($0).count) / Double(min(own.count, $0.count)) }.max()

            #expect((nearest ?? 0) < 0.5, "\(post.id)")
        }
    }

    @Test(arguments: varieties)
    func `labels keep the rules of the codebook`(_ variety: String) throws {
        for post in try posts("training", variety) + posts("evaluation", variety) {
            #expect(post.primary.map(post.topics.contains) ?? post.topics.isEmpty, "\(post.id)")
            #expect(post.kind == "request" || post.urgency == "routine", "\(post.id)")
        }
    }
}
