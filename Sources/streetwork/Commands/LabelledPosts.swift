import Domain
import Foundation
import Training

extension LabelledPost {
    /// The posts of a file of labelled posts.
    /// - Throws: `OperatorError` naming the line that is none.
    static func read(_ path: String) throws -> [LabelledPost] {
        let lines = try TextLines(path)
        var posts: [LabelledPost] = []
        while let batch = try lines.next(500) {
            for line in batch {
                do {
                    posts.append(try JSONDecoder().decode(LabelledPost.self, from: Data(line)))
                } catch {
                    throw OperatorError(
                        "Line \(posts.count + 1) of '\(path)' is no labelled post.",
                        remedy: "Each line needs id, text, language, kind, topics, primary, urgency, minors, places."
                    )
                }
            }
        }
        return posts
    }

    /// Every text once, at its first place, with the labels that were given last.
    static func unique(_ posts: [LabelledPost]) -> [LabelledPost] {
        var places: [String: Int] = [:]
        var result: [LabelledPost] = []
        for post in posts {
            if let place = places[post.text] {
                result[place] = post
            } else {
                places[post.text] = result.count
                result.append(post)
            }
        }
        return result
    }
}
