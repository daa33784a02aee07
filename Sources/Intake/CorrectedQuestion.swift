package import Classification
package import Domain
package import Likeness
package import Storage

/// Makes what the store needs to open an enquiry for a post that a person says is a question.
package struct CorrectedQuestion: Sendable {
    private let classifier: Classifier
    private let keyring: Keyring
    private let meaning: MeaningEncoder?

    /// - Parameter meaning: makes the vectors that are stored with posts; nil where there is no encoder.
    package init(classifier: Classifier, keyring: Keyring, meaning: MeaningEncoder? = nil) {
        self.classifier = classifier
        self.keyring = keyring
        self.meaning = meaning
    }

    /// The post with these labels; without marks of its words and without its meaning where the text was deleted.
    package func item(_ post: BacklogPost, _ prediction: Prediction) -> ClassifiedPost {
        let received = ReceivedPost(
            space: post.space,
            externalID: post.externalID,
            text: post.text,
            publishedAt: post.publishedAt
        )
        let folded = classifier.likeness(of: post.text)
        var item = ClassifiedPost(
            post: received,
            author: post.author,
            sealedHandle: nil,
            textMark: keyring.mark(post.text.utf8),
            likenessMark: folded.map(keyring.mark),
            sketch: folded.map { _ in classifier.sketch(of: post.text, seed: keyring.sketchSeed) },
            prediction: prediction
        )
        if !post.text.isEmpty { item.meaning = meaning?.vector(of: post.text) }
        return item
    }
}
