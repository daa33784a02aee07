package import Domain
import Foundation
import Intake
package import Storage

/// Gives posts a person's labels.
package struct CorrectPosts: HouseOperation {
    package static let name = "correction/make"
    /// Which posts.
    package var target: CorrectionTarget
    /// The user name of whoever does it.
    package var user: String
    /// What is wrong about the labels; nothing confirms them.
    package var change: LabelChange
    /// Why, in at most 200 characters without names.
    package var note: String?

    package init(target: CorrectionTarget, user: String, change: LabelChange, note: String? = nil) {
        self.target = target
        self.user = user
        self.change = change
        self.note = note
    }

    package func perform(in house: House) async throws -> [RelabelledPost] {
        try house.check(user: user)
        try house.check(change)
        let note = try note.map(Self.checked)
        do {
            return try await house.store.correct(
                target,
                by: house.inOrder(change),
                as: user,
                note: note,
                now: house.now(),
                item: house.questionMaker
            )
        } catch let fault as LabelFault {
            throw OperatorError(fault)
        }
    }

    private static func checked(_ note: String) throws -> String {
        let note = note.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...200).contains(note.count) else {
            throw OperatorError(
                "A note has 1 to 200 characters; this one has \(note.count).",
                remedy: "Say why in a few words, without names, or leave it out."
            )
        }
        return note
    }
}

/// Takes the corrections of posts back.
package struct UndoCorrection: HouseOperation {
    package static let name = "correction/undo"
    /// Which posts.
    package var target: CorrectionTarget
    /// The user name of whoever does it.
    package var user: String

    package init(target: CorrectionTarget, user: String) {
        self.target = target
        self.user = user
    }

    package func perform(in house: House) async throws -> [RelabelledPost] {
        try house.check(user: user)
        return try await house.store.undoCorrection(
            target,
            as: user,
            now: house.now(),
            item: house.questionMaker
        )
    }
}

/// Everything that people said about the labels of posts, the latest first.
package struct ListCorrections: HouseOperation {
    package static let name = "correction/list"
    /// Which posts.
    package var target: CorrectionTarget

    package init(target: CorrectionTarget) { self.target = target }

    package func perform(in house: House) async throws -> [Correction] {
        try await house.store.corrections(of: target, now: house.now())
    }
}

/// A page of the corrections that hold, as labelled posts to learn from.
///
/// Nothing in it says who wrote a post: no pseudonym, no handle, no id of the platform; words with `@` are masked.
package struct ExportCorrections: HouseOperation {
    package static let name = "correction/export"
    /// The `next` of the page before; 0 for the first one.
    package var after: Int64

    package init(after: Int64) { self.after = after }

    package func perform(in house: House) async throws -> CorrectionPage {
        var page = try await house.store.correctedPosts(after: after, limit: 500)
        for number in page.posts.indices { page.posts[number].text = Self.masked(page.posts[number].text) }
        return page
    }

    /// A text whose user names and mail addresses are gone.
    static func masked(_ text: String) -> String {
        var result = ""
        var word = ""
        func ended(_ word: String) -> String { word.contains("@") ? "@…" : word }
        for letter in text {
            if letter.isWhitespace {
                result += ended(word) + String(letter)
                word = ""
            } else {
                word.append(letter)
            }
        }
        return result + ended(word)
    }
}

extension House {
    /// Makes what the store needs to open an enquiry; classifier and encoder are made only where one is opened.
    fileprivate var questionMaker: @Sendable (BacklogPost, Prediction) throws -> ClassifiedPost {
        { post, prediction in
            CorrectedQuestion(
                classifier: try classifier(),
                keyring: keyring,
                meaning: try likeness?.meaningEncoder()
            ).item(post, prediction)
        }
    }

    /// The change with its topics in the order in which they are shown.
    fileprivate func inOrder(_ change: LabelChange) -> LabelChange {
        var result = change
        result.topics = change.topics.map { wanted in topics.filter(wanted.contains) }
        return result
    }

    /// - Throws: `OperatorError` where a topic, language or place is none.
    fileprivate func check(_ change: LabelChange) throws {
        for topic in (change.topics ?? []) + [change.primary].compactMap({ $0 }) { try check(topic) }
        if let language = change.language?.rawValue {
            let isCode = language.utf8.count == 2 && language.utf8.allSatisfy { (0x61...0x7A).contains($0) }
            guard isCode || language == Language.undetermined.rawValue else {
                throw OperatorError(
                    "'\(language)' is no code of a language.",
                    remedy: "Use two small letters by ISO 639-1, such as --language ro, or 'und'."
                )
            }
        }
        for place in change.places ?? [] where !(1...80).contains(place.count) || place.contains(where: \.isNewline) {
            throw OperatorError(
                "'\(place.prefix(80))' is no place.",
                remedy: "Name towns and regions, separated by commas: --places Berlin,Köln."
            )
        }
    }
}

extension OperatorError {
    /// Says which rule of the codebook labels contradict.
    fileprivate init(_ fault: LabelFault) {
        switch fault {
        case .primaryIsNoTopic(let primary, let topics):
            let named = topics.isEmpty ? "none" : topics.map(\.rawValue).joined(separator: ", ")
            self.init(
                "'\(primary.rawValue)' cannot come first: it is none of the post's topics (\(named)).",
                remedy: "Name it among --topics too."
            )
        case .urgentButNoRequest(let urgency, let kind):
            self.init(
                "A post that is \(kind.rawValue) cannot be \(urgency.rawValue): only a request is urgent.",
                remedy: "Give --kind request, or leave --urgency out."
            )
        }
    }
}
